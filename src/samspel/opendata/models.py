"""The published account; anybody may read it, and nothing but the acts of publishing writes it."""

from __future__ import annotations

from django.db import models

from samspel.kit.ids import new_id
from samspel.tenancy.models import Office


class PublishedAward(models.Model):
    """What one receiver was given for one measure in one year, with what has been paid and reported; whole kroner."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    share_id = models.UUIDField("andel", unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    call_ref = models.CharField("utlysning", max_length=60)
    decision_number = models.CharField("vedtaksnummer", max_length=20)
    scheme = models.CharField("ordning", max_length=20)
    rule_set = models.CharField("regelsett", max_length=8)
    year = models.PositiveSmallIntegerField("år")
    measure = models.CharField("tiltak", max_length=120)
    themes = models.JSONField("tema", default=list)
    owner_ref = models.CharField("eier", max_length=60)
    owner_name = models.CharField("eiers navn", max_length=200)
    recipient_ref = models.CharField("mottaker", max_length=60)
    recipient_name = models.CharField("mottakers navn", max_length=200)
    recipient_kind = models.CharField("mottakers slag", max_length=20)
    kommune_number = models.CharField("kommunenummer", max_length=4, blank=True)
    decided_on = models.DateField("vedtatt")
    awarded_nok = models.BigIntegerField("tildelt")
    paid_nok = models.BigIntegerField("utbetalt", default=0)
    reported_nok = models.BigIntegerField("rapportert brukt", null=True)
