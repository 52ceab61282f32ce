"""Instalments and the numbered bases that the accounting system is handed."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspel.decisions.models import Share
from samspel.files.models import Document
from samspel.flow.models import Stateful, TenantRow
from samspel.people.models import Person


class PaymentBasis(TenantRow):
    """One approved, numbered list of payments with its control sum; once made it is never changed."""

    number = models.CharField("nummer", max_length=20)
    lines = models.PositiveIntegerField("antall linjer")
    sum_nok = models.BigIntegerField("kontrollsum")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("laget")
    entry_facts: Mapping[str, object] | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="payments_paymentbasis_number_is_used_once"),
            models.CheckConstraint(
                name="payments_paymentbasis_is_not_empty", condition=Q(lines__gt=0) & Q(sum_nok__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Instalment(Stateful):
    """One payment of a share: attested by one person, approved by another, in one basis only; whole kroner."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        ATTESTED = "attested", _("Attestert")
        APPROVED = "approved", _("Godkjent")
        EXPORTED = "exported", _("Oversendt")
        PAID = "paid", _("Utbetalt")
        STOPPED = "stopped", _("Stanset")

    share = models.ForeignKey(Share, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("nummer")
    amount_nok = models.BigIntegerField("beløp")
    account_number = models.CharField("kontonummer", max_length=11)
    due_on = models.DateField("forfall")
    attested_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    basis = models.ForeignKey(PaymentBasis, models.PROTECT, related_name="+", null=True)
    paid_on = models.DateField("utbetalt", null=True)
    stopped_reason = models.TextField("hvorfor den er stanset", blank=True)
    entry_facts: Mapping[str, object] | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "position"], name="payments_instalment_has_its_place"),
            models.CheckConstraint(name="payments_instalment_is_positive", condition=Q(amount_nok__gt=0)),
            models.CheckConstraint(
                name="payments_instalment_needs_four_eyes",
                condition=Q(approved_by__isnull=True) | Q(attested_by__isnull=False) & ~Q(approved_by=F("attested_by")),
                violation_error_message=_("Den som har attestert, kan ikke selv godkjenne utbetalingen."),
            ),
            models.CheckConstraint(
                name="payments_instalment_exported_is_approved",
                condition=~Q(state__in=["exported", "paid"]) | Q(approved_by__isnull=False, basis__isnull=False),
            ),
            models.CheckConstraint(
                name="payments_instalment_paid_has_a_day", condition=~Q(state="paid") | Q(paid_on__isnull=False)
            ),
            models.CheckConstraint(
                name="payments_instalment_stopped_has_a_reason", condition=~Q(state="stopped") | ~Q(stopped_reason="")
            ),
        ]

    @property
    def subject_id(self) -> UUID:
        """The need that the money is for."""
        return self.share.decision.case.need_id
