"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate

TABLES = ["frame", "movement"]
APPEND_ONLY = ["movement"]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_start")]
    operations = [
        *(isolate(f"ledger_{name}") for name in TABLES),
        *(append_only(f"ledger_{name}") for name in APPEND_ONLY),
    ]
