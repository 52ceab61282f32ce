"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import isolate

TABLES = ["report", "result"]


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_start")]
    operations = [isolate(f"followup_{name}") for name in TABLES]
