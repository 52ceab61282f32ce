"""One party turns to another before any form: for a conversation, or to be with in what the other does."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models.networks import Network
from samspel.actors.models.organisations import Organisation
from samspel.flow.models import Stateful
from samspel.people.models import Person


class Approach(Stateful):
    """An owner asks a university for a conversation, or a kommune or a network whether it may join; read by those two.

    Where it is about a network, the one that is asked is the owner that coordinates it on that day.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Venter på svar")
        AGREED = "agreed", _("Ja")
        DECLINED = "declined", _("Nei")
        WITHDRAWN = "withdrawn", _("Trukket")

    class What(models.TextChoices):
        CONVERSATION = "conversation", _("En samtale om samarbeid")
        NETWORK = "network", _("Å bli med i et nettverk")
        MEASURE = "measure", _("Å bli med i kommunens tiltak")

    what = models.CharField("hva det spørres om", max_length=12, choices=What)
    asking = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, models.PROTECT, related_name="+", null=True)
    topic = models.CharField("tema", max_length=150)
    text = models.TextField("tekst")
    asked_at = models.DateTimeField("spurt")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.TextField("svar", blank=True)
    answered_at = models.DateTimeField("besvart eller trukket", null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    entry_facts: Mapping[str, object] | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asking", "asked", "what", "network"],
                condition=Q(state="asked"),
                nulls_distinct=False,
                name="actors_approach_waits_once",
                violation_error_message=_("Dere har alt spurt dem om dette, og de har ikke svart ennå."),
            ),
            models.CheckConstraint(name="actors_approach_is_to_another", condition=~Q(asking=F("asked"))),
            models.CheckConstraint(
                name="actors_approach_to_a_network_names_it",
                condition=(Q(what="network") & Q(network__isnull=False))
                | (~Q(what="network") & Q(network__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.topic
