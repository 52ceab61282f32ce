"""What an office writes is its own until it is published; what was published is never changed."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate, never_removed


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_start")]
    operations = [
        isolate("pages_article"),
        never_removed("pages_article"),
        append_only("pages_publishedversion"),
    ]
