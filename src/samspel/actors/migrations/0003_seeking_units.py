"""Units are found by the beginnings of words in their names."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("actors", "0002_registers")]

    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists actors_unit_sought "
            "on actors_unit using gin (to_tsvector('simple', sought))",
            "drop index concurrently if exists actors_unit_sought",
        )
    ]
