"""The rows of an office are shown only where that office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import isolate

TABLES = ["letter"]


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_start")]
    operations = [isolate(f"letters_{name}") for name in TABLES]
