"""The forum, its seats, the ties of its members, its meetings, and the lines it recommends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.casework import queries as casework
from samspel.casework.models import Case
from samspel.flow.models import Stateful, TenantRow
from samspel.kit.ids import new_id
from samspel.people.models import Person
from samspel.tenancy.models import Office


class Forum(TenantRow):
    """A samarbeidsforum of an office, for some schemes."""

    ref = models.CharField("kjenning", max_length=60)
    name = models.CharField("navn", max_length=200)
    schemes = ArrayField(models.CharField(max_length=20), verbose_name="ordninger")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "ref"], name="forum_forum_ref_is_used_once")]

    def __str__(self) -> str:
        return self.name


class Seats(models.QuerySet["Seat"]):
    """Seats, narrowed to those that count."""

    def in_force(self, day: date) -> Seats:
        """Give the seats that are held on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Seat(TenantRow):
    """A person's seat in a forum, for an organisation in one of the groups that the mandate asks for."""

    class Group(models.TextChoices):
        PUBLIC_OWNER = "public-owner", _("Offentlig eier")
        PRIVATE_OWNER = "private-owner", _("Privat eier")
        KINDERGARTEN_AUTHORITY = "kindergarten-authority", _("Kommune som barnehagemyndighet")
        UNIVERSITY = "university", _("Universitet og høgskole")
        UNION = "union", _("Lærerorganisasjon")
        KS = "ks", _("KS")
        PBL = "pbl", _("PBL")
        OTHER = "other", _("Annen aktør")
        OFFICE = "office", _("Statsforvalteren")

    class Duty(models.TextChoices):
        MEMBER = "member", _("Medlem")
        DEPUTY = "deputy", _("Varamedlem")
        LEADER = "leader", _("Leder")
        SECRETARY = "secretary", _("Sekretær")
        INVITED = "invited", _("Invitert aktør")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    group = models.CharField("gruppe", max_length=24, choices=Group)
    duty = models.CharField("oppgave", max_length=10, choices=Duty, default=Duty.MEMBER)
    since = models.DateField("fra og med")
    until = models.DateField("til og med", null=True)

    objects: ClassVar[Seats] = Seats.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "person", "since"],
                name="forum_seat_once_per_person",
                violation_error_message=_("Personen har alt en plass i forumet fra denne dagen."),
            ),
            models.CheckConstraint(
                name="forum_seat_is_for_somebody", condition=Q(group="office") | Q(organisation__isnull=False)
            ),
        ]

    @property
    def stands_for(self) -> tuple[UUID | None, str]:
        """Give whom the seat stands for: a member and the deputy stand for the same."""
        return self.organisation_id, self.group

    @property
    def votes(self) -> bool:
        """Tell whether the seat has a vote: Statsforvaltaren's own never has (the mandate), nor an invited actor."""
        return self.group != self.Group.OFFICE and self.duty != self.Duty.INVITED


class Hearing(TenantRow):
    """An invited actor is heard in a case: that one the actor sees and speaks for, and no other."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("avsluttet", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "case"],
                condition=Q(ended_at=None),
                name="forum_hearing_once_per_case",
                violation_error_message=_("Aktøren er alt invitert til saken."),
            )
        ]

    @property
    def subject_id(self) -> UUID:
        """The need that the case is about."""
        return self.case.need_id


class PublishedSeat(models.Model):
    """A seat as the public reads it: which organisation sits in which forum for which group, and never who."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seat_id = models.UUIDField("plass", unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    forum_name = models.CharField("forum", max_length=200)
    organisation_name = models.CharField("organisasjon", max_length=200, blank=True)
    group = models.CharField("gruppe", max_length=24, choices=Seat.Group)
    duty = models.CharField("oppgave", max_length=10, choices=Seat.Duty)
    since = models.DateField("fra og med")
    until = models.DateField("til og med", null=True)


