"""Networks of owners: that they are there, whom they ask, and who is in them when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models.organisations import Organisation
from samspel.flow.models import Stateful
from samspel.kit.ids import new_id
from samspel.people.models import Person


class Network(Stateful):
    """That owners work together as one: formed by one of them at its office, led by one at a time, and dissolved."""

    class State(models.TextChoices):
        ACTIVE = "active", _("I gang")
        DISSOLVED = "dissolved", _("Oppløst")

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    formed_at = models.DateTimeField("opprettet")
    dissolved_at = models.DateTimeField("oppløst", null=True)
    reason = models.TextField("hvorfor det ble oppløst", blank=True)

    def __str__(self) -> str:
        return self.organisation.name


class NetworkQuestion(Stateful):
    """A question to one owner: whether it will be in a network, or take over the coordination of it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Venter på svar")
        ACCEPTED = "accepted", _("Ja")
        DECLINED = "declined", _("Nei")
        TAKEN_BACK = "taken-back", _("Spørsmålet er trukket")

    class What(models.TextChoices):
        JOIN = "join", _("Være med i nettverket")
        COORDINATE = "coordinate", _("Koordinere nettverket")

    network = models.ForeignKey(Network, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    what = models.CharField("hva det spørres om", max_length=12, choices=What)
    asked_at = models.DateTimeField("spurt")
    answered_at = models.DateTimeField("besvart eller trukket", null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    reason = models.TextField("begrunnelse", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "asked", "what"],
                condition=Q(state="asked"),
                name="actors_networkquestion_asked_once",
                violation_error_message=_("Eieren er alt spurt, og har ikke svart ennå."),
            ),
            models.UniqueConstraint(
                fields=["network"],
                condition=Q(state="asked", what="coordinate"),
                name="actors_networkquestion_one_to_coordinate",
                violation_error_message=_(
                    "En annen er alt spurt om å koordinere nettverket. Trekk det spørsmålet først."
                ),
            ),
        ]


class Membership(models.Model):
    """An owner in a network from a day to a day; it counts once the owner has consented. No two periods overlap."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    coordinates = models.BooleanField("koordinerer", default=False)
    since = models.DateField("fra og med", null=True, help_text="unknown only for what is not consented to")
    until = models.DateField("til og med", null=True)
    consented_at = models.DateTimeField("samtykket", null=True)
    consented_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, help_text="the owner's signer; unknown for what files tell"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "member"], condition=Q(until__isnull=True), name="actors_membership_one_now"
            ),
            models.UniqueConstraint(fields=["network", "member", "since"], name="actors_membership_begins_once_a_day"),
            models.UniqueConstraint(
                fields=["network"],
                condition=Q(coordinates=True, until__isnull=True),
                name="actors_membership_one_coordinator_now",
            ),
            models.CheckConstraint(
                name="actors_membership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
            ),
        ]
