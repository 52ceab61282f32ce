"""The receiver's report of one year: what was done, what it gave, what it cost, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation
from samspel.decisions.models import Decision
from samspel.flow.models import Stateful, TenantRow
from samspel.needs.models import Indicator


@dataclass(frozen=True)
class Told:
    """What a receiver tells in a report; None or empty where nothing has been said yet. Amounts are whole kroner."""

    spent_nok: int | None = None
    unspent_plan: str = ""
    participants: int | None = None
    outcome: str = ""
    results: Mapping[UUID, str] = field(default_factory=dict)


class Report(Stateful):
    """What one receiver of a decision tells for one year; whole kroner."""

    class State(models.TextChoices):
        DUE = "due", _("Skal leveres")
        SUBMITTED = "submitted", _("Levert")
        RETURNED = "returned", _("Sendt tilbake")
        APPROVED = "approved", _("Godkjent")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    due_at = models.DateTimeField("frist", help_text="the first instant that is too late")
    received_nok = models.BigIntegerField("tildelt")
    spent_nok = models.BigIntegerField("brukt", null=True)
    unspent_plan = models.TextField("hva som skjer med ubrukte midler", blank=True)
    participants = models.PositiveIntegerField("deltakere", null=True)
    outcome = models.TextField("utbytte", blank=True)
    returned_reason = models.TextField("hvorfor den ble sendt tilbake", blank=True)
    submitted_at = models.DateTimeField("levert", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "recipient", "year"],
                name="followup_report_once_per_year",
                violation_error_message=_("Det er alt bedt om denne rapporten."),
            ),
            models.CheckConstraint(
                name="followup_report_spends_nothing_or_more",
                condition=Q(spent_nok__isnull=True) | Q(spent_nok__gte=0),
            ),
            models.CheckConstraint(
                name="followup_report_handed_in_is_complete",
                condition=~Q(state__in=["submitted", "approved"])
                | Q(spent_nok__isnull=False, participants__isnull=False, submitted_at__isnull=False),
            ),
        ]

    @property
    def subject_id(self) -> UUID:
        """The need that the money was for."""
        return self.decision.case.need_id


class Result(TenantRow):
    """Where one indicator of the need stands when the year is over."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    reached = models.CharField("oppnådd", max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="followup_result_once_per_indicator")
        ]
