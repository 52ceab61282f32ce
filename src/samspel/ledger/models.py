"""Frames with what is bound and paid under them, and the movements that made it so."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspel.flow.models import TenantRow


class Frame(TenantRow):
    """What an office may spend on one scheme in one budget year, from one kap./post; whole kroner.

    The three sums are kept by the movements under a row lock; the CHECK holds whatever path is taken.
    """

    scheme = models.CharField("ordning", max_length=20)
    year = models.PositiveSmallIntegerField("budsjettår")
    chapter_post = models.CharField("kap./post", max_length=10)
    granted_nok = models.BigIntegerField("ramme", default=0)
    committed_nok = models.BigIntegerField("bundet", default=0)
    paid_nok = models.BigIntegerField("utbetalt", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "scheme", "year", "chapter_post"],
                name="ledger_frame_one_per_year",
                violation_error_message=_("Ordningen har alt en ramme for dette året fra samme kapittel og post."),
            ),
            models.CheckConstraint(
                name="ledger_frame_is_never_overspent",
                condition=Q(paid_nok__gte=0, paid_nok__lte=F("committed_nok"), committed_nok__lte=F("granted_nok")),
                violation_error_message=_("Rammen strekker ikke til."),
            ),
        ]


class Movement(TenantRow):
    """One movement under a frame; it is never edited, a mistake is undone by a new one."""

    class Kind(models.TextChoices):
        GRANTED = "granted", _("Ramme gitt")
        COMMITTED = "committed", _("Bundet ved vedtak")
        RELEASED = "released", _("Frigitt")
        PAID = "paid", _("Utbetalt")
        RECOVERED = "recovered", _("Tilbakebetalt")

    frame = models.ForeignKey(Frame, models.PROTECT, related_name="+")
    kind = models.CharField("slag", max_length=10, choices=Kind)
    amount_nok = models.BigIntegerField("beløp")
    cause_type = models.CharField("årsakstype", max_length=60)
    cause_id = models.UUIDField("årsak", help_text="the share, instalment or act that moved the money")
    at = models.DateTimeField("tidspunkt")
    person_id = models.UUIDField("person", null=True)
    subject_id: UUID | None = None
    """The need that the money is for, where there is one; kept in the journal entry of the movement."""
    entry_facts: Mapping[str, object] | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(name="ledger_movement_is_positive", condition=Q(amount_nok__gt=0)),
            models.UniqueConstraint(
                fields=["frame", "kind", "cause_id"],
                name="ledger_movement_happens_once",
                violation_error_message=_("Denne bevegelsen er alt bokført."),
            ),
        ]
