"""The organisations' own systems: what lets one in, and which of its questions have been answered already."""

from __future__ import annotations

from django.db import models

from samspel.actors.models.organisations import Organisation
from samspel.kit.ids import new_id
from samspel.people.models import Person


class SystemClient(models.Model):
    """A system that reads, or reads and writes, what one organisation reports; of its secret only a digest is kept.

    What it does stands in the journal under a name of its own, which nobody can log in with.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    acts_as = models.OneToOneField(Person, models.PROTECT, related_name="+")
    name = models.CharField("navn", max_length=60)
    writes = models.BooleanField("skriver")
    digest = models.CharField("fingeravtrykk av nøkkelen", max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("laget")
    last_day = models.DateField("siste dag")
    withdrawn_at = models.DateTimeField("trukket tilbake", null=True)
    last_used_on = models.DateField("sist brukt", null=True)

    def __str__(self) -> str:
        return self.name


class ClientQuestion(models.Model):
    """A question that a system has asked under a key of its own: asked once more, it is answered as it was.

    What a page of ours asks under a key is kept in the same way, with the organisation and without a system.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(SystemClient, models.PROTECT, related_name="+", null=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    key = models.CharField("nøkkel", max_length=100)
    digest = models.CharField("sjekksum for det som ble sendt", max_length=64)
    made = models.UUIDField("det som ble laget", null=True)
    asked_at = models.DateTimeField("spurt")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "key"], name="actors_clientquestion_key_is_used_once"),
            models.UniqueConstraint(fields=["organisation", "key"], name="actors_clientquestion_page_asks_once"),
        ]
