"""What is known of those who write together is shown only where their office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import isolate, never_removed


class Migration(migrations.Migration):
    dependencies = [("needs", "0007_writing_together")]
    operations = [
        isolate("needs_revision"),
        isolate("needs_sitting"),
        isolate("needs_duty"),
        never_removed("needs_revision"),
    ]
