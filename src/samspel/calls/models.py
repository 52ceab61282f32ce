"""The call of one round at one office, and the copy of it that the public reads."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation, Unit
from samspel.flow.models import Stateful, TenantRow
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
    grace_minutes = models.PositiveSmallIntegerField(
        "minutter det tas imot etter fristen",
        default=60,
        db_default=60,
        help_text="for how long after the deadline what was begun before it is taken in, marked as late",
    )
    coordinator_percent = models.PositiveSmallIntegerField(
        "største del til koordinator i prosent", null=True, help_text="the ceiling that the forum has set, if any"
    )
    report_on = models.DateField("rapportfrist", null=True)
    answer_on = models.DateField(
        "ventet svar",
        null=True,
        help_text="the day owners may expect a decision by; nothing is said without it",
    )
    confirm_closes_at = models.DateTimeField(
        "siste frist for svar fra partnere",
        null=True,
        help_text="the first instant that is too late for a partner's answer; without it the forum or the decision is",
    )
    longest_years = models.PositiveSmallIntegerField("lengste varighet i år", default=3)
    own_themes = models.JSONField(
        "egne temaer",
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="the themes of this forum, each of a scheme, with a code and a name; without any the scheme's hold",
    )

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
    extra_questions = models.JSONField(
        "egne spørsmål",
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="what this office asks beside what all ask, each with a key that its answer is kept under",
    )
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

    def is_announced(self, at: datetime) -> bool:
        """Tell whether everybody may read the call; a planned one only from its moment on."""
        return self.state == self.State.ANNOUNCED and self.announced_at is not None and self.announced_at <= at


class Announcement(CallText):
    """A call as the public reads it, written by the acts that announce and withdraw; shown without login."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call_id = models.UUIDField("utlysning", unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    ref = models.CharField("kjenning", max_length=60)
    announced_at = models.DateTimeField("kunngjort")
    withdrawn_at = models.DateTimeField("trukket", null=True)
    announced_by = models.CharField("kunngjort av rolle", max_length=30, default="", db_default="", blank=True)
    owners_noticed = models.PositiveIntegerField(
        "varslede eiere", null=True, help_text="unknown until the notices are written"
    )
    units_noticed = models.PositiveIntegerField(
        "varslede enheter uten kjent eier", null=True, help_text="unknown until the notices are written"
    )

    def __str__(self) -> str:
        return self.title


class Notice(TenantRow):
    """That one owner in the registers is told of a call; where nobody knows the owner, the unit itself is told.

    Name, number and kind stand as they were on the day, so that the list is a proof whatever the registers say later.
    """

    class Kind(models.TextChoices):
        KOMMUNE = "kommune", _("Kommune")
        FYLKESKOMMUNE = "fylkeskommune", _("Fylkeskommune")
        PRIVATE_OWNER = "private-owner", _("Privat eier")
        PRIVATE_UNIT = "private-unit", _("Privat enhet uten kjent eier")
        PUBLIC_UNIT = "public-unit", _("Offentlig enhet uten kjent eier")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, help_text="told where no owner is known"
    )
    name = models.CharField("navn", max_length=200)
    orgnr = models.CharField("organisasjonsnummer", max_length=9, blank=True)
    kind = models.CharField("slag", max_length=20, choices=Kind)
    kindergartens = models.PositiveIntegerField("barnehager", default=0)
    schools = models.PositiveIntegerField("skoler", default=0)
    written_at = models.DateTimeField("skrevet")
    sent_at = models.DateTimeField("sendt", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "owner"], name="calls_notice_owner_is_told_once"),
            models.UniqueConstraint(fields=["call", "unit"], name="calls_notice_unit_is_told_once"),
            models.CheckConstraint(
                name="calls_notice_is_to_owner_or_unit",
                condition=Q(owner__isnull=False, unit__isnull=True) | Q(owner__isnull=True, unit__isnull=False),
            ),
        ]


class Posting(TenantRow):
    """One place where a call was announced, and when; the log of it is never changed."""

    class Where(models.TextChoices):
        PAGE = "page", _("Utlysningens egen side, åpen for alle")
        LISTS = "lists", _("Forsiden og listen over utlysninger")
        OPEN_DATA = "open-data", _("Åpne data: filer og API")
        NOTICES = "notices", _("Varsel til hver eier i registrene")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    where = models.CharField("hvor", max_length=20, choices=Where)
    role = models.CharField("rolle", max_length=30)
    receivers = models.PositiveIntegerField("mottakere", null=True, help_text="how many, where they can be counted")
    at = models.DateTimeField("tidspunkt")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "where"], name="calls_posting_once_in_each_place")]
