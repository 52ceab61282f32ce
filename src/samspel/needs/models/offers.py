"""What the members of a network offer to its need, and what becomes of each."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.flow.models import Stateful
from samspel.needs.models.needs import Need


class Offer(Stateful):
    """A member's own need that it lets a network report, instead of handing it in by itself.

    Those that are not withdrawn stand in one order, from 1 on without a hole, those left out last. The title and the
    amount are as they were when the network last looked, so that what it sends stays as it was sent.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("Meldt inn")
        TAKEN_IN = "taken-in", _("Tatt med")
        LEFT_OUT = "left-out", _("Ikke tatt med")
        WITHDRAWN = "withdrawn", _("Trukket")

    network_need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField("plass", null=True)
    reason = models.TextField("hvorfor den står der den står", blank=True)
    left_out_reason = models.TextField("hvorfor den ikke er tatt med", blank=True)
    title = models.CharField("tittel da nettverket så på den", max_length=120, blank=True)
    asked_nok = models.BigIntegerField("søknadssum da nettverket så på den", default=0)
    offered_at = models.DateTimeField("meldt inn")
    now_nok: int
    """What the member's need asks for as it stands; given by the lists."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need"],
                condition=Q(state__in=["offered", "taken-in"]),
                name="needs_offer_to_one_network_at_a_time",
                violation_error_message=_("Behovet er alt meldt inn til et nettverk."),
            ),
            models.UniqueConstraint(
                fields=["network_need", "need"],
                condition=~Q(state="withdrawn"),
                name="needs_offer_once_to_each_network",
                violation_error_message=_("Behovet er alt meldt inn til nettverket."),
            ),
            models.UniqueConstraint(
                fields=["network_need", "position"],
                name="needs_offer_place_is_used_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="needs_offer_withdrawn_has_no_place",
                condition=Q(state="withdrawn", position__isnull=True)
                | (~Q(state="withdrawn") & Q(position__isnull=False, position__gte=1)),
            ),
            models.CheckConstraint(
                name="needs_offer_left_out_for_a_reason", condition=~Q(state="left-out") | ~Q(left_out_reason="")
            ),
            models.CheckConstraint(name="needs_offer_is_anothers", condition=~Q(need=models.F("network_need"))),
        ]

    @property
    def subject_id(self) -> UUID:
        """The member's need, whose story it is part of."""
        return self.need_id
