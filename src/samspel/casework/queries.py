"""What the office sees of the needs that have come in: the inbox, one need with its case, and what is waiting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Case as Choose
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from samspel.actors.alphabet import alphabetical, in_order
from samspel.actors.models import Assignment, Membership, Organisation, Unit
from samspel.actors.queries import office_of
from samspel.calls.rules.themes import scheme_of
from samspel.casework.models import Case, SupplementRequest
from samspel.files import reading
from samspel.flow import journal
from samspel.flow.refusal import NotVisible
from samspel.kit.deadlines import oslo_day
from samspel.letters.facts import PreliminaryFacts
from samspel.letters.models import Letter
from samspel.needs import intake, membership
from samspel.needs import sheet as sheets
from samspel.needs.models import (
    Attachment,
    BudgetLine,
    Cost,
    Indicator,
    Need,
    Partnership,
    Submission,
    TargetGroup,
    UnitAssessment,
)
from samspel.needs.sheet import Sheet
from samspel.people.models import Person
from samspel.tenancy.by import OFFICE, By, Role


class Stage(models.TextChoices):
    """Where a need is for the office, in one word for need and case together."""

    NEW = "new", _("Ny, uten sak")
    OPENED = "opened", _("Under arbeid")
    WAITING = "waiting", _("Venter på svar fra eieren")
    OVERDUE = "overdue", _("Svarfristen er ute")
    READY = "ready", _("Klar")
    BOUND = "bound", _("Videre til vedtak")
    DISMISSED = "dismissed", _("Avvist")
    WITHDRAWN = "withdrawn", _("Trukket av eieren")


SHORTEST_MONTH = 27
"""Days that the shortest month has at least, however the clock is moved in it."""
GONE = (Partnership.State.DECLINED, Partnership.State.CANCELLED)


@dataclass(frozen=True)
class Wanted:
    """Which needs the inbox is to show, and in what order; what is left out is not asked for."""

    stage: str = ""
    scheme: str = ""
    text: str = ""
    mine: bool = False
    sort: str = ""


@dataclass(frozen=True)
class Row:
    """One need in the inbox, with its case when it has one and the whole amount asked for."""

    need: Need
    case: Case | None
    asked_nok: int
    stage: str
    late: bool


@dataclass(frozen=True)
class CaseFile:
    """A need as the office works with it: its case, where it stands, and each time it was handed in, newest first."""

    need: Need
    case: Case | None
    stage: Stage
    submissions: list[Submission]


SORTS: Mapping[str, tuple[str, ...]] = {
    "mottatt": ("submitted_at",),
    "referanse": ("ref",),
    "eier": ("owner__name", "ref"),
    "tittel": ("title", "ref"),
    "belop": ("asked_nok", "ref"),
    "status": ("stage", "submitted_at"),
}


def inbox(by: By, at: datetime) -> QuerySet[Any]:
    """Give the needs that owners have handed in to the office, each with the `stage` it is at; drafts are not there."""
    if by.role not in OFFICE:
        raise NotVisible
    received = Need.objects.filter(office_id=by.at_office, submitted_at__isnull=False)
    return received.exclude(state=Need.State.DRAFT).annotate(stage=stage_of(at))


def stage_of(at: datetime) -> Choose:
    """Make the expression that says at which stage a need is."""
    of_case = Choose(When(state=Case.State.READY, bound_at__isnull=False, then=Value("bound")), default=F("state"))
    case = Case.objects.filter(need=OuterRef("pk")).values(stage=of_case)
    return Choose(
        When(state=Need.State.WITHDRAWN, then=Value(Stage.WITHDRAWN.value)),
        When(Exists(case.filter(state=Case.State.DISMISSED)), then=Value(Stage.DISMISSED.value)),
        When(state=Need.State.RETURNED, answer_by__lte=at, then=Value(Stage.OVERDUE.value)),
        When(state=Need.State.RETURNED, then=Value(Stage.WAITING.value)),
        default=Coalesce(Subquery(case), Value(Stage.NEW.value)),
        output_field=models.CharField(),
    )


def counted(found: QuerySet[Any]) -> dict[str, int]:
    """Count needs by stage, in the order of the stages; a stage without needs is left out."""
    counts = dict(found.order_by().values_list("stage").annotate(Count("pk")))
    return {stage: counts[stage] for stage in Stage.values if stage in counts}


def narrowed(found: QuerySet[Any], wanted: Wanted, by: By) -> QuerySet[Any]:
    """Give those of some needs that are wanted, in the order wanted: newest last unless something else is said."""
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    if wanted.scheme:
        found = found.filter(scheme=wanted.scheme)
    if wanted.mine:
        found = found.filter(Exists(Case.objects.filter(need=OuterRef("pk"), caseworker_id=by.person_id)))
    for word in wanted.text.split():
        found = found.filter(Q(title__icontains=word) | Q(owner__name__icontains=word) | Q(ref__icontains=word))
    return ordered(found.select_related("owner"), wanted.sort)


# What a list shows of a need, its owner and its case; the long texts are left in the database.
LISTED = ("office_id", "ref", "title", "scheme", "state", "submitted_at", "answer_by", "owner__name", "owner__orgnr")
LISTED_CASE = ("need_id", "state", "number", "year", "caseworker__name")


def listed(found: QuerySet[Any]) -> QuerySet[Any]:
    """Give needs with what a list shows of them, and nothing else."""
    late = Exists(Submission.objects.filter(need=OuterRef("pk"), late=True))
    shown: QuerySet[Any] = found.only(*LISTED).annotate(late=late)
    return shown


def ordered(found: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """Put needs in the order that a sort key names, downwards when it starts with a minus."""
    down, key = sort.startswith("-"), sort.removeprefix("-")
    fields = SORTS.get(key, SORTS["mottatt"])
    if key == "belop":
        lines = BudgetLine.objects.filter(need=OuterRef("pk")).order_by().values("need")
        found = found.annotate(asked_nok=Subquery(lines.annotate(sum=Sum("amount_nok")).values("sum")))
    columns = [in_order(field) for field in fields]
    ways = [column.desc(nulls_last=True) if down else column.asc(nulls_first=True) for column in columns]
    return found.order_by(*ways, "pk")


def is_id(text: str) -> bool:
    """Tell whether a text from outside may name a record."""
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def rows(needs: Iterable[Need]) -> list[Row]:
    """Give needs as rows of the inbox, with their cases and sums in two queries."""
    needs = list(needs)
    ids = [need.pk for need in needs]
    about = Case.objects.filter(need_id__in=ids).select_related("caseworker").only(*LISTED_CASE)
    cases = {case.need_id: case for case in about}
    asked = asked_by_need(ids)
    return [
        Row(need, cases.get(need.pk), asked.get(need.pk, 0), getattr(need, "stage", ""), getattr(need, "late", False))
        for need in needs
    ]


def asked_by_need(ids: Iterable[UUID]) -> dict[UUID, int]:
    """Give the whole amount that each need asks for."""
    lines = BudgetLine.objects.filter(need_id__in=list(ids)).order_by()
    return dict(lines.values_list("need_id").annotate(Sum("amount_nok")))


def case_file(by: By, need_id: UUID, at: datetime) -> CaseFile:
    """Give one need with all that the office has about it; NotVisible when it has not been handed in to this office."""
    if by.role not in OFFICE:
        raise NotVisible
    about = Case.objects.select_related("caseworker", "need__owner", "need__call", "need__office")
    case = about.filter(need_id=need_id, office_id=by.at_office).first()
    need = case.need if case else inbox(by, at).filter(pk=need_id).select_related("owner", "call", "office").first()
    if need is None:
        raise NotVisible
    submissions = Submission.objects.filter(need_id=need_id).select_related("sender").order_by("-received_at")
    return CaseFile(need, case, stage_now(need, case, at), list(submissions))


def stage_now(need: Need, case: Case | None, at: datetime) -> Stage:
    """Say at which stage a need is that has been read already; the same as `stage_of` says in the database."""
    if need.state == Need.State.WITHDRAWN:
        return Stage.WITHDRAWN
    if case is not None and case.state == Case.State.DISMISSED:
        return Stage.DISMISSED
    if need.state == Need.State.RETURNED:
        return Stage.OVERDUE if need.answer_by and need.answer_by <= at else Stage.WAITING
    if case is None:
        return Stage.NEW
    return Stage.BOUND if case.state == Case.State.READY and case.bound_at else Stage(case.state)


def supplements(case: Case) -> QuerySet[SupplementRequest]:
    """Give what the office has asked the owner to supply, newest first."""
    return SupplementRequest.objects.filter(case=case).order_by("-asked_at")


def sheet_of(file: CaseFile) -> Sheet:
    """Give what the office reads: the need as it stands, or as it was handed in while its owner works on an answer."""
    if file.need.state == Need.State.RETURNED and file.submissions:
        return as_handed_in(file.need, file.submissions[0])
    return sheets.of(file.need)


def as_handed_in(need: Need, submission: Submission) -> Sheet:
    """Give a need as one submission kept it; none of its rows is one that can be saved."""
    kept: dict[str, Any] = submission.content
    then = copy(need)
    for name in (*sheets.WRITTEN, "assessment_sources", "themes"):
        setattr(then, name, kept[name])
    untold = Need()
    for name in sheets.LATER:
        setattr(then, name, kept.get(name, getattr(untold, name)))
    keys = {one["question"]: one["key"] for one in need.call.extra_questions}
    extra = kept.get("extra_answers", {})
    then.extra_answers = {keys[question]: text for question, text in extra.items() if question in keys}
    for name in ("starts_on", "ends_on", "involved_on"):
        setattr(then, name, date.fromisoformat(kept[name]) if kept.get(name) else None)
    refs = {row["ref"] for part in ("partners", "members") for row in kept.get(part, [])}
    refs |= {row["recipient"] for row in kept["budget"]}
    known = {one.ref: one for one in Organisation.objects.filter(ref__in=refs)}
    units = tuple(Unit.objects.filter(orgnr__in=kept["units"]).select_related("owner").order_by("name", "orgnr"))
    rules, behind = scheme_of(need.call, then.scheme), members_handed_in(kept, known)
    day, told = oslo_day(submission.received_at), kept.get("private_units", {})
    return Sheet(
        need=then,
        scheme=rules,
        units=units,
        target_groups=tuple(TargetGroup(group=g, participants=n) for g, n in sorted(kept["target_groups"].items())),
        indicators=tuple(Indicator(position=i, **row) for i, row in enumerate(kept["indicators"], start=1)),
        lines=tuple(BudgetLine(**{**row, "recipient": known[row["recipient"]]}) for row in kept["budget"]),
        partnerships=tuple(
            Partnership(partner=known[row["ref"]], **{name: row[name] for name in row if name != "ref"})
            for row in kept["partners"]
        ),
        members=membership.members_of(need),
        behind=behind,
        private=partial(
            membership.private_units,
            then,
            rules,
            members=behind,
            units=units,
            day=day,
            own=told,
            handed_in=submission.private_listed,
        ),
        unit_assessments=tuple(units_heard(kept.get("unit_assessments", []))),
        costs=tuple(Cost(**row) for row in kept.get("costs", [])),
        attachments=tuple(files_handed_in(need, kept.get("attachments", []))),
        offers=tuple(intake.offers_to(need)),  # closed since it was first handed in
    )


def members_handed_in(kept: Mapping[str, Any], known: Mapping[str, Organisation]) -> tuple[Membership, ...]:
    """Give the owners in the network when a need was handed in, where that was kept."""
    rows = kept.get("members", [])
    return tuple(Membership(member=known[row["ref"]], coordinates=row["coordinates"]) for row in rows)


def units_heard(told: Sequence[Mapping[str, Any]]) -> Iterable[UnitAssessment]:
    """Give what the units had answered when a need was handed in, in the order it was told."""
    known = {one.orgnr: one for one in Unit.objects.filter(orgnr__in=[row["unit"] for row in told])}
    for row in told:
        day = date.fromisoformat(row["took_part_on"]) if row["took_part_on"] else None
        said = {**row, "unit": known[row["unit"]], "took_part_on": day}
        yield UnitAssessment(state=UnitAssessment.State.ANSWERED, **said)


def files_handed_in(need: Need, told: Iterable[Mapping[str, str]]) -> Iterable[Attachment]:
    """Give the files that a need was handed in with, called what they were called then; taken away since or not."""
    known: dict[str, Attachment] = {}
    for row in Attachment.objects.filter(need=need).select_related("document").order_by("removed_at", "pk"):
        known[row.document.sha256] = row
    for one in told:
        row = known[one["sha256"]]
        row.name, row.note = one["name"], one["note"]
        yield row


def attachment(by: By, need_id: UUID, attachment_id: UUID, at: datetime) -> Attachment:
    """Give one of the files of a need as the office reads it; NotVisible when it is not among them."""
    shown = sheet_of(case_file(by, need_id, at)).attachments
    found = next((row for row in shown if row.pk == attachment_id), None)
    if found is None:
        raise NotVisible
    return found


def history(need: Need) -> QuerySet[Any]:
    """Give what an office may know was done about a need, newest first, with `who` did it and `for_whom`."""
    who = Person.objects.filter(pk=OuterRef("person_id")).values("name")
    whom = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")
    entries = (
        journal.history([need.pk]).exclude(act__in=intake.BETWEEN).annotate(who=Subquery(who), for_whom=Subquery(whom))
    )
    return entries.order_by("-sequence")


def readings(need: Need) -> QuerySet[Any]:
    """Give who has been handed the documents of a need, newest first, each with `who` read it and `for_whom`."""
    who = Person.objects.filter(pk=OuterRef("person_id")).values("name")
    whom = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")
    return reading.readings(need.pk).annotate(who=Subquery(who), for_whom=Subquery(whom))


def ready_cases(call_id: UUID, schemes: Iterable[str]) -> QuerySet[Case]:
    """Give the cases of a call and some schemes that are ready and whose needs stand, in the order they came in."""
    found = Case.objects.filter(need__call_id=call_id, need__scheme__in=list(schemes), state=Case.State.READY)
    found = found.filter(need__state=Need.State.SUBMITTED).select_related("need", "need__owner", "need__call")
    return found.order_by("need__submitted_at", "pk")


Parties = dict[UUID, dict[UUID, str]]
Partners = list[tuple[UUID, UUID, str]]


def parties(needs: Iterable[Need], partners: Partners | None = None) -> Parties:
    """Give, for each need, the organisations with a part in it: its owner, the owners in a network, its partners.

    Whoever has left a network since a need of it was handed in has a part in it still.
    """
    needs = list(needs)
    found: Parties = {need.pk: {need.owner_id: "owner"} for need in needs}
    in_network = members_of(need.owner for need in needs)
    for need in needs:
        day = oslo_day(need.submitted_at) if need.submitted_at else None
        for member_id, until in in_network.get(need.owner_id, []):
            if until is None or (day is not None and until >= day):
                found[need.pk].setdefault(member_id, "network")
    for need_id, partner_id, _name in partners_of(found) if partners is None else partners:
        found[need_id].setdefault(partner_id, "partner")
    return found


def partners_of(need_ids: Iterable[UUID]) -> Partners:
    """Give the partners of needs that have not left, by name: the need, the partner and what it is called."""
    rows = Partnership.objects.filter(need_id__in=list(need_ids)).exclude(state__in=GONE)
    return list(rows.order_by(alphabetical("partner__name")).values_list("need_id", "partner_id", "partner__name"))


def members_of(owners: Iterable[Organisation]) -> dict[UUID, list[tuple[UUID, date | None]]]:
    """Give the owners that are or have been in each of those owners that are networks, with the last day of each."""
    networks = {owner.pk for owner in owners if owner.kind == Organisation.Kind.NETWORK}
    found: dict[UUID, list[tuple[UUID, date | None]]] = {}
    if networks:
        rows = Membership.objects.filter(network_id__in=networks).values_list("network_id", "member_id", "until")
        for network_id, member_id, until in rows:
            found.setdefault(network_id, []).append((member_id, until))
    return found


def caseworkers(by: By, at: datetime) -> list[Person]:
    """Give those who are caseworkers at the office that day, by name."""
    given = Assignment.objects.in_force(oslo_day(at)).filter(office_id=office_of(by), role=Role.CASEWORKER)
    return [one.person for one in given.select_related("person").order_by("person__name").distinct()]


def waiting_a_month(office_id: UUID, at: datetime) -> QuerySet[Need]:
    """Give the needs of an office that may be due a preliminary reply; the act itself asks whether the time is up."""
    told = Letter.objects.filter(office_id=office_id, template=PreliminaryFacts.template).values("cause_id")
    found = Need.objects.filter(office_id=office_id, state=Need.State.SUBMITTED, decided_at__isnull=True)
    found = found.filter(submitted_at__lt=at - timedelta(days=SHORTEST_MONTH)).exclude(pk__in=told)
    return found.select_related("owner", "office", "call").order_by("submitted_at")
