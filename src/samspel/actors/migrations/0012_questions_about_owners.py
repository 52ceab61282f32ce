"""What Enhetsregisteret tells of owners is judged by their offices."""

import django.db.models.deletion
from django.db import migrations, models

import samspel.kit.ids
from samspel.tenancy.isolation import isolate, never_removed


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0011_details_over_time"),
        ("tenancy", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnerQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                (
                    "what",
                    models.CharField(
                        choices=[("name", "Helt annet navn"), ("deleted", "Slettet i Enhetsregisteret")],
                        max_length=12,
                        verbose_name="hva",
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=200, verbose_name="før")),
                ("after", models.CharField(max_length=200, verbose_name="nå")),
                ("asked_at", models.DateTimeField(verbose_name="spurt")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="avgjort")),
                ("reason", models.TextField(blank=True, verbose_name="begrunnelse")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("organisation", "what"),
                        name="actors_ownerquestion_asked_once",
                    )
                ],
            },
        ),
        isolate("actors_ownerquestion"),
        never_removed("actors_ownerquestion"),
    ]
