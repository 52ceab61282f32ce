"""The rows of an office are shown only where that office has been entered; an innstilling once adopted stands."""

from django.db import migrations

from samspel.tenancy.isolation import isolate

TABLES = ["forum", "seat", "meeting", "tie", "line", "lineshare"]
STAND = """
create function forum_adopted_stands() returns trigger language plpgsql as $$
begin
    raise exception 'an innstilling that has been adopted is never changed'
        using errcode = 'check_violation', constraint = 'forum_adopted_stands';
end $$;

create function forum_lineshare_stands() returns trigger language plpgsql as $$
begin
    if exists (select 1 from forum_line
               where id in (old.line_id, new.line_id) and state = 'recommended') then
        raise exception 'what a forum has recommended is never changed'
            using errcode = 'check_violation', constraint = 'forum_adopted_stands';
    end if;
    return coalesce(new, old);
end $$;

create trigger forum_meeting_stands before update on forum_meeting
    for each row when (old.state = 'adopted') execute function forum_adopted_stands();
create trigger forum_line_stands before update on forum_line
    for each row when (old.state = 'recommended') execute function forum_adopted_stands();
create trigger forum_lineshare_stands before insert or update or delete on forum_lineshare
    for each row execute function forum_lineshare_stands();
revoke delete on forum_forum, forum_seat, forum_meeting, forum_tie, forum_line from samspel_app;
"""
UNDO = """
grant delete on forum_forum, forum_seat, forum_meeting, forum_tie, forum_line to samspel_app;
drop trigger forum_lineshare_stands on forum_lineshare;
drop trigger forum_line_stands on forum_line;
drop trigger forum_meeting_stands on forum_meeting;
drop function forum_lineshare_stands;
drop function forum_adopted_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_start")]
    operations = [*(isolate(f"forum_{name}") for name in TABLES), migrations.RunSQL(STAND, UNDO)]
