"""No role that stands there already was given by the one who has it: checked without holding anybody up."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actors", "0006_invitations")]
    operations = [ValidateConstraint("assignment", "actors_assignment_given_by_another")]
