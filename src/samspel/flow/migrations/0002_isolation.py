"""The journal's chain, and the rows of an office shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate, never_removed

CHAIN = """
create function flow_entry_hash(e flow_entry) returns text language sql immutable as $$
    select encode(sha256(convert_to(concat_ws(chr(31),
        e.previous, e.sequence, e.id, e.office_id, e.act, e.record_type, e.record_id, coalesce(e.subject_id::text, ''),
        coalesce(e.person_id::text, ''), coalesce(e.organisation_id::text, ''), e.role,
        extract(epoch from e.at)::numeric(20, 6), e.source, e.target,
        coalesce(e.journal_year, 0), coalesce(e.journal_number, 0), e.facts::text), 'UTF8')), 'hex')
$$;

-- The lock is held until commit, so an act writes its entry last.
create function flow_entry_chain() returns trigger language plpgsql as $$
declare last record;
begin
    perform pg_advisory_xact_lock(hashtextextended('flow_entry' || new.office_id, 0));
    select sequence, hash into last from flow_entry where office_id = new.office_id order by sequence desc limit 1;
    new.sequence := coalesce(last.sequence, 0) + 1;
    new.previous := coalesce(last.hash, '');
    new.hash := flow_entry_hash(new);
    return new;
end $$;

create function flow_entry_stands() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is never changed' using errcode = 'restrict_violation';
end $$;

create trigger flow_entry_chain before insert on flow_entry for each row execute function flow_entry_chain();
create trigger flow_entry_stands before update or delete on flow_entry for each row execute function flow_entry_stands();
create trigger flow_entry_stays before truncate on flow_entry for each statement execute function flow_entry_stands();
"""
UNCHAIN = """
drop trigger flow_entry_chain on flow_entry;
drop trigger flow_entry_stands on flow_entry;
drop trigger flow_entry_stays on flow_entry;
drop function flow_entry_stands;
drop function flow_entry_chain;
drop function flow_entry_hash;
"""


class Migration(migrations.Migration):
    dependencies = [("flow", "0001_start")]
    operations = [
        migrations.RunSQL(CHAIN, UNCHAIN),
        isolate("flow_entry"),
        isolate("flow_outbox"),
        isolate("flow_counter"),
        append_only("flow_entry"),
        never_removed("flow_outbox", "flow_counter"),
    ]