class Meeting(Stateful):
    """A meeting in which a forum puts the needs of one call in order; adopted, its lines are the innstilling."""

    class State(models.TextChoices):
        CALLED = "called", _("Innkalt")
        HELD = "held", _("Holdt")
        ADOPTED = "adopted", _("Vedtatt innstilling")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ref = models.CharField("kjenning", max_length=60)
    held_on = models.DateField("møtedag")
    present = ArrayField(models.UUIDField(), verbose_name="til stede", default=list, blank=True)
    agreement = models.TextField("enighet og dissens", blank=True)
    adopted_at = models.DateTimeField("vedtatt", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "ref"],
                name="forum_meeting_ref_is_used_once",
                violation_error_message=_("Et annet møte har alt dette navnet."),
            )
        ]

    def __str__(self) -> str:
        return self.ref


class Tie(Stateful):
    """A member's tie to a case: claimed by somebody or found from roles, then decided by the body."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Meldt")
        UPHELD = "upheld", _("Ugild")
        REJECTED = "rejected", _("Gild")

    class Role(models.TextChoices):
        OWNER = "owner", _("Virksomheten eier behovet")
        NETWORK = "network", _("Virksomheten er med i nettverket som eier behovet")
        PARTNER = "partner", _("Virksomheten er partner i behovet")

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    found = models.BooleanField("funnet fra roller", default=False)
    role = models.CharField("virksomhetens rolle", max_length=10, choices=Role, blank=True)
    why = models.TextField("hvorfor", blank=True, help_text="the member's own words, where the member declared it")
    decided_why = models.TextField("forumets grunn", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "case"],
                name="forum_tie_once_per_case",
                violation_error_message=_("Tilknytningen er alt meldt."),
            ),
            models.CheckConstraint(
                name="forum_tie_has_a_ground", condition=Q(found=True) & ~Q(role="") | Q(found=False) & ~Q(why="")
            ),
        ]

    @classmethod
    def standing(
        cls, forum_id: UUID, person_id: UUID | None, cases: Collection[Case], roles: casework.Parties | None = None
    ) -> set[UUID]:
        """Give which of some cases a person is tied to: claimed, upheld, or following from roles and not rejected.

        Roles are read anew where they are not at hand, so that a tie nobody has written down yet binds all the same.
        """
        if person_id is None or not cases:
            return set()
        kept = cls.objects.filter(seat__forum_id=forum_id, seat__person_id=person_id, case__in=cases)
        states: dict[UUID, set[str]] = {}
        for case_id, state in kept.values_list("case_id", "state"):
            states.setdefault(case_id, set()).add(state)
        seats = Seat.objects.filter(forum_id=forum_id, person_id=person_id)
        organisations = set(seats.values_list("organisation_id", flat=True))
        roles = casework.parties(case.need for case in cases) if roles is None else roles
        found = {case.pk for case in cases if organisations & roles[case.need_id].keys()}
        judged = {case_id for case_id, ones in states.items() if cls.State.REJECTED in ones}
        told = {case_id for case_id, ones in states.items() if ones - {cls.State.REJECTED}}
        return told | found - judged

    @property
    def subject_id(self) -> UUID:
        """The need that the tied case is about."""
        return self.case.need_id


class Line(Stateful):
    """What the forum recommends for one case: its place, its reason, and (in its shares) its money."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Foreslått")
        RECOMMENDED = "recommended", _("Innstilt")
        TAKEN_OUT = "taken-out", _("Tatt ut av møtet")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField("plass", null=True, help_text="none while the case is out of the meeting")
    reason = models.TextField("forumets grunn", blank=True)
    criteria = ArrayField(models.CharField(max_length=40), verbose_name="kriterier oppfylt", default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "case"],
                name="forum_line_once_per_case",
                violation_error_message=_("Saken står alt i møtet."),
            ),
            models.CheckConstraint(
                name="forum_line_has_a_rank_unless_taken_out",
                condition=Q(state="taken-out", rank__isnull=True) | (~Q(state="taken-out") & Q(rank__gte=1)),
            ),
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
