"""What members offer to a network's need, shown where its office has been entered; what was offered stays known."""

import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import samspel.kit.ids
from samspel.tenancy.isolation import isolate, never_removed


class Migration(migrations.Migration):
    dependencies = [
        ("needs", "0015_extra_answers"),
        ("tenancy", "0001_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="need",
            name="intake_frame_nok",
            field=models.BigIntegerField(
                help_text="set by whoever coordinates a network, if at all",
                null=True,
                verbose_name="rammen nettverket prioriterer innenfor",
            ),
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("position", models.PositiveSmallIntegerField(null=True, verbose_name="plass")),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor den står der den står")),
                ("left_out_reason", models.TextField(blank=True, verbose_name="hvorfor den ikke er tatt med")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="tittel da nettverket så på den")),
                ("asked_nok", models.BigIntegerField(default=0, verbose_name="søknadssum da nettverket så på den")),
                ("offered_at", models.DateTimeField(verbose_name="meldt inn")),
                (
                    "need",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="needs.need"),
                ),
                (
                    "network_need",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="needs.need"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["offered", "taken-in"])),
                        fields=("need",),
                        name="needs_offer_to_one_network_at_a_time",
                        violation_error_message="Behovet er alt meldt inn til et nettverk.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("network_need", "need"),
                        name="needs_offer_once_to_each_network",
                        violation_error_message="Behovet er alt meldt inn til nettverket.",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("network_need", "position"),
                        name="needs_offer_place_is_used_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("position__isnull", True), ("state", "withdrawn")),
                            models.Q(
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("position__gte", 1),
                                ("position__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="needs_offer_withdrawn_has_no_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "left-out"), _negated=True),
                            models.Q(("left_out_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="needs_offer_left_out_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("need", models.F("network_need")), _negated=True),
                        name="needs_offer_is_anothers",
                    ),
                ],
            },
        ),
        isolate("needs_offer"),
        never_removed("needs_offer"),
    ]
