"""The forum, its seats, meetings and lines: shown where its office is entered; an innstilling once adopted stands."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspel.kit.ids
from samspel.tenancy.isolation import isolate, never_removed

TABLES = ["forum", "seat", "meeting", "tie", "line", "lineshare", "hearing"]
STAND = """
create function forum_adopted_stands() returns trigger language plpgsql as $$
begin
    raise exception 'an innstilling that has been adopted is never changed'
        using errcode = 'check_violation', constraint = 'forum_adopted_stands';
end $$;

create function forum_lineshare_stands() returns trigger language plpgsql as $$
begin
    if exists (select 1 from forum_line
               where id in (old.line_id, new.line_id) and state = 'recommended') then
        raise exception 'what a forum has recommended is never changed'
            using errcode = 'check_violation', constraint = 'forum_adopted_stands';
    end if;
    return coalesce(new, old);
end $$;

create trigger forum_meeting_stands before update on forum_meeting
    for each row when (old.state = 'adopted') execute function forum_adopted_stands();
create trigger forum_line_stands before update on forum_line
    for each row when (old.state = 'recommended') execute function forum_adopted_stands();
create trigger forum_lineshare_stands before insert or update or delete on forum_lineshare
    for each row execute function forum_lineshare_stands();
revoke delete on forum_forum, forum_seat, forum_meeting, forum_tie, forum_line from samspel_app;
"""
UNDO = """
grant delete on forum_forum, forum_seat, forum_meeting, forum_tie, forum_line to samspel_app;
drop trigger forum_lineshare_stands on forum_lineshare;
drop trigger forum_line_stands on forum_line;
drop trigger forum_meeting_stands on forum_meeting;
drop function forum_lineshare_stands;
drop function forum_adopted_stands;
"""
REPLACED = [
    "0001_start",
    "0002_isolation",
    "0003_published_seats",
    "0004_publish_seats",
    "0005_duties",
    "0006_hearings",
]


class Migration(migrations.Migration):
    replaces = [("forum", name) for name in REPLACED]

    initial = True

    dependencies = [
        ("actors", "0001_organisations"),
        ("calls", "0002_isolation"),
        ("casework", "0002_isolation"),
        ("tenancy", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Forum",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("ref", models.CharField(max_length=60, verbose_name="kjenning")),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                (
                    "schemes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None, verbose_name="ordninger"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office", "ref"), name="forum_forum_ref_is_used_once")]
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("ref", models.CharField(max_length=60, verbose_name="kjenning")),
                ("held_on", models.DateField(verbose_name="møtedag")),
                (
                    "present",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None, verbose_name="til stede"
                    ),
                ),
                ("agreement", models.TextField(blank=True, verbose_name="enighet og dissens")),
                ("adopted_at", models.DateTimeField(null=True, verbose_name="vedtatt")),
                (
                    "call",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.call"),
                ),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.forum"),
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
                        fields=("office", "ref"),
                        name="forum_meeting_ref_is_used_once",
                        violation_error_message="Et annet møte har alt dette navnet.",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        help_text="none while the case is out of the meeting", null=True, verbose_name="plass"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="forumets grunn")),
                (
                    "criteria",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kriterier oppfylt",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "case"),
                        name="forum_line_once_per_case",
                        violation_error_message="Saken står alt i møtet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rank__isnull", True), ("state", "taken-out")),
                            models.Q(models.Q(("state", "taken-out"), _negated=True), ("rank__gte", 1)),
                            _connector="OR",
                        ),
                        name="forum_line_has_a_rank_unless_taken_out",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("meeting", "rank"),
                        name="forum_line_rank_is_used_once",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="LineShare",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("amount_nok", models.BigIntegerField(verbose_name="beløp")),
                (
                    "line",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="forum.line"),
                ),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line", "recipient", "year"), name="forum_lineshare_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_nok__gt", 0)), name="forum_lineshare_is_positive"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="PublishedSeat",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("seat_id", models.UUIDField(unique=True, verbose_name="plass")),
                ("forum_name", models.CharField(max_length=200, verbose_name="forum")),
                ("organisation_name", models.CharField(blank=True, max_length=200, verbose_name="organisasjon")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("public-owner", "Offentlig eier"),
                            ("private-owner", "Privat eier"),
                            ("kindergarten-authority", "Kommune som barnehagemyndighet"),
                            ("university", "Universitet og høgskole"),
                            ("union", "Lærerorganisasjon"),
                            ("ks", "KS"),
                            ("pbl", "PBL"),
                            ("other", "Annen aktør"),
                            ("office", "Statsforvalteren"),
                        ],
                        max_length=24,
                        verbose_name="gruppe",
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("member", "Medlem"),
                            ("deputy", "Varamedlem"),
                            ("leader", "Leder"),
                            ("secretary", "Sekretær"),
                            ("invited", "Invitert aktør"),
                        ],
                        max_length=10,
                        verbose_name="oppgave",
                    ),
                ),
                ("since", models.DateField(verbose_name="fra og med")),
                ("until", models.DateField(null=True, verbose_name="til og med")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("public-owner", "Offentlig eier"),
                            ("private-owner", "Privat eier"),
                            ("kindergarten-authority", "Kommune som barnehagemyndighet"),
                            ("university", "Universitet og høgskole"),
                            ("union", "Lærerorganisasjon"),
                            ("ks", "KS"),
                            ("pbl", "PBL"),
                            ("other", "Annen aktør"),
                            ("office", "Statsforvalteren"),
                        ],
                        max_length=24,
                        verbose_name="gruppe",
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("member", "Medlem"),
                            ("deputy", "Varamedlem"),
                            ("leader", "Leder"),
                            ("secretary", "Sekretær"),
                            ("invited", "Invitert aktør"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="oppgave",
                    ),
                ),
                ("since", models.DateField(verbose_name="fra og med")),
                ("until", models.DateField(null=True, verbose_name="til og med")),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.forum"),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("forum", "person", "since"),
                        name="forum_seat_once_per_person",
                        violation_error_message="Personen har alt en plass i forumet fra denne dagen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("group", "office"), ("organisation__isnull", False), _connector="OR"),
                        name="forum_seat_is_for_somebody",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="avsluttet")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.seat"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("seat", "case"),
                        name="forum_hearing_once_per_case",
                        violation_error_message="Aktøren er alt invitert til saken.",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(max_length=16, verbose_name="status")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon")),
                ("found", models.BooleanField(default=False, verbose_name="funnet fra roller")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("owner", "Virksomheten eier behovet"),
                            ("network", "Virksomheten er med i nettverket som eier behovet"),
                            ("partner", "Virksomheten er partner i behovet"),
                        ],
                        max_length=10,
                        verbose_name="virksomhetens rolle",
                    ),
                ),
                (
                    "why",
                    models.TextField(
                        blank=True,
                        help_text="the member's own words, where the member declared it",
                        verbose_name="hvorfor",
                    ),
                ),
                ("decided_why", models.TextField(blank=True, verbose_name="forumets grunn")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.office"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.seat"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("seat", "case"),
                        name="forum_tie_once_per_case",
                        violation_error_message="Tilknytningen er alt meldt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("found", True), models.Q(("role", ""), _negated=True)),
                            models.Q(("found", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="forum_tie_has_a_ground",
                    ),
                ]
            },
        ),
        *(isolate(f"forum_{name}") for name in TABLES),
        migrations.RunSQL(STAND, UNDO),
        never_removed("forum_hearing"),
    ]
