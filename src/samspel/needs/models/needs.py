"""The need with its measure, its units, its budget, its partners, and each time it was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation, Unit
from samspel.calls.models import Call
from samspel.files.models import Document
from samspel.flow.models import Stateful, TenantRow
from samspel.needs.models.codes import Measured, PlanFit
from samspel.people.models import Person


class Need(Stateful):
    """What one owner or network wants to learn under one call, for one measure.

    Once an innstilling or a decision builds on it, it is bound; once it has been decided, it cannot be taken back.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        SUBMITTED = "submitted", _("Sendt inn")
        RETURNED = "returned", _("Sendt tilbake")
        WITHDRAWN = "withdrawn", _("Trukket")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    scheme = models.CharField("ordning", max_length=20)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    ref = models.CharField("referanse", max_length=40)
    title = models.CharField("tittel på tiltaket", max_length=120, blank=True)
    contact_name = models.CharField("kontaktperson", max_length=120, blank=True)
    contact_email = models.EmailField("e-post til kontaktperson", blank=True)
    assessment = models.TextField("lokal vurdering av kompetansebehov", blank=True)
    assessment_sources = ArrayField(models.CharField(max_length=30), verbose_name="kilder", default=list, blank=True)
    own_source = models.CharField("annen kilde", max_length=200, blank=True, default="", db_default="")
    involvement = models.TextField("medvirkning", blank=True)
    involved_on = models.DateField("når de ansatte var med", null=True, blank=True)
    anchoring = models.TextField("forankring hos eieren", blank=True, default="", db_default="")
    anchoring_ref = models.CharField("vedtak eller saksnummer", max_length=120, blank=True, default="", db_default="")
    plan_fit = models.CharField(
        "hvordan tiltaket passer med planen", max_length=10, choices=PlanFit, blank=True, default="", db_default=""
    )
    plan_link = models.TextField("sammenheng med langsiktig plan", blank=True, default="", db_default="")
    measure = models.TextField("tiltaket", blank=True)
    sami = models.TextField("samiske perspektiv", blank=True, default="", db_default="")
    collective = models.BooleanField("kollektivt arbeid", null=True)
    themes = ArrayField(models.CharField(max_length=30), verbose_name="tema", default=list, blank=True)
    goal = models.TextField("mål og forventet utbytte", blank=True)
    evaluation = models.TextField("oppfølging og evaluering", blank=True, default="", db_default="")
    starts_on = models.DateField("start", null=True, blank=True)
    ends_on = models.DateField("slutt", null=True, blank=True)
    milestones = models.TextField("framdriftsplan", blank=True, default="", db_default="")
    partner_reason = models.TextField("grunn til en annen partner", blank=True, default="", db_default="")
    minimum_nok = models.BigIntegerField("minste beløp tiltaket kan gjennomføres for", null=True, blank=True)
    coordinator_position_percent = models.PositiveSmallIntegerField(
        "stillingsprosent for koordinatoren", null=True, blank=True
    )
    own_contribution_nok = models.BigIntegerField("egenandel", null=True, blank=True)
    own_contribution_how = models.TextField("hvordan egenandelen dekkes", blank=True)
    other_money = models.BooleanField("andre statlige midler", null=True)
    other_money_what = models.TextField("hvilke andre midler", blank=True, default="", db_default="")
    other_money_nok = models.BigIntegerField("andre statlige midler, beløp", null=True, blank=True)
    other_counties = models.BooleanField("søkt i andre fylker", null=True)
    other_counties_what = models.TextField("hvor og hva", blank=True, default="", db_default="")
    light = models.BooleanField("kort skjema", default=False, db_default=False)
    private_invited = models.BooleanField("private eiere er invitert", null=True)
    extra_answers = models.JSONField(
        "svar på egne spørsmål",
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="by the key that the question has in the call",
    )
    special_reason = models.TextField("grunn til at noen ikke er med", blank=True)
    submitted_at = models.DateTimeField("sendt inn", null=True)
    returned_reason = models.TextField("hvorfor den ble sendt tilbake", blank=True)
    answer_by = models.DateTimeField("svarfrist", null=True)
    own_closes_at = models.DateTimeField(
        "egen frist", null=True, help_text="a deadline of its own, given when the call's had passed"
    )
    bound_at = models.DateTimeField("bundet av innstilling eller vedtak", null=True)
    decided_at = models.DateTimeField("avgjort", null=True)
    intake_frame_nok = models.BigIntegerField(
        "rammen nettverket prioriterer innenfor", null=True, help_text="set by whoever coordinates a network, if at all"
    )
    asked_nok: int
    """What is asked for in all years, to all receivers; given by the lists."""
    reads_sent: bool
    """Whether a member of a network reads what was handed in; given where its needs are looked for."""
    entry_facts: Mapping[str, object] | None = None
    sheet_checked: object = None
    """The need with all its rows, as the check has read it last; for what is done next with just that."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "ref"], name="needs_need_ref_is_used_once"),
            models.CheckConstraint(
                name="needs_need_submitted_has_a_time",
                condition=~Q(state__in=["submitted", "returned"]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="needs_need_ends_after_it_starts",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Sluttdatoen er før startdatoen."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.ref

    @property
    def is_written(self) -> bool:
        """Tell whether its owner is still writing it: not handed in, or sent back and not decided."""
        return self.state in {self.State.DRAFT, self.State.RETURNED} and self.decided_at is None

    @property
    def grace_ends(self) -> datetime | None:
        """Give the first instant at which it is no longer taken in, not even as late."""
        if self.state == self.State.RETURNED:
            return self.answer_by
        closes_at = self.call.closes_at and self.call.closes_at + timedelta(minutes=self.call.grace_minutes)
        return max(filter(None, (closes_at, self.own_closes_at)), default=None)

    def was_not_sent(self, at: datetime) -> bool:
        """Tell whether it is a draft that can no longer be sent, not even as late."""
        ends = self.grace_ends
        return self.state == self.State.DRAFT and ends is not None and at >= ends

    @property
    def answers_until(self) -> datetime | None:
        """Give the first instant that is too late for its partners: what the call says, or else until it is sent."""
        return max(filter(None, (self.call.confirm_closes_at or self.call.closes_at, self.own_closes_at)), default=None)

    @property
    def subject_id(self) -> UUID:
        """A need is its own subject in the journal."""
        return self.pk


class NeedRow(TenantRow):
    """A row under a need."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    @property
    def subject_id(self) -> UUID:
        """The need that the row belongs to."""
        return self.need_id


