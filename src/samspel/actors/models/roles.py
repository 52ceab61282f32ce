"""Who may act for whom: roles given, invitations to them, and the offices that an organisation reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models.organisations import Organisation
from samspel.flow.models import Stateful
from samspel.kit.ids import new_id
from samspel.people.models import Person
from samspel.tenancy.by import BY_LINK, Role
from samspel.tenancy.models import Office

# A role that somebody is given; nobody is made a private person.
GIVEN = [role for role in Role if role not in {Role.PRIVATE_PERSON, *BY_LINK}]


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
