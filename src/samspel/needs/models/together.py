"""Several who write on one need: what each has changed, who has which page open, and who was asked to see to it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspel.needs.models.needs import NeedRow
from samspel.people.models import Person


class Revision(NeedRow):
    """One answer that was changed: from what to what, by whom; one row for as long as somebody writes in one window.

    The texts of a draft stand here and not in the journal, whose chain keeps for ever what it has been told.
    """

    field = models.CharField("spørsmål", max_length=120)
    before = models.JSONField("før", null=True)
    after = models.JSONField("etter", null=True)
    since_version = models.PositiveIntegerField("fra versjon")
    version = models.PositiveIntegerField("versjon")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    tab = models.UUIDField("vindu", null=True)
    begun_at = models.DateTimeField("begynt")
    changed_at = models.DateTimeField("endret")

    class Meta:
        indexes = [models.Index(fields=["need", "version"], name="needs_revision_version")]


class Sitting(NeedRow):
    """Somebody with a page of the form open in one window: how far its saving has come, and when it was last heard."""

    tab = models.UUIDField("vindu")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    page = models.CharField("side", max_length=20)
    seq = models.PositiveIntegerField("nummer", default=0)
    told = ArrayField(models.CharField(max_length=120), verbose_name="fortalt i journalen", default=list)
    told_at = models.DateTimeField("fortalt", null=True)
    seen_at = models.DateTimeField("sist hørt fra")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "tab"], name="needs_sitting_once_per_window")]


class Duty(NeedRow):
    """A page of the form that a colleague has been asked to see to; it keeps nobody else from writing there."""

    page = models.CharField("side", max_length=20)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "page"], name="needs_duty_once_per_page")]
