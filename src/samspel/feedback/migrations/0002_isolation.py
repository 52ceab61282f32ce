"""Anybody may say something; an office reads what is about its pages and about those that all share; nobody changes it."""

from django.db import migrations

from samspel.tenancy.isolation import MINE, NATION, append_only

READERS = f"""
alter table feedback_feedback enable row level security;
alter table feedback_feedback force row level security;
create policy feedback_feedback_told on feedback_feedback for insert with check (true);
create policy feedback_feedback_office on feedback_feedback for select using (office_id is null or {MINE});
create policy feedback_feedback_nation on feedback_feedback for select using ({NATION});
"""
# How much has come lately, to all offices together, which no single office may see; the number alone leaves the function.
COUNT = """
create function feedback_given_since(since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, public
as $$ select count(*) from public.feedback_feedback where given_at > since $$;
"""


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_start")]
    operations = [
        migrations.RunSQL(READERS, "alter table feedback_feedback no force row level security;"),
        migrations.RunSQL(COUNT, "drop function feedback_given_since(timestamptz);"),
        append_only("feedback_feedback"),
    ]
