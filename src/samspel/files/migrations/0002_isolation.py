"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate

TABLES = ["document"]
APPEND_ONLY = ["document"]


class Migration(migrations.Migration):
    dependencies = [("files", "0001_start")]
    operations = [
        *(isolate(f"files_{name}") for name in TABLES),
        *(append_only(f"files_{name}") for name in APPEND_ONLY),
    ]
