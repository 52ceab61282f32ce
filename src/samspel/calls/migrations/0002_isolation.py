"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import isolate, never_removed

TABLES = ["call"]


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_start")]
    operations = [*(isolate(f"calls_{name}") for name in TABLES), never_removed("calls_call")]
