"""An approach is read by the two that it is between; the one that is asked answers, and no office reads it."""

from django.db import migrations

from samspel.tenancy.isolation import PARTY, never_removed

READERS = f"""
alter table actors_approach enable row level security;
alter table actors_approach force row level security;
create policy actors_approach_asking on actors_approach for all
    using (asking_id = {PARTY}) with check (asking_id = {PARTY});
create policy actors_approach_read on actors_approach for select using (asked_id = {PARTY});
create policy actors_approach_answered on actors_approach for update
    using (asked_id = {PARTY}) with check (asked_id = {PARTY});
"""
BACK = """
drop policy actors_approach_answered on actors_approach;
drop policy actors_approach_read on actors_approach;
drop policy actors_approach_asking on actors_approach;
alter table actors_approach no force row level security;
alter table actors_approach disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("actors", "0016_approaches")]
    operations = [migrations.RunSQL(READERS, BACK), never_removed("actors_approach")]
