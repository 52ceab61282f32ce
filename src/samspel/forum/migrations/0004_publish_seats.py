"""The seats that were given before seats were published are published too; only the acts of the forum write them."""

from django.db import migrations

# Migrations own the tables, and forced row-level security holds for the owner as well: it is lifted while we read.
PUBLISH = """
alter table forum_seat no force row level security;
alter table forum_forum no force row level security;
insert into forum_publishedseat
    (id, seat_id, office_id, forum_name, organisation_name, "group", duty, since, until)
select gen_random_uuid(), seat.id, seat.office_id, forum.name, coalesce(organisation.name, ''), seat."group", seat.duty,
       seat.since, seat.until
from forum_seat seat
join forum_forum forum on forum.id = seat.forum_id
left join actors_organisation organisation on organisation.id = seat.organisation_id;
alter table forum_seat force row level security;
alter table forum_forum force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("forum", "0003_published_seats")]
    operations = [migrations.RunSQL(PUBLISH, "delete from forum_publishedseat;")]
