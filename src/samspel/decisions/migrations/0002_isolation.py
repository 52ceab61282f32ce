"""The rows of an office are shown only where that office has been entered; what was decided stands."""

from django.db import migrations

from samspel.tenancy.isolation import isolate

TABLES = ["decision", "share", "acceptance"]
STAND = """
create function decisions_decision_stands() returns trigger language plpgsql as $$
begin
    if old.state <> 'drafted' and (to_jsonb(new) - '{state,version,sent_at}'::text[])
        is distinct from (to_jsonb(old) - '{state,version,sent_at}'::text[])
        or old.state <> 'drafted' and new.state = 'drafted'
        or old.state = 'sent' and (new.state, new.sent_at) is distinct from (old.state, old.sent_at) then
        raise exception 'a decision that has been made is never changed'
            using errcode = 'check_violation', constraint = 'decisions_decision_stands';
    end if;
    return new;
end $$;

create function decisions_acceptance_stands() returns trigger language plpgsql as $$
begin
    if old.state <> 'awaited' then
        raise exception 'an answer that has been given is never changed'
            using errcode = 'check_violation', constraint = 'decisions_acceptance_stands';
    end if;
    return new;
end $$;

-- While the decision is a draft its shares are too; afterwards a share may only be given the frame it is booked under.
create function decisions_share_stands() returns trigger language plpgsql as $$
declare drafted boolean;
begin
    select state = 'drafted' into drafted from decisions_decision where id = coalesce(old.decision_id, new.decision_id);
    if drafted is true then
        return coalesce(new, old);
    end if;
    if tg_op = 'UPDATE' and old.frame_id is null
        and to_jsonb(new) - 'frame_id' is not distinct from to_jsonb(old) - 'frame_id' then
        return new;
    end if;
    raise exception 'what a decision gives is never changed once it has been made'
        using errcode = 'check_violation', constraint = 'decisions_share_stands';
end $$;

create trigger decisions_decision_stands before update on decisions_decision
    for each row execute function decisions_decision_stands();
create trigger decisions_share_stands before insert or update or delete on decisions_share
    for each row execute function decisions_share_stands();
create trigger decisions_acceptance_stands before update on decisions_acceptance
    for each row execute function decisions_acceptance_stands();
revoke delete, truncate on decisions_decision, decisions_acceptance from samspel_app;
revoke truncate on decisions_share from samspel_app;
"""
UNDO = """
grant delete on decisions_decision, decisions_acceptance to samspel_app;
drop trigger decisions_share_stands on decisions_share;
drop trigger decisions_decision_stands on decisions_decision;
drop trigger decisions_acceptance_stands on decisions_acceptance;
drop function decisions_acceptance_stands;
drop function decisions_share_stands;
drop function decisions_decision_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_start")]
    operations = [*(isolate(f"decisions_{name}") for name in TABLES), migrations.RunSQL(STAND, UNDO)]
