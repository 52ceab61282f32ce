"""The office's case about a need, and what it has asked the owner to supply."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.flow.models import Stateful, TenantRow
from samspel.needs.models import Need
from samspel.people.models import Person


class Case(Stateful):
    """One need being prepared; where the rule set has a forum it is laid before it, else it goes to decision.

    Once a later step builds on a case that is ready, it binds it: the case cannot be taken back any more.
    """

    class State(models.TextChoices):
        OPENED = "opened", _("Under arbeid")
        READY = "ready", _("Klar")
        DISMISSED = "dismissed", _("Avvist")

    class Ground(models.TextChoices):
        LATE = "late", _("Behovet kom inn etter fristen")
        NOT_ELIGIBLE = "not-eligible", _("Eieren kan ikke melde behov i denne ordningen")
        NO_ANSWER = "no-answer", _("Mangler ble ikke rettet innen fristen")

    need = models.ForeignKey(Need, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("saksnummer")
    year = models.PositiveSmallIntegerField("saksår")
    caseworker = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    assessment = models.TextField("vurdering", blank=True)
    late_accepted = models.BooleanField("tas med etter fristen", null=True)
    late_reason = models.TextField("hvorfor behovet tas med etter fristen eller ikke", blank=True)
    bound_at = models.DateTimeField("bundet av innstilling eller vedtak", null=True)
    dismissed_for = models.CharField("grunn til avvisning", max_length=16, choices=Ground, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="casework_case_number_is_used_once"),
            models.UniqueConstraint(
                fields=["need"],
                name="casework_case_once_per_need",
                violation_error_message=_("Behovet har alt en sak."),
            ),
            models.CheckConstraint(
                name="casework_case_dismissed_has_a_ground", condition=~Q(state="dismissed") | ~Q(dismissed_for="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"

    @property
    def subject_id(self) -> UUID:
        """The need that the case is about."""
        return self.need_id


class SupplementRequest(TenantRow):
    """What the office asked the owner to supply, and by when."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    text = models.TextField("hva som mangler")
    asked_at = models.DateTimeField("spurt")
    answer_by = models.DateTimeField("svarfrist", help_text="the first instant that is too late")

    @property
    def subject_id(self) -> UUID:
        """The need that something was asked about."""
        return self.case.need_id
