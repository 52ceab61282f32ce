"""Owners, partners, networks, units, roles, and what registers tell of them, with who may read each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspel.kit.ids
from samspel.tenancy.isolation import MINE, PARTY, append_only, isolate, never_removed

# Names are looked up by the beginnings of their words, and by how they begin, in the order of the plain letters stored.
INDEXES = """
create index actors_unit_sought on actors_unit using gin (to_tsvector('simple', sought));
create index actors_unit_begins on actors_unit (sought collate "C", orgnr) where closed_on is null;
"""
# An invitation is read by its office, and by whoever comes with the link; the nation reads none. The owner that is
# asked into a network reads and answers the question also where it takes part in none of the office's cases.
POLICIES = f"""
alter table actors_invitation enable row level security;
alter table actors_invitation force row level security;
create policy actors_invitation_office on actors_invitation for all using ({MINE}) with check ({MINE});
create policy actors_invitation_link on actors_invitation for select
    using (token_digest = nullif(current_setting('samspel.link', true), ''));
create policy actors_networkquestion_asked on actors_networkquestion
    for all using (asked_id = {PARTY}) with check (asked_id = {PARTY});
"""
REPLACED = [
    "0001_start",
    "0002_registers",
    "0003_seeking_units",
    "0004_register_questions",
    "0005_units_by_beginning",
    "0006_invitations",
    "0007_given_by_another",
    "0008_networks",
    "0009_networks_that_are_known",
    "0010_invited_actors",
    "0011_details_over_time",
    "0012_questions_about_owners",
]


class Migration(migrations.Migration):
    replaces = [("actors", name) for name in REPLACED]

    initial = True

    dependencies = [
        ("tenancy", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "ref",
                    models.CharField(
                        help_text="orgnr, or a name of our own where there is none",
                        max_length=60,
                        unique=True,
                        verbose_name="kjenning",
                    ),
                ),
                ("orgnr", models.CharField(blank=True, max_length=9, verbose_name="organisasjonsnummer")),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kommune", "Kommune"),
                            ("fylkeskommune", "Fylkeskommune"),
                            ("private-owner", "Privat eier"),
                            ("network", "Nettverk av eiere"),
                            ("university", "Universitet eller høgskole"),
                            ("national-centre", "Nasjonalt senter"),
                            ("vocational-college", "Fagskole"),
                            ("union", "Organisasjon for ansatte"),
                            ("ks", "KS"),
                            ("pbl", "PBL"),
                            ("other", "Annen aktør"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                (
                    "written_form",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                        default="nb",
                        max_length=2,
                        verbose_name="målform",
                    ),
                ),
                ("kommune_number", models.CharField(blank=True, max_length=4, verbose_name="kommunenummer")),
                ("synthetic", models.BooleanField(default=False, verbose_name="oppdiktet")),
                (
                    "short_name",
                    models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="kortnavn"),
                ),
                (
                    "closed_on",
                    models.DateField(help_text="the last day it was there", null=True, verbose_name="nedlagt"),
                ),
                (
                    "address",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="one line of the address per line",
                        verbose_name="postadresse",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, db_default="", default="", max_length=254, verbose_name="e-post for brev"
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        help_text="the university that a national centre is part of",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("orgnr", ""), _negated=True),
                        fields=("orgnr",),
                        name="actors_organisation_orgnr_is_used_once",
                    )
                ]
            },
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
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
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
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.network"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("network", "asked", "what"),
                        name="actors_networkquestion_asked_once",
                        violation_error_message="Eieren er alt spurt, og har ikke svart ennå.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked"), ("what", "coordinate")),
                        fields=("network",),
                        name="actors_networkquestion_one_to_coordinate",
                        violation_error_message="En annen er alt spurt om å koordinere nettverket. Trekk det spørsmålet først.",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("coordinates", models.BooleanField(default=False, verbose_name="koordinerer")),
                (
                    "since",
                    models.DateField(
                        help_text="unknown only for what is not consented to", null=True, verbose_name="fra og med"
                    ),
                ),
                ("until", models.DateField(null=True, verbose_name="til og med")),
                ("consented_at", models.DateTimeField(null=True, verbose_name="samtykket")),
                (
                    "consented_by",
                    models.ForeignKey(
                        help_text="the owner's signer; unknown for what files tell",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("network", "member"),
                        name="actors_membership_one_now",
                    ),
                    models.UniqueConstraint(
                        fields=("network", "member", "since"), name="actors_membership_begins_once_a_day"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("coordinates", True), ("until__isnull", True)),
                        fields=("network",),
                        name="actors_membership_one_coordinator_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="actors_membership_ends_after_it_begins",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("email", models.EmailField(max_length=254, verbose_name="e-post")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner-admin", "owner-admin"),
                            ("owner-reader", "owner-reader"),
                            ("owner-editor", "owner-editor"),
                            ("owner-signer", "owner-signer"),
                            ("partner-admin", "partner-admin"),
                            ("partner-reader", "partner-reader"),
                            ("partner-confirmer", "partner-confirmer"),
                            ("caseworker", "caseworker"),
                            ("decider", "decider"),
                            ("attestant", "attestant"),
                            ("payer", "payer"),
                            ("office-admin", "office-admin"),
                            ("forum-member", "forum-member"),
                            ("forum-leader", "forum-leader"),
                            ("forum-secretary", "forum-secretary"),
                            ("forum-invited", "forum-invited"),
                            ("national-reader", "national-reader"),
                            ("auditor", "auditor"),
                            ("system", "system"),
                        ],
                        max_length=20,
                        verbose_name="rolle",
                    ),
                ),
                ("at_office", models.BooleanField(verbose_name="ved embetet")),
                ("since", models.DateField(verbose_name="fra og med")),
                ("until", models.DateField(null=True, verbose_name="til og med")),
                ("forum_id", models.UUIDField(null=True, verbose_name="forum")),
                ("group", models.CharField(blank=True, max_length=24, verbose_name="gruppe")),
                ("duty", models.CharField(blank=True, max_length=10, verbose_name="oppgave")),
                ("invited_at", models.DateTimeField(verbose_name="invitert")),
                (
                    "expires_at",
                    models.DateTimeField(help_text="the first moment that is too late", verbose_name="går ut"),
                ),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sendt")),
                ("token_digest", models.CharField(blank=True, max_length=64, verbose_name="fingeravtrykk av lenken")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="besvart")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("token_digest", ""), _negated=True),
                        fields=("token_digest",),
                        name="actors_invitation_link_is_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "sent")),
                        fields=("email", "role", "organisation", "office", "at_office", "forum_id"),
                        name="actors_invitation_waits_once",
                        nulls_distinct=False,
                        violation_error_message="Det ligger alt en invitasjon til denne adressen om den samme rollen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(
                                ("answered_by__isnull", False),
                                models.Q(("answered_by", models.F("invited_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="actors_invitation_accepted_by_another",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner-admin", "owner-admin"),
                            ("owner-reader", "owner-reader"),
                            ("owner-editor", "owner-editor"),
                            ("owner-signer", "owner-signer"),
                            ("partner-admin", "partner-admin"),
                            ("partner-reader", "partner-reader"),
                            ("partner-confirmer", "partner-confirmer"),
                            ("caseworker", "caseworker"),
                            ("decider", "decider"),
                            ("attestant", "attestant"),
                            ("payer", "payer"),
                            ("office-admin", "office-admin"),
                            ("forum-member", "forum-member"),
                            ("forum-leader", "forum-leader"),
                            ("forum-secretary", "forum-secretary"),
                            ("forum-invited", "forum-invited"),
                            ("national-reader", "national-reader"),
                            ("auditor", "auditor"),
                            ("system", "system"),
                        ],
                        max_length=20,
                        verbose_name="rolle",
                    ),
                ),
                ("since", models.DateField(verbose_name="fra og med")),
                ("until", models.DateField(null=True, verbose_name="til og med")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="avsluttet")),
                (
                    "given_by",
                    models.ForeignKey(
                        help_text="empty for what the installation has given",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("organisation__isnull", False), ("office__isnull", False), _connector="OR"),
                        name="actors_assignment_is_for_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_by", None),
                            models.Q(("given_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="actors_assignment_given_by_another",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "organisation", "office", "role", "since"),
                        name="actors_assignment_given_once",
                        nulls_distinct=False,
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="OrganisationDetail",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("name", "Navn"),
                            ("written-form", "Målform"),
                            ("kommune", "Kommune"),
                            ("address", "Postadresse"),
                            ("email", "E-post for brev"),
                        ],
                        max_length=12,
                        verbose_name="hva",
                    ),
                ),
                ("value", models.TextField(verbose_name="verdi")),
                (
                    "since",
                    models.DateField(
                        help_text="unknown for what nobody has told the beginning of",
                        null=True,
                        verbose_name="fra og med",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("nbr", "Nasjonalt barnehageregister"),
                            ("nsr", "Nasjonalt skoleregister"),
                            ("brreg", "Enhetsregisteret"),
                            ("package", "Samspels egne tabeller"),
                            ("file", "Fil fra statsforvalteren"),
                            ("own", "Virksomheten selv"),
                            ("office", "Statsforvalteren"),
                            ("before", "Kjent fra før"),
                        ],
                        max_length=10,
                        verbose_name="kilde",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="fortalt")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
            ],
        ),
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
                ]
            },
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="actors.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "office"), name="actors_reach_once")]
            },
        ),
        migrations.CreateModel(
            name="RegisterRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("register", models.CharField(max_length=8, verbose_name="register")),
                ("orgnr", models.CharField(max_length=9, verbose_name="organisasjonsnummer")),
                ("stamp", models.CharField(blank=True, max_length=40, verbose_name="endret i registeret")),
                ("told", models.JSONField(verbose_name="fortalt")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("register", "orgnr"), name="actors_registerrecord_one_per_register")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterRun",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("loaded_at", models.DateTimeField(verbose_name="lastet")),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="fingeravtrykk")),
                ("counts", models.JSONField(default=dict, verbose_name="antall per slag")),
                ("created", models.PositiveIntegerField(default=0, verbose_name="nye")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="endret")),
                ("closed", models.PositiveIntegerField(default=0, verbose_name="nedlagt")),
                ("asked", models.PositiveIntegerField(db_default=0, default=0, verbose_name="spørsmål")),
                (
                    "refused",
                    models.TextField(
                        blank=True, help_text="one fault a line; empty when it was loaded", verbose_name="avvist"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("done", "Lest inn"),
                            ("refused", "Avvist"),
                            ("silent", "Svarte ikke"),
                            ("held", "Holdt tilbake"),
                            ("released", "Sluppet inn"),
                            ("dropped", "Forkastet"),
                        ],
                        db_default="done",
                        default="done",
                        max_length=10,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "findings",
                    models.JSONField(
                        db_default=models.Value([], models.JSONField()),
                        default=list,
                        help_text="why, as codes with numbers",
                        verbose_name="funn",
                    ),
                ),
                (
                    "proposed",
                    models.JSONField(
                        db_default=models.Value({}, models.JSONField()),
                        default=dict,
                        help_text="what a held run would have done",
                        verbose_name="forslag",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="avgjort")),
                ("reason", models.TextField(blank=True, db_default="", default="", verbose_name="begrunnelse")),
                (
                    "decided_by",
                    models.ForeignKey(
                        help_text="whose administrator decided about a held run",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.office",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("orgnr", models.CharField(max_length=9, unique=True, verbose_name="organisasjonsnummer")),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kindergarten", "Barnehage"),
                            ("school", "Grunnskole"),
                            ("upper-secondary", "Videregående skole"),
                            ("ppt", "PP-tjeneste"),
                            ("other", "Annen enhet"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("kommune_number", models.CharField(blank=True, max_length=4, verbose_name="kommunenummer")),
                (
                    "register",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nbr", "Nasjonalt barnehageregister"),
                            ("nsr", "Nasjonalt skoleregister"),
                            ("both", "Begge registre"),
                        ],
                        db_default="",
                        default="",
                        help_text="where it stands",
                        max_length=8,
                        verbose_name="register",
                    ),
                ),
                (
                    "register_type",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="as the register sorts it",
                        max_length=20,
                        verbose_name="type i registeret",
                    ),
                ),
                (
                    "public",
                    models.BooleanField(
                        help_text="unknown for what no register tells", null=True, verbose_name="offentlig"
                    ),
                ),
                ("grade_from", models.PositiveSmallIntegerField(null=True, verbose_name="fra trinn")),
                ("grade_to", models.PositiveSmallIntegerField(null=True, verbose_name="til trinn")),
                (
                    "closed_on",
                    models.DateField(
                        help_text="the day it was gone from the register", null=True, verbose_name="nedlagt"
                    ),
                ),
                (
                    "sought",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="the name as it is looked for",
                        verbose_name="søkeform",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        help_text="the owner now; Ownership has them over time",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisterQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("register", models.CharField(max_length=8, verbose_name="register")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("owner", "Ny eier"),
                            ("kommune", "Ny kommune"),
                            ("name", "Nytt navn"),
                            ("reappeared", "Er tilbake"),
                        ],
                        max_length=12,
                        verbose_name="hva",
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=200, verbose_name="før")),
                ("after", models.CharField(blank=True, max_length=200, verbose_name="nå")),
                (
                    "before_name",
                    models.CharField(blank=True, help_text="of an owner", max_length=200, verbose_name="navn før"),
                ),
                (
                    "after_name",
                    models.CharField(blank=True, help_text="of an owner", max_length=200, verbose_name="navn nå"),
                ),
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.unit"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("unit", "what"),
                        name="actors_registerquestion_asked_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Ownership",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("since", models.DateField(verbose_name="fra og med")),
                ("until", models.DateField(null=True, verbose_name="til og med")),
                ("source", models.CharField(help_text="how it is known", max_length=60, verbose_name="kilde")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.unit"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "since"), name="actors_ownership_begins_once_a_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("unit",),
                        name="actors_ownership_one_owner_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="actors_ownership_ends_after_it_begins",
                    ),
                ]
            },
        ),
        migrations.AddIndex(
            model_name="organisationdetail",
            index=models.Index(fields=["organisation", "what"], name="actors_organisationdetail_of"),
        ),
        migrations.AddIndex(
            model_name="registerquestion",
            index=models.Index(fields=["office", "state"], name="actors_registerquestion_open"),
        ),
        migrations.RunSQL(INDEXES, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        isolate("actors_registerquestion"),
        isolate("actors_network"),
        isolate("actors_networkquestion"),
        isolate("actors_ownerquestion"),
        append_only("actors_organisationdetail"),
        never_removed(
            "actors_registerquestion",
            "actors_registerrun",
            "actors_invitation",
            "actors_network",
            "actors_networkquestion",
            "actors_membership",
            "actors_ownerquestion",
        ),
    ]