class Participation(NeedRow):
    """A unit that takes part in the measure."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "unit"], name="needs_participation_once_per_need")]


class PrivateInvitation(NeedRow):
    """Whether one private owner's unit has been invited, where that is not what the need says of all of them."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    invited = models.BooleanField("invitert")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "unit"], name="needs_privateinvitation_once_per_need")]


class TargetGroup(NeedRow):
    """How many of one group are to learn."""

    group = models.CharField("målgruppe", max_length=30)
    participants = models.PositiveIntegerField("deltakere")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "group"], name="needs_targetgroup_once_per_need")]


class Indicator(NeedRow):
    """How it will be seen that the measure has helped: where it stands now and where it should be."""

    position = models.PositiveSmallIntegerField("nummer")
    what = models.CharField("hva som skal bli bedre", max_length=200)
    measured_in = models.CharField(
        "måles i", max_length=10, choices=Measured, blank=True, default=Measured.WORDS, db_default=Measured.WORDS
    )
    baseline = models.CharField("nå", max_length=120, blank=True)
    target = models.CharField("mål", max_length=120, blank=True)
    measured_how = models.CharField("måles slik", max_length=200, blank=True)
    measured_by = models.CharField("måles av", max_length=120, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "position"], name="needs_indicator_has_its_place")]


class BudgetLine(NeedRow):
    """What is asked for in one year, for one kind of use, to one receiver; whole kroner."""

    year = models.PositiveSmallIntegerField("år")
    category = models.CharField("kategori", max_length=20)
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    amount_nok = models.BigIntegerField("beløp")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "year", "category", "recipient"], name="needs_budgetline_once"),
            models.CheckConstraint(name="needs_budgetline_is_positive", condition=Q(amount_nok__gt=0)),
        ]


class Cost(NeedRow):
    """What one kind of thing costs in one year, for those who want to show it; whole kroner.

    It divides nothing: one kind is a price for each participant, and the money asked for stands in the budget.
    """

    year = models.PositiveSmallIntegerField("år")
    kind = models.CharField("post", max_length=30)
    amount_nok = models.BigIntegerField("beløp")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "year", "kind"], name="needs_cost_once"),
            models.CheckConstraint(name="needs_cost_is_positive", condition=Q(amount_nok__gt=0)),
        ]


