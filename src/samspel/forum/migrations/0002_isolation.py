"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import isolate

TABLES = ["forum", "seat", "meeting", "tie", "line", "lineshare"]


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_start")]
    operations = [isolate(f"forum_{name}") for name in TABLES]
