"""Networks with a life of their own: owners are asked, consent, leave and take over, and membership is periods.

The memberships are a few hundred rows, so that checking them under a lock takes no time (see the list of exceptions).
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspel.kit.ids
from samspel.tenancy.isolation import PARTY, isolate, never_removed

# The owner that is asked reads and answers the question also where it takes part in none of the office's cases.
ASKED = f"asked_id = {PARTY}"


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0007_given_by_another"),
        ("tenancy", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NetworkQuestion",
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
                        choices=[("join", "Være med i nettverket"), ("coordinate", "Koordinere nettverket")],
                        max_length=12,
                        verbose_name="hva det spørres om",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="spurt")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="besvart eller trukket")),
                ("reason", models.TextField(blank=True, verbose_name="begrunnelse")),
            ],
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("formed_at", models.DateTimeField(verbose_name="opprettet")),
                ("dissolved_at", models.DateTimeField(null=True, verbose_name="oppløst")),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor det ble oppløst")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="actors_membership_once_per_network",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="actors_membership_one_coordinator",
        ),
        migrations.AddField(
            model_name="membership",
            name="consented_by",
            field=models.ForeignKey(
                help_text="the owner's signer; unknown for what files tell",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="since",
            field=models.DateField(
                help_text="unknown only for what is not consented to", null=True, verbose_name="fra og med"
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="until",
            field=models.DateField(null=True, verbose_name="til og med"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("network", "member"),
                name="actors_membership_one_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("network", "member", "since"), name="actors_membership_begins_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("coordinates", True), ("until__isnull", True)),
                fields=("network",),
                name="actors_membership_one_coordinator_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="actors_membership_ends_after_it_begins",
            ),
        ),
        migrations.AddField(
            model_name="networkquestion",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="networkquestion",
            name="asked",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
            ),
        ),
        migrations.AddField(
            model_name="networkquestion",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
            ),
        ),
        migrations.AddField(
            model_name="networkquestion",
            name="office",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"),
        ),
        migrations.AddField(
            model_name="network",
            name="office",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"),
        ),
        migrations.AddField(
            model_name="network",
            name="organisation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
            ),
        ),
        migrations.AddField(
            model_name="networkquestion",
            name="network",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.network"),
        ),
        migrations.AddConstraint(
            model_name="networkquestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("network", "asked", "what"),
                name="actors_networkquestion_asked_once",
                violation_error_message="Eieren er alt spurt, og har ikke svart ennå.",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkquestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked"), ("what", "coordinate")),
                fields=("network",),
                name="actors_networkquestion_one_to_coordinate",
                violation_error_message="En annen er alt spurt om å koordinere nettverket. Trekk det spørsmålet først.",
            ),
        ),
        isolate("actors_network"),
        isolate("actors_networkquestion"),
        migrations.RunSQL(
            f"create policy actors_networkquestion_asked on actors_networkquestion for all using ({ASKED}) with check ({ASKED})",
            "drop policy actors_networkquestion_asked on actors_networkquestion",
        ),
        never_removed("actors_network", "actors_networkquestion", "actors_membership"),
    ]
