"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate

TABLES = ["paymentbasis", "instalment"]
APPEND_ONLY = ["paymentbasis"]


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_start")]
    operations = [
        *(isolate(f"payments_{name}") for name in TABLES),
        *(append_only(f"payments_{name}") for name in APPEND_ONLY),
    ]
