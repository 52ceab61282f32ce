"""The need and what lies under it, shown only where its office has been entered."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspel.kit.ids
from samspel.tenancy.isolation import append_only, isolate, never_removed

TABLES = ["need", "participation", "targetgroup", "indicator", "budgetline", "partnership", "submission"]
REPLACED = ["0001_start", "0002_isolation", "0003_more_questions"]


class Migration(migrations.Migration):
    replaces = [("needs", name) for name in REPLACED]

    initial = True

    dependencies = [
        ("actors", "0001_organisations"),
        ("calls", "0001_start"),
        ("files", "0001_start"),
        ("tenancy", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("scheme", models.CharField(max_length=20, verbose_name="ordning")),
                ("ref", models.CharField(max_length=40, verbose_name="referanse")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="tittel på tiltaket")),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="kontaktperson")),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-post til kontaktperson"),
                ),
                ("assessment", models.TextField(blank=True, verbose_name="lokal vurdering av kompetansebehov")),
                (
                    "assessment_sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kilder",
                    ),
                ),
                ("involvement", models.TextField(blank=True, verbose_name="medvirkning")),
                (
                    "anchoring",
                    models.TextField(blank=True, db_default="", default="", verbose_name="forankring hos eieren"),
                ),
                (
                    "plan_link",
                    models.TextField(
                        blank=True, db_default="", default="", verbose_name="sammenheng med langsiktig plan"
                    ),
                ),
                ("measure", models.TextField(blank=True, verbose_name="tiltaket")),
                ("sami", models.TextField(blank=True, db_default="", default="", verbose_name="samiske perspektiv")),
                ("collective", models.BooleanField(null=True, verbose_name="kollektivt arbeid")),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="tema",
                    ),
                ),
                ("goal", models.TextField(blank=True, verbose_name="mål og forventet utbytte")),
                (
                    "evaluation",
                    models.TextField(blank=True, db_default="", default="", verbose_name="oppfølging og evaluering"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="start")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="slutt")),
                ("own_contribution_nok", models.BigIntegerField(blank=True, null=True, verbose_name="egenandel")),
                ("own_contribution_how", models.TextField(blank=True, verbose_name="hvordan egenandelen dekkes")),
                ("other_money", models.BooleanField(null=True, verbose_name="andre statlige midler")),
                (
                    "other_money_what",
                    models.TextField(blank=True, db_default="", default="", verbose_name="hvilke andre midler"),
                ),
                ("light", models.BooleanField(db_default=False, default=False, verbose_name="kort skjema")),
                ("private_invited", models.BooleanField(null=True, verbose_name="private eiere er invitert")),
                ("special_reason", models.TextField(blank=True, verbose_name="grunn til at noen ikke er med")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="sendt inn")),
                ("returned_reason", models.TextField(blank=True, verbose_name="hvorfor den ble sendt tilbake")),
                ("answer_by", models.DateTimeField(null=True, verbose_name="svarfrist")),
                ("bound_at", models.DateTimeField(null=True, verbose_name="bundet av innstilling eller vedtak")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="avgjort")),
                (
                    "call",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.call"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("office", "ref"), name="needs_need_ref_is_used_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["submitted", "returned"]), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="needs_need_submitted_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="needs_need_ends_after_it_starts",
                        violation_error_message="Sluttdatoen er før startdatoen.",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("what", models.CharField(max_length=200, verbose_name="hva som skal bli bedre")),
                ("baseline", models.CharField(blank=True, max_length=120, verbose_name="nå")),
                ("target", models.CharField(blank=True, max_length=120, verbose_name="mål")),
                ("measured_how", models.CharField(blank=True, max_length=200, verbose_name="måles slik")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="needs.need"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("need", "position"), name="needs_indicator_has_its_place")
                ]
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("category", models.CharField(max_length=20, verbose_name="kategori")),
                ("amount_nok", models.BigIntegerField(verbose_name="beløp")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="needs.need"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("need", "year", "category", "recipient"), name="needs_budgetline_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_nok__gt", 0)), name="needs_budgetline_is_positive"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
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
                    models.UniqueConstraint(fields=("need", "unit"), name="needs_participation_once_per_need")
                ]
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="kontaktperson hos partneren")),
                (
                    "back_to_education",
                    models.TextField(blank=True, verbose_name="slik går erfaringene tilbake til lærerutdanningen"),
                ),
                ("confirmed", models.JSONField(null=True, verbose_name="det som ble bekreftet")),
                (
                    "confirmed_digest",
                    models.CharField(blank=True, max_length=64, verbose_name="sjekksum for det som ble bekreftet"),
                ),
                ("declined_reason", models.TextField(blank=True, verbose_name="hvorfor partneren takket nei")),
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
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("need", "partner"),
                        name="needs_partnership_once_per_need",
                        violation_error_message="Partneren er alt invitert.",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "key",
                    models.UUIDField(
                        help_text="made by the form, so that one press is one submission", verbose_name="nøkkel"
                    ),
                ),
                ("content", models.JSONField(verbose_name="innhold")),
                ("digest", models.CharField(max_length=64, verbose_name="sjekksum")),
                ("received_at", models.DateTimeField(verbose_name="mottatt")),
                ("late", models.BooleanField(default=False, verbose_name="etter frist")),
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
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.document"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("need", "key"), name="needs_submission_key_is_used_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("group", models.CharField(max_length=30, verbose_name="målgruppe")),
                ("participants", models.PositiveIntegerField(verbose_name="deltakere")),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("need", "group"), name="needs_targetgroup_once_per_need")
                ]
            },
        ),
        *(isolate(f"needs_{name}") for name in TABLES),
        append_only("needs_submission"),
        never_removed("needs_need", "needs_partnership"),
    ]
