"""The rows of an office are shown only where that office has been entered; what has been vouched for stands."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate

TABLES = ["paymentbasis", "instalment"]
APPEND_ONLY = ["paymentbasis"]
STAND = """
create function payments_instalment_stands() returns trigger language plpgsql as $$
begin
    if (new.share_id, new.position, new.amount_nok, new.account_number, new.due_on)
            is distinct from (old.share_id, old.position, old.amount_nok, old.account_number, old.due_on)
        or old.attested_by_id is not null and new.attested_by_id is distinct from old.attested_by_id
        or old.approved_by_id is not null and new.approved_by_id is distinct from old.approved_by_id
        or old.basis_id is not null and new.basis_id is distinct from old.basis_id
        or old.paid_on is not null and new.paid_on is distinct from old.paid_on then
        raise exception 'an instalment is never changed; stop it and plan another'
            using errcode = 'check_violation', constraint = 'payments_instalment_stands';
    end if;
    return new;
end $$;

create trigger payments_instalment_stands before update on payments_instalment
    for each row execute function payments_instalment_stands();
revoke delete, truncate on payments_instalment from samspel_app;
"""
UNDO = """
grant delete on payments_instalment to samspel_app;
drop trigger payments_instalment_stands on payments_instalment;
drop function payments_instalment_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_start")]
    operations = [
        *(isolate(f"payments_{name}") for name in TABLES),
        *(append_only(f"payments_{name}") for name in APPEND_ONLY),
        migrations.RunSQL(STAND, UNDO),
    ]
