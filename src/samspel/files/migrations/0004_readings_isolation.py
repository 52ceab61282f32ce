"""Who has read what is shown where the office has been entered; what was written is neither changed nor removed."""

from django.db import migrations

from samspel.tenancy.isolation import append_only, isolate


class Migration(migrations.Migration):
    dependencies = [("files", "0003_readings")]
    operations = [isolate("files_reading"), append_only("files_reading")]
