"""The decision about a need, what it gives to whom, and the receivers' acceptance of the terms."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation
from samspel.casework.models import Case
from samspel.flow.models import Stateful, TenantRow
from samspel.forum.models import Line
from samspel.ledger.models import Frame
from samspel.people.models import Person


class Decision(Stateful):
    """What the office decides in a case: prepared by one person, decided by another; never edited once made."""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("Forberedt")
        MADE = "made", _("Vedtatt")
        SENT = "sent", _("Sendt")

    class Kind(models.TextChoices):
        AWARD = "award", _("Tilsagn")
        REJECTION = "rejection", _("Avslag")
        DISMISSAL = "dismissal", _("Avvisning")

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, models.PROTECT, related_name="+", null=True)
    kind = models.CharField("slag", max_length=10, choices=Kind)
    ground = models.CharField("grunn til avvisning", max_length=16, blank=True, help_text="a code of Case.Ground")
    number = models.CharField("vedtaksnummer", max_length=20)
    reason_rule = models.TextField("regelen")
    reason_facts = models.TextField("faktum")
    reason_considerations = models.TextField("hovedhensyn")
    departure_reason = models.TextField("grunn til avvik fra innstillingen", blank=True)
    conditions = models.TextField("vilkår", blank=True, help_text="one condition per line")
    advice = models.TextField("råd til eieren", blank=True, help_text="what would help, one piece of advice per line")
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField("vedtatt", null=True)
    sent_at = models.DateTimeField("sendt", null=True)
    entry_facts: Mapping[str, object] | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="decisions_decision_number_is_used_once"),
            models.UniqueConstraint(
                fields=["case"],
                name="decisions_decision_once_per_case",
                violation_error_message=_("Saken har alt et vedtak."),
            ),
            models.CheckConstraint(
                name="decisions_decision_needs_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                violation_error_message=_("Den som har forberedt vedtaket, kan ikke selv fatte det."),
            ),
            models.CheckConstraint(
                name="decisions_decision_made_has_a_decider",
                condition=Q(state="drafted") | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="decisions_decision_dismissal_has_a_ground", condition=Q(kind="dismissal") ^ Q(ground="")
            ),
            models.CheckConstraint(
                name="decisions_decision_sent_has_a_time", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject_id(self) -> UUID:
        """The need that was decided."""
        return self.case.need_id


class Share(TenantRow):
    """What a decision gives to one receiver in one year; whole kroner.

    `frame` is the one it is booked under; without one it stands under reservation of Stortinget's budget.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    frame = models.ForeignKey(Frame, models.PROTECT, related_name="+", null=True)
    year = models.PositiveSmallIntegerField("år")
    amount_nok = models.BigIntegerField("beløp")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "recipient", "year"], name="decisions_share_once"),
            models.CheckConstraint(name="decisions_share_is_positive", condition=Q(amount_nok__gt=0)),
        ]

    @property
    def subject_id(self) -> UUID:
        """The need that the money is for."""
        return self.decision.case.need_id


class Acceptance(Stateful):
    """A receiver's answer to the terms of a decision, with the account the money goes to."""

    class State(models.TextChoices):
        AWAITED = "awaited", _("Venter på svar")
        ACCEPTED = "accepted", _("Godtatt")
        DECLINED = "declined", _("Takket nei")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answer_on = models.DateField("svarfrist", help_text="the last day to answer, as the letter says")
    account_number = models.CharField("kontonummer", max_length=11, blank=True)
    own_contribution_nok = models.BigIntegerField("egenandel", null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField("svart", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "recipient"], name="decisions_acceptance_once"),
            models.CheckConstraint(
                name="decisions_acceptance_accepted_has_an_account",
                condition=~Q(state="accepted") | Q(answered_at__isnull=False) & ~Q(account_number=""),
            ),
        ]

    @property
    def subject_id(self) -> UUID:
        """The need that was decided."""
        return self.decision.case.need_id
