"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate, never_removed

TABLES = ["need", "participation", "targetgroup", "indicator", "budgetline", "partnership", "submission"]
APPEND_ONLY = ["submission"]


class Migration(migrations.Migration):
    dependencies = [("needs", "0001_start")]
    operations = [
        *(isolate(f"needs_{name}") for name in TABLES),
        *(append_only(f"needs_{name}") for name in APPEND_ONLY),
        never_removed("needs_need", "needs_partnership"),
    ]
