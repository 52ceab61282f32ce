"""A need tells of single private units whether they have been invited."""

import django.db.models.deletion
from django.db import migrations, models

import samspel.kit.ids


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0018_the_systems_of_organisations"),
        ("needs", "0019_binding_agreement"),
        ("tenancy", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrivateInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("invited", models.BooleanField(verbose_name="invitert")),
                (
                    "need",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="needs.need"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.unit"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("need", "unit"), name="needs_privateinvitation_once_per_need")
                ],
            },
        ),
    ]
