"""The app may use what the owner makes, the reader may read it; neither may make anything."""

from django.db import migrations

FORWARD = """
grant usage on schema public to samspel_app, samspel_reader;
grant select on django_migrations to samspel_app, samspel_reader;
alter default privileges in schema public grant select, insert, update, delete on tables to samspel_app;
alter default privileges in schema public grant usage, select on sequences to samspel_app;
alter default privileges in schema public grant execute on functions to samspel_app;
alter default privileges in schema public grant select on tables to samspel_reader;
"""


class Migration(migrations.Migration):
    initial = True
    run_before = [
        ("tenancy", "0001_start"),
        ("people", "0001_start"),
        ("sessions", "0001_initial"),
        ("procrastinate", "0001_initial"),
    ]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
