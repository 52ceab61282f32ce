"""Names are looked up by how they begin, in the order of the plain letters they are stored in."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("actors", "0004_register_questions")]

    operations = [
        migrations.RunSQL(
            "create index concurrently if not exists actors_unit_begins "
            'on actors_unit (sought collate "C", orgnr) where closed_on is null',
            "drop index concurrently if exists actors_unit_begins",
        )
    ]
