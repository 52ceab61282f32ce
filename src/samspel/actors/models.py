"""Owners, networks, partners and the organisations in the forum; their units; who may act for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspel.flow.models import Stateful
from samspel.kit.ids import new_id
from samspel.people.models import Person
from samspel.tenancy.by import Role
from samspel.tenancy.models import Office

# A role that somebody is given; nobody is made a private person.
GIVEN = [role for role in Role if role != Role.PRIVATE_PERSON]


class Organisation(models.Model):
    """A kommune, an owner, a network, a university or another body that acts in the scheme."""

    class Kind(models.TextChoices):
        KOMMUNE = "kommune", _("Kommune")
        FYLKESKOMMUNE = "fylkeskommune", _("Fylkeskommune")
        PRIVATE_OWNER = "private-owner", _("Privat eier")
        NETWORK = "network", _("Nettverk av eiere")
        UNIVERSITY = "university", _("Universitet eller høgskole")
        NATIONAL_CENTRE = "national-centre", _("Nasjonalt senter")
        VOCATIONAL_COLLEGE = "vocational-college", _("Fagskole")
        UNION = "union", _("Organisasjon for ansatte")
        KS = "ks", _("KS")
        PBL = "pbl", _("PBL")
        OTHER = "other", _("Annen aktør")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ref = models.CharField(
        "kjenning", max_length=60, unique=True, help_text="orgnr, or a name of our own where there is none"
    )
    orgnr = models.CharField("organisasjonsnummer", max_length=9, blank=True)
    name = models.CharField("navn", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=Kind)
    written_form = models.CharField(
        "målform", max_length=2, choices=Office.WrittenForm, default=Office.WrittenForm.BOKMAAL
    )
    kommune_number = models.CharField("kommunenummer", max_length=4, blank=True)
    synthetic = models.BooleanField("oppdiktet", default=False)
    short_name = models.CharField("kortnavn", max_length=60, default="", db_default="", blank=True)
    host = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="+",
        null=True,
        help_text="the university that a national centre is part of",
    )
    closed_on = models.DateField("nedlagt", null=True, help_text="the last day it was there")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["orgnr"], condition=~Q(orgnr=""), name="actors_organisation_orgnr_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A kindergarten, a school or a PPT that takes part in a measure; the register does not know every owner."""

    class Kind(models.TextChoices):
        KINDERGARTEN = "kindergarten", _("Barnehage")
        SCHOOL = "school", _("Grunnskole")
        UPPER_SECONDARY = "upper-secondary", _("Videregående skole")
        PPT = "ppt", _("PP-tjeneste")
        OTHER = "other", _("Annen enhet")

    class Register(models.TextChoices):
        NBR = "nbr", "Nasjonalt barnehageregister"
        NSR = "nsr", "Nasjonalt skoleregister"
        BOTH = "both", "Begge registre"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    orgnr = models.CharField("organisasjonsnummer", max_length=9, unique=True)
    name = models.CharField("navn", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=Kind)
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        help_text="the owner now; Ownership has them over time",
    )
    kommune_number = models.CharField("kommunenummer", max_length=4, blank=True)
    register = models.CharField(
        "register", max_length=8, choices=Register, default="", db_default="", blank=True, help_text="where it stands"
    )
    register_type = models.CharField(
        "type i registeret", max_length=20, default="", db_default="", blank=True, help_text="as the register sorts it"
    )
    public = models.BooleanField("offentlig", null=True, help_text="unknown for what no register tells")
    grade_from = models.PositiveSmallIntegerField("fra trinn", null=True)
    grade_to = models.PositiveSmallIntegerField("til trinn", null=True)
    closed_on = models.DateField("nedlagt", null=True, help_text="the day it was gone from the register")
    sought = models.TextField(
        "søkeform", default="", db_default="", blank=True, help_text="the name as it is looked for"
    )

    def __str__(self) -> str:
        return self.name


