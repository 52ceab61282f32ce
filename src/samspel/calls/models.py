"""The call of one round at one office, and the copy of it that the public reads."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.flow.models import Stateful
from samspel.kit.ids import new_id
from samspel.tenancy.models import Office


class CallText(models.Model):
    """What a call says; the same for the office's record and for the public's copy."""

    title = models.CharField("tittel", max_length=200)
    rule_set = models.CharField("regelsett", max_length=8)
    schemes = ArrayField(models.CharField(max_length=20), verbose_name="ordninger")
    budget_year = models.PositiveSmallIntegerField("budsjettår")
    written_form = models.CharField("målform", max_length=2, choices=Office.WrittenForm)
    goal = models.TextField("mål", blank=True)
    target_group = models.TextField("målgruppe", blank=True)
    criteria = models.TextField("kriterier", blank=True)
    how = models.TextField("slik melder du behov", blank=True)
    contact = models.CharField("kontakt", max_length=200, blank=True)
    legal_basis = models.CharField("hjemmel", max_length=200, blank=True)
    closes_at = models.DateTimeField("stenger", null=True, help_text="the first instant that is too late")
    report_on = models.DateField("rapportfrist", null=True)
    longest_years = models.PositiveSmallIntegerField("lengste varighet i år", default=3)

    class Meta:
        abstract = True


class Call(Stateful, CallText):
    """One announcement: a need made under it keeps its rules for its whole life."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Under arbeid")
        ANNOUNCED = "announced", _("Kunngjort")
        WITHDRAWN = "withdrawn", _("Trukket")

    ref = models.CharField("kjenning", max_length=60)
    rules_day = models.DateField("regler per", null=True, help_text="the day whose scheme rules hold")
    announced_at = models.DateTimeField("kunngjort", null=True)
    partner_must_confirm = models.BooleanField("partner må ha bekreftet før forum", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "ref"],
                name="calls_call_ref_is_used_once",
                violation_error_message=_("Kjenningen er alt brukt av en annen utlysning."),
            ),
            models.CheckConstraint(
                name="calls_call_announced_is_complete",
                condition=Q(state="draft")
                | Q(
                    closes_at__isnull=False,
                    report_on__isnull=False,
                    rules_day__isnull=False,
                    announced_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Announcement(CallText):
    """A call as the public reads it, written by the acts that announce and withdraw; shown without login."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call_id = models.UUIDField("utlysning", unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    ref = models.CharField("kjenning", max_length=60)
    announced_at = models.DateTimeField("kunngjort")
    withdrawn_at = models.DateTimeField("trukket", null=True)

    def __str__(self) -> str:
        return self.title
