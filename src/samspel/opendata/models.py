"""The published account; anybody may read it, and nothing but the acts of publishing writes it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

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
    chapter_post = models.CharField("kap./post", max_length=10, blank=True)
    reserved = models.BooleanField(
        "under forbehold", default=False, help_text="a later year, given under reservation of Stortinget's budget"
    )
    measure = models.CharField("tiltak", max_length=120)
    themes = models.JSONField("tema", default=list)
    owner_ref = models.CharField("eier", max_length=60)
    owner_name = models.CharField("eiers navn", max_length=200)
    recipient_ref = models.CharField("mottaker", max_length=60)
    recipient_name = models.CharField("mottakers navn", max_length=200)
    recipient_kind = models.CharField("mottakers slag", max_length=20)
    kommune_number = models.CharField("kommunenummer", max_length=4, blank=True)
    kommune_name = models.CharField("kommunens navn", max_length=200, blank=True)
    decided_on = models.DateField("vedtatt")
    awarded_nok = models.BigIntegerField("tildelt")
    paid_nok = models.BigIntegerField("utbetalt", default=0)
    reported_nok = models.BigIntegerField("rapportert brukt", null=True)
    published_at = models.DateTimeField("offentliggjort")
    updated_at = models.DateTimeField("sist endret")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="opendata_publishedaward_pays_what_was_awarded",
                condition=Q(awarded_nok__gt=0, paid_nok__gte=0, paid_nok__lte=F("awarded_nok")),
            ),
        ]
        indexes = [
            models.Index(fields=["year", "scheme"], name="opendata_award_year_scheme"),
            models.Index(fields=["owner_ref"], name="opendata_award_owner"),
            models.Index(fields=["recipient_ref"], name="opendata_award_recipient"),
            models.Index(fields=["kommune_number"], name="opendata_award_kommune"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} {self.recipient_name} {self.year}"
