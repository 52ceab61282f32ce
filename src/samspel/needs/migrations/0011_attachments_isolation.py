"""The files of a need are shown where its office has been entered; who added what is not forgotten."""

from django.db import migrations

from samspel.tenancy.isolation import isolate, never_removed


class Migration(migrations.Migration):
    dependencies = [("needs", "0010_attachments")]
    operations = [isolate("needs_attachment"), never_removed("needs_attachment")]
