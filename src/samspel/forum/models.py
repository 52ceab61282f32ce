"""The forum, its seats, the ties of its members, its meetings, and the lines it recommends."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.casework.models import Case
from samspel.flow.models import Stateful, TenantRow
from samspel.people.models import Person


class Forum(TenantRow):
    """A samarbeidsforum of an office, for some schemes."""

    ref = models.CharField("kjenning", max_length=60)
    name = models.CharField("navn", max_length=200)
    schemes = ArrayField(models.CharField(max_length=20), verbose_name="ordninger")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "ref"], name="forum_forum_ref_is_used_once")]

    def __str__(self) -> str:
        return self.name


class Seat(TenantRow):
    """A person's seat in a forum, for an organisation in one of the groups that the mandate asks for."""

    class Group(models.TextChoices):
        PUBLIC_OWNER = "public-owner", "Offentlig eier"
        PRIVATE_OWNER = "private-owner", "Privat eier"
        KINDERGARTEN_AUTHORITY = "kindergarten-authority", "Kommune som barnehagemyndighet"
        UNIVERSITY = "university", "Universitet og høgskole"
        UNION = "union", "Lærerorganisasjon"
        KS = "ks", "KS"
        PBL = "pbl", "PBL"
        OTHER = "other", "Annen aktør"
        OFFICE = "office", "Statsforvalteren"

    class Duty(models.TextChoices):
        MEMBER = "member", "Medlem"
        LEADER = "leader", "Leder"
        SECRETARY = "secretary", "Sekretær"

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    group = models.CharField("gruppe", max_length=24, choices=Group)
    duty = models.CharField("oppgave", max_length=10, choices=Duty, default=Duty.MEMBER)
    since = models.DateField("fra og med")
    until = models.DateField("til og med", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "person", "since"], name="forum_seat_once_per_person"),
            models.CheckConstraint(
                name="forum_seat_is_for_somebody", condition=Q(group="office") | Q(organisation__isnull=False)
            ),
        ]

    @property
    def votes(self) -> bool:
        """Tell whether the seat has a vote: Statsforvaltaren's own never has (the mandate)."""
        return self.group != self.Group.OFFICE


class Meeting(Stateful):
    """A meeting in which a forum puts the needs of one call in order; adopted, its lines are the innstilling."""

    class State(models.TextChoices):
        CALLED = "called", "Innkalt"
        HELD = "held", "Holdt"
        ADOPTED = "adopted", "Vedtatt innstilling"

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ref = models.CharField("kjenning", max_length=60)
    held_on = models.DateField("møtedag")
    agreement = models.TextField("enighet og dissens", blank=True)
    adopted_at = models.DateTimeField("vedtatt", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "ref"], name="forum_meeting_ref_is_used_once")]


class Tie(Stateful):
    """A member's tie to a case: claimed by somebody or found from roles, then decided by the body."""

    class State(models.TextChoices):
        CLAIMED = "claimed", "Meldt"
        UPHELD = "upheld", "Ugild"
        REJECTED = "rejected", "Gild"

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    found = models.BooleanField("funnet fra roller", default=False)
    why = models.TextField("hvorfor")
    decided_why = models.TextField("forumets grunn", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "case"], name="forum_tie_once_per_case")]

    @property
    def subject_id(self) -> UUID:
        """The need that the tied case is about."""
        return self.case.need_id


class Line(Stateful):
    """What the forum recommends for one case: its place, its reason, and (in its shares) its money."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Foreslått"
        RECOMMENDED = "recommended", "Innstilt"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField("plass")
    reason = models.TextField("forumets grunn", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "case"], name="forum_line_once_per_case"),
            models.UniqueConstraint(
                fields=["meeting", "rank"], name="forum_line_rank_is_used_once", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    @property
    def subject_id(self) -> UUID:
        """The need that the line is about."""
        return self.case.need_id


class LineShare(TenantRow):
    """What a line recommends for one receiver in one year; whole kroner."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    amount_nok = models.BigIntegerField("beløp")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "recipient", "year"], name="forum_lineshare_once"),
            models.CheckConstraint(name="forum_lineshare_is_positive", condition=Q(amount_nok__gt=0)),
        ]
