"""The office's case about a need, and what it has asked the owner to supply."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from samspel.flow.models import Stateful, TenantRow
from samspel.needs.models import Need
from samspel.people.models import Person


class Case(Stateful):
    """One need being prepared; where the rule set has a forum it is laid before it, else it goes to decision."""

    class State(models.TextChoices):
        OPENED = "opened", "Under arbeid"
        READY = "ready", "Klar"
        DISMISSED = "dismissed", "Avvist"

    need = models.OneToOneField(Need, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("saksnummer")
    year = models.PositiveSmallIntegerField("saksår")
    caseworker = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    assessment = models.TextField("vurdering", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="casework_case_number_is_used_once")
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
