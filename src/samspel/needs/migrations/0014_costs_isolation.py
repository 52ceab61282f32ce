"""What things cost in a need is shown where its office has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import isolate


class Migration(migrations.Migration):
    dependencies = [("needs", "0013_asked_later")]
    operations = [isolate("needs_cost")]
