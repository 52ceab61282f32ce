"""Whether a private unit has been invited is shown where the office of the need has been entered."""

from django.db import migrations

from samspel.tenancy.isolation import isolate


class Migration(migrations.Migration):
    dependencies = [("needs", "0020_private_invitations")]
    operations = [isolate("needs_privateinvitation")]