class Partnership(Stateful):
    """One partner in a need: it confirms the measure, the timetable, its own money and its own part."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invitert")
        CONFIRMED = "confirmed", _("Bekreftet")
        DECLINED = "declined", _("Takket nei")
        CHANGED = "changed", _("Endret etter bekreftelsen")
        CANCELLED = "cancelled", _("Invitasjonen er trukket")

    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    contact = models.CharField("kontaktperson hos partneren", max_length=120, blank=True)
    back_to_education = models.TextField("slik går erfaringene tilbake til lærerutdanningen", blank=True)
    own_benefit = models.TextField("utbytte for partneren", blank=True, default="", db_default="")
    capacity = models.TextField("hvem og hvor mye tid", blank=True, default="", db_default="")
    binding_agreement = models.BooleanField("forpliktende samarbeid er avtalt", default=False, db_default=False)
    confirmed = models.JSONField("det som ble bekreftet", null=True)
    confirmed_digest = models.CharField("sjekksum for det som ble bekreftet", max_length=64, blank=True)
    declined_reason = models.TextField("hvorfor partneren takket nei", blank=True)
    asked_nok: int
    """What is asked for to this partner in all years; given by the lists."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "partner"],
                name="needs_partnership_once_per_need",
                violation_error_message=_("Partneren er alt invitert."),
            )
        ]

    @property
    def subject_id(self) -> UUID:
        """The need that the partnership belongs to."""
        return self.need_id


class UnitAssessment(Stateful):
    """What one unit that takes part sees and needs, written on a page of its own that it comes to by a link.

    Of the links only digests are kept. One is for whoever writes for the unit, one for the staff's representative,
    who may confirm that those who work there have been heard; a changed text has to be confirmed anew.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Spurt")
        ANSWERED = "answered", _("Har svart")
        WITHDRAWN = "withdrawn", _("Tas ikke med")

    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    email = models.EmailField("e-post lenken er sendt til", blank=True)
    link_number = models.PositiveSmallIntegerField("lenke nummer", default=0)
    link_digest = models.CharField("sjekksum for lenken", max_length=64, unique=True)
    staff_link_digest = models.CharField("sjekksum for lenken til tillitsvalgt", max_length=64, unique=True)
    sees = models.TextField("det enheten ser", blank=True)
    took_part = models.TextField("hvem som var med", blank=True)
    took_part_on = models.DateField("når", null=True)
    wants = models.TextField("det enheten trenger", blank=True)
    answered_by = models.CharField("svart av", max_length=120, blank=True)
    answered_at = models.DateTimeField("svart", null=True)
    confirmed_by = models.CharField("bekreftet av tillitsvalgt", max_length=120, blank=True)
    confirmed_at = models.DateTimeField("bekreftet", null=True)
    remark = models.TextField("merknad fra tillitsvalgt", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "unit"],
                condition=~Q(state="withdrawn"),
                name="needs_unitassessment_asked_once",
                violation_error_message=_("Enheten er alt spurt."),
            ),
            models.CheckConstraint(
                name="needs_unitassessment_answered_has_a_time",
                condition=~Q(state="answered") | Q(answered_at__isnull=False),
            ),
        ]

    @property
    def subject_id(self) -> UUID:
        """The need that the unit takes part in."""
        return self.need_id


class Submission(NeedRow):
    """A need as it was handed in: its whole content, when it was received, and the digest on the receipt."""

    key = models.UUIDField("nøkkel", help_text="made by the form, so that one press is one submission")
    turn = models.PositiveSmallIntegerField(
        "gang", null=True, help_text="the how manieth time: each time there is one submission, whoever presses"
    )
    content = models.JSONField("innhold")
    private_listed = models.JSONField(
        "private enheter på listen", null=True, help_text="by number; the registers may tell of others later"
    )
    digest = models.CharField("sjekksum", max_length=64)
    received_at = models.DateTimeField("mottatt")
    late = models.BooleanField("etter frist", default=False)
    sender = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    receipt = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "key"], name="needs_submission_key_is_used_once"),
            models.UniqueConstraint(fields=["need", "turn"], name="needs_submission_once_each_time"),
        ]


class Attachment(Stateful):
    """A file that belongs to what the owner has written; it is handed out once the scanner has found nothing in it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Venter på viruskontroll")
        CLEAN = "clean", _("Kontrollert")
        REFUSED = "refused", _("Stanset i viruskontrollen")

    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    name = models.CharField("filnavn", max_length=100)
    note = models.CharField("hva vedlegget viser", max_length=200, blank=True)
    added_at = models.DateTimeField("lagt ved")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    removed_at = models.DateTimeField("tatt bort", null=True)
    found = models.CharField("hva viruskontrollen fant", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def subject_id(self) -> UUID:
        """The need that the attachment belongs to."""
        return self.need_id

    @property
    def entry_facts(self) -> dict[str, object]:
        """What the journal keeps of a file that was added: its digest, and neither its name nor what it shows."""
        told = self.document
        return {"sha256": told.sha256, "size": told.size, "media_type": told.media_type}