class Ownership(models.Model):
    """Who owned a unit from a day to a day; the periods of one unit never overlap."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    since = models.DateField("fra og med")
    until = models.DateField("til og med", null=True)
    source = models.CharField("kilde", max_length=60, help_text="how it is known")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "since"], name="actors_ownership_begins_once_a_day"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until__isnull=True), name="actors_ownership_one_owner_now"
            ),
            models.CheckConstraint(
                name="actors_ownership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
            ),
        ]


class RegisterRun(models.Model):
    """One loading of the registers: what it found and did, or why it stored nothing else.

    A run is held when the answer of a register can be read and is still hard to believe: what it would have changed is
    kept, until an administrator lets it in or turns it down.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("Lest inn")
        REFUSED = "refused", _("Avvist")
        SILENT = "silent", _("Svarte ikke")
        HELD = "held", _("Holdt tilbake")
        RELEASED = "released", _("Sluppet inn")
        DROPPED = "dropped", _("Forkastet")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    loaded_at = models.DateTimeField("lastet")
    source = models.CharField("kilde", max_length=200)
    sha256 = models.CharField("fingeravtrykk", max_length=64, blank=True)
    counts = models.JSONField("antall per slag", default=dict)
    created = models.PositiveIntegerField("nye", default=0)
    changed = models.PositiveIntegerField("endret", default=0)
    closed = models.PositiveIntegerField("nedlagt", default=0)
    asked = models.PositiveIntegerField("spørsmål", default=0, db_default=0)
    refused = models.TextField("avvist", blank=True, help_text="one fault a line; empty when it was loaded")
    outcome = models.CharField("utfall", max_length=10, choices=Outcome, default=Outcome.DONE, db_default=Outcome.DONE)
    findings = models.JSONField(
        "funn", default=list, db_default=models.Value([], models.JSONField()), help_text="why, as codes with numbers"
    )
    proposed = models.JSONField(
        "forslag",
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="what a held run would have done",
    )
    decided_at = models.DateTimeField("avgjort", null=True)
    decided_by = models.ForeignKey(
        Office, models.PROTECT, related_name="+", null=True, help_text="whose administrator decided about a held run"
    )
    reason = models.TextField("begrunnelse", default="", db_default="", blank=True)


class RegisterRecord(models.Model):
    """What a register told of a unit when it was last believed, and the stamp that says whether it tells more now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.CharField("register", max_length=8)
    orgnr = models.CharField("organisasjonsnummer", max_length=9)
    stamp = models.CharField("endret i registeret", max_length=40, blank=True)
    told = models.JSONField("fortalt")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "orgnr"], name="actors_registerrecord_one_per_register")
        ]


class RegisterQuestion(Stateful):
    """A change in a register that a person must judge: what was known, and what the register says now."""

    class State(models.TextChoices):
        OPEN = "open", _("Åpent")
        ACCEPTED = "accepted", _("Godtatt")
        REJECTED = "rejected", _("Avvist")
        OVERTAKEN = "overtaken", _("Falt bort")

    class What(models.TextChoices):
        OWNER = "owner", _("Ny eier")
        KOMMUNE = "kommune", _("Ny kommune")
        NAME = "name", _("Nytt navn")
        REAPPEARED = "reappeared", _("Er tilbake")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    register = models.CharField("register", max_length=8)
    what = models.CharField("hva", max_length=12, choices=What)
    before = models.CharField("før", max_length=200, blank=True)
    after = models.CharField("nå", max_length=200, blank=True)
    before_name = models.CharField("navn før", max_length=200, blank=True, help_text="of an owner")
    after_name = models.CharField("navn nå", max_length=200, blank=True, help_text="of an owner")
    asked_at = models.DateTimeField("spurt")
    decided_at = models.DateTimeField("avgjort", null=True)
    reason = models.TextField("begrunnelse", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "what"], condition=Q(state="open"), name="actors_registerquestion_asked_once"
            )
        ]
        indexes = [models.Index(fields=["office", "state"], name="actors_registerquestion_open")]


class Membership(models.Model):
    """An owner in a network; it counts once the owner has consented."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    coordinates = models.BooleanField("koordinerer", default=False)
    consented_at = models.DateTimeField("samtykket", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "member"], name="actors_membership_once_per_network"),
            models.UniqueConstraint(
                fields=["network"], condition=Q(coordinates=True), name="actors_membership_one_coordinator"
            ),
        ]


@dataclass(frozen=True)
class Place:
    """Where roles are held: for an organisation, at an office, or in the office's forum for the organisation."""

    organisation_id: UUID | None
    office_id: UUID | None


