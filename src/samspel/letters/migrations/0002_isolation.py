"""The rows of an office are shown only where that office has been entered; a letter once made stands."""

from django.db import migrations

from samspel.tenancy.isolation import isolate

STAND = """
create function letters_letter_stands() returns trigger language plpgsql as $$
begin
    if (to_jsonb(new) - '{state,version,channel_reference,sent_at,delivered_at}'::text[])
            is distinct from (to_jsonb(old) - '{state,version,channel_reference,sent_at,delivered_at}'::text[])
        or old.sent_at is not null and new.sent_at is distinct from old.sent_at
        or old.delivered_at is not null and new.delivered_at is distinct from old.delivered_at then
        raise exception 'a letter is never changed once it has been made'
            using errcode = 'check_violation', constraint = 'letters_letter_stands';
    end if;
    return new;
end $$;

create trigger letters_letter_stands before update on letters_letter
    for each row execute function letters_letter_stands();
revoke delete, truncate on letters_letter from samspel_app;
"""
UNDO = """
grant delete on letters_letter to samspel_app;
drop trigger letters_letter_stands on letters_letter;
drop function letters_letter_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_start")]
    operations = [isolate("letters_letter"), migrations.RunSQL(STAND, UNDO)]
