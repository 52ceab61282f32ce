"""The notices and the log of where a call was announced are one office's; the log is never changed."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate, never_removed

TABLES = ["notice", "posting"]


class Migration(migrations.Migration):
    dependencies = [("calls", "0003_notices")]
    operations = [
        *(isolate(f"calls_{name}") for name in TABLES),
        never_removed("calls_notice"),
        append_only("calls_posting"),
    ]
