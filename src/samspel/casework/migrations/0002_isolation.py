"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate, never_removed

TABLES = ["case", "supplementrequest"]
APPEND_ONLY = ["supplementrequest"]


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_start")]
    operations = [
        *(isolate(f"casework_{name}") for name in TABLES),
        *(append_only(f"casework_{name}") for name in APPEND_ONLY),
        never_removed("casework_case"),
    ]