class Assignments(models.QuerySet["Assignment"]):
    """Roles that people have, narrowed to those that count."""

    def in_force(self, day: date) -> Assignments:
        """Give the roles that are held on a day."""
        return self.not_over(day).filter(since__lte=day)

    def not_over(self, day: date) -> Assignments:
        """Give the roles that are held on a day, or will be later."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), ended_at=None)

    def at(self, place: Place) -> Assignments:
        """Give the roles that are held at a place."""
        return self.filter(organisation=place.organisation_id, office=place.office_id)


class Assignment(models.Model):
    """A role that a person has for an organisation, at an office, or (in a forum) for the one at the other.

    A role that has been ended counts no more, also on the day it was ended; `until` is then its last day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", null=True)
    role = models.CharField("rolle", max_length=20, choices=[(role.value, role.value) for role in GIVEN])
    since = models.DateField("fra og med")
    until = models.DateField("til og med", null=True)
    given_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, help_text="empty for what the installation has given"
    )
    ended_at = models.DateTimeField("avsluttet", null=True)

    objects: ClassVar[Assignments] = Assignments.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="actors_assignment_is_for_somebody",
                condition=Q(organisation__isnull=False) | Q(office__isnull=False),
            ),
            models.CheckConstraint(
                name="actors_assignment_given_by_another", condition=Q(given_by=None) | ~Q(given_by=F("person"))
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "office", "role", "since"],
                nulls_distinct=False,
                name="actors_assignment_given_once",
            ),
        ]

    @property
    def place(self) -> Place:
        """Give where the role is held."""
        return Place(self.organisation_id, self.office_id)


class Invitation(Stateful):
    """A role held out to somebody by e-mail, for whoever comes with the link in it; the link is kept as a digest alone.

    The office is where it is written down; `at_office` tells whether the role is held there. An invitation into a forum
    also says which forum, and what the seat is.
    """

    class State(models.TextChoices):
        SENT = "sent", _("Venter på svar")
        ACCEPTED = "accepted", _("Tatt imot")
        DECLINED = "declined", _("Takket nei")
        WITHDRAWN = "withdrawn", _("Trukket tilbake")
        EXPIRED = "expired", _("Gått ut")

    name = models.CharField("navn", max_length=120)
    email = models.EmailField("e-post")
    role = models.CharField("rolle", max_length=20, choices=[(role.value, role.value) for role in GIVEN])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    at_office = models.BooleanField("ved embetet")
    since = models.DateField("fra og med")
    until = models.DateField("til og med", null=True)
    forum_id = models.UUIDField("forum", null=True)
    group = models.CharField("gruppe", max_length=24, blank=True)
    duty = models.CharField("oppgave", max_length=10, blank=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("invitert")
    expires_at = models.DateTimeField("går ut", help_text="the first moment that is too late")
    sent_at = models.DateTimeField("sendt", null=True)
    token_digest = models.CharField("fingeravtrykk av lenken", max_length=64, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField("besvart", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_digest"], condition=~Q(token_digest=""), name="actors_invitation_link_is_one"
            ),
            models.UniqueConstraint(
                fields=["email", "role", "organisation", "office", "at_office", "forum_id"],
                condition=Q(state="sent"),
                nulls_distinct=False,
                name="actors_invitation_waits_once",
                violation_error_message=_("Det ligger alt en invitasjon til denne adressen om den samme rollen."),
            ),
            models.CheckConstraint(
                name="actors_invitation_accepted_by_another",
                condition=~Q(state="accepted") | (Q(answered_by__isnull=False) & ~Q(answered_by=F("invited_by"))),
            ),
        ]

    @property
    def place(self) -> Place:
        """Give where the role is held."""
        return Place(self.organisation_id, self.office_id if self.at_office else None)

    def is_over(self, at: datetime) -> bool:
        """Tell whether it has been too late to answer since before a moment."""
        return self.state == self.State.EXPIRED or (self.state == self.State.SENT and self.expires_at <= at)


class Reach(models.Model):
    """An office whose cases an organisation takes part in; kept by the acts, read on every request."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    office = models.ForeignKey(Office, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "office"], name="actors_reach_once")]
