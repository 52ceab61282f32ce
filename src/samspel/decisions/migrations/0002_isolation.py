"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate

TABLES = ["decision", "share", "acceptance"]
APPEND_ONLY = ["share"]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_start")]
    operations = [
        *(isolate(f"decisions_{name}") for name in TABLES),
        *(append_only(f"decisions_{name}") for name in APPEND_ONLY),
    ]
