"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import isolate, never_removed

TABLES = ["report", "result"]


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_start")]
    operations = [*(isolate(f"followup_{name}") for name in TABLES), never_removed("followup_report")]
