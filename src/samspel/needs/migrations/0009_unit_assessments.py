"""What the units say, shown where its office is entered, and one row to whoever comes with its link."""

import django.db.models.deletion
from django.db import migrations, models

import samspel.kit.ids
from samspel.tenancy.isolation import isolate, never_removed

# The link opens the one row and nothing else; what it belongs to is read where the office has been entered.
LINK = """
create policy needs_unitassessment_link on needs_unitassessment for select
    using (nullif(current_setting('samspel.link', true), '') in (link_digest, staff_link_digest));
"""
UNLINK = "drop policy needs_unitassessment_link on needs_unitassessment;"


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0001_organisations"),
        ("needs", "0008_together_isolation"),
        ("tenancy", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitAssessment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-post lenken er sendt til")),
                ("link_number", models.PositiveSmallIntegerField(default=0, verbose_name="lenke nummer")),
                ("link_digest", models.CharField(max_length=64, unique=True, verbose_name="sjekksum for lenken")),
                (
                    "staff_link_digest",
                    models.CharField(max_length=64, unique=True, verbose_name="sjekksum for lenken til tillitsvalgt"),
                ),
                ("sees", models.TextField(blank=True, verbose_name="det enheten ser")),
                ("took_part", models.TextField(blank=True, verbose_name="hvem som var med")),
                ("took_part_on", models.DateField(null=True, verbose_name="når")),
                ("wants", models.TextField(blank=True, verbose_name="det enheten trenger")),
                ("answered_by", models.CharField(blank=True, max_length=120, verbose_name="svart av")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="svart")),
                (
                    "confirmed_by",
                    models.CharField(blank=True, max_length=120, verbose_name="bekreftet av tillitsvalgt"),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="bekreftet")),
                ("remark", models.TextField(blank=True, verbose_name="merknad fra tillitsvalgt")),
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
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("need", "unit"),
                        name="needs_unitassessment_asked_once",
                        violation_error_message="Enheten er alt spurt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            ("answered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="needs_unitassessment_answered_has_a_time",
                    ),
                ],
            },
        ),
        isolate("needs_unitassessment"),
        migrations.RunSQL(LINK, UNLINK),
        never_removed("needs_unitassessment"),
    ]
