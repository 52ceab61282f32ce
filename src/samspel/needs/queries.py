"""Needs and partnerships as their owners, their partners and their office may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from samspel.actors import queries as actors
from samspel.actors.alphabet import alphabetical, in_order
from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible
from samspel.kit.deadlines import oslo_day
from samspel.kit.text import folded
from samspel.needs import rows
from samspel.needs.models import (
    Attachment,
    BudgetLine,
    Duty,
    Indicator,
    Need,
    Partnership,
    Revision,
    Sitting,
    Submission,
)
from samspel.needs.parts import ANSWERS_UNTIL, asked, ends, standing
from samspel.people.models import Person
from samspel.tenancy.by import FORUM, OWNER, PARTNER, By, Role

WRITERS = (Role.OWNER_EDITOR, Role.OWNER_SIGNER)
WRITTEN = (Need.State.DRAFT, Need.State.RETURNED)
PRESENT_FOR = timedelta(seconds=45)  # since somebody's page was last heard from


def owned_by(by: By) -> QuerySet[Need]:
    """Give the needs of the owner that somebody acts for, and of the networks it leads, the newest first."""
    found = _owned(by).annotate(asked_nok=asked())  # type: ignore[no-redef]  # the model names what a query adds
    return found.order_by("-call__budget_year", "-ref")


def naming_who_declined(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Give some needs, each with the names of the partners that said no and were not asked again."""
    gone = Partnership.objects.filter(need=OuterRef("pk"), state=Partnership.State.DECLINED)
    return needs.annotate(who_declined=ArraySubquery(gone.order_by("partner__name").values("partner__name")))


def need_of(by: By, need_id: UUID) -> Need:
    """Give one need to whoever may read it: its owner always, its office once it has been handed in."""
    if by.for_office and by.office_id is not None:
        found = Need.objects.filter(office_id=by.office_id, submitted_at__isnull=False)
        need = found.select_related("call", "owner", "office").filter(pk=need_id).first()
    else:
        need = next(iter(rows.owned(_owner_of(by), need_id)), None)
    if need is None:
        raise NotVisible
    return need


def _owner_of(by: By) -> UUID:
    if by.organisation_id is None or by.role not in OWNER:
        raise NotVisible
    return by.organisation_id


def _owned(by: By) -> QuerySet[Need]:
    return rows.led_by(_owner_of(by))


def partner_of(by: By) -> UUID:
    """Give the organisation for which somebody acts as a partner; for anybody else there is nothing to see."""
    if by.role not in PARTNER or by.organisation_id is None:
        raise NotVisible
    return by.organisation_id


def partnerships_of(by: By) -> QuerySet[Partnership]:
    """Give what a partner has been asked to take part in, across offices; `asked_nok` is the partner's own money."""
    partner = partner_of(by)
    lines = BudgetLine.objects.filter(need=OuterRef("need_id"), recipient_id=partner)
    own = Subquery(
        lines.order_by().values("need").annotate(sum=Sum("amount_nok")).values("sum"), output_field=IntegerField()
    )
    found = Partnership.objects.filter(partner_id=partner).exclude(need__state=Need.State.WITHDRAWN)
    found = found.exclude(state=Partnership.State.CANCELLED)
    found = found.annotate(asked_nok=Coalesce(own, 0))  # type: ignore[no-redef]  # the model names what a query adds
    related = ("partner", "need__call", "need__owner", "need__office")
    return found.select_related(*related).order_by(
        "-need__call__closes_at", alphabetical("need__owner__name"), "need__ref"
    )


def partner_money(by: By) -> dict[UUID, dict[int, int]]:
    """Give what is asked for a partner in each need, per year, in whole kroner."""
    found: dict[UUID, dict[int, int]] = {}
    sums = BudgetLine.objects.filter(recipient_id=partner_of(by)).values_list("need_id", "year")
    for need_id, year, asked_nok in sums.annotate(sum=Sum("amount_nok")).order_by("year"):
        found.setdefault(need_id, {})[year] = asked_nok
    return found


PARTNERSHIP_ORDER = {
    "tiltak": "need__title",
    "eier": "need__owner__name",
    "belop": "asked_nok",
    "frist": "until",
    "status": "standing",
}


@dataclass(frozen=True)
class Wanted:
    """What a partner wants to see of what it is asked into; blank is everything, and `sort` may begin with a minus."""

    state: str = ""
    office: str = ""
    scheme: str = ""
    year: int = 0
    sort: str = ""


def standing_partnerships(by: By, at: datetime) -> QuerySet[Partnership]:
    """Give what a partner has been asked to take part in, each with how it stands."""
    return partnerships_of(by).annotate(ends=ends("need__")).annotate(standing=standing(at))


def listed_partnerships(by: By, wanted: Wanted, at: datetime) -> QuerySet[Partnership]:
    """Give those of a partner's partnerships that are wanted, in the order wanted."""
    found, sort = standing_partnerships(by, at).annotate(until=ANSWERS_UNTIL), wanted.sort
    narrow = {"standing": wanted.state, "need__office__slug": wanted.office, "need__scheme": wanted.scheme}
    found = found.filter(**{field: value for field, value in narrow.items() if value})
    if wanted.year:
        own = BudgetLine.objects.filter(need=OuterRef("need_id"), recipient_id=partner_of(by), year=wanted.year)
        found = found.filter(Exists(own))
    column = PARTNERSHIP_ORDER.get(sort.removeprefix("-"))
    if column:
        order = in_order(column)
        found = found.order_by(order.desc() if sort.startswith("-") else order.asc(), "need__ref")
    return found


@dataclass(frozen=True)
class Asked:
    """What a partner is asked into, without what the need says: enough to count and to narrow by."""

    need_id: UUID
    state: str
    office: str
    office_name: str
    scheme: str
    rule_set: str


def asked_of(by: By, at: datetime) -> list[Asked]:
    """Give everything that a partner is asked into, in few words."""
    told = ("need_id", "standing", "need__office__slug", "need__office__name", "need__scheme", "need__call__rule_set")
    return [Asked(*row) for row in standing_partnerships(by, at).values_list(*told)]


def partner_lines(by: By, need_ids: Iterable[UUID]) -> dict[UUID, list[BudgetLine]]:
    """Give what is asked for a partner in some needs, line by line."""
    found: dict[UUID, list[BudgetLine]] = {}
    for line in BudgetLine.objects.filter(recipient_id=partner_of(by), need_id__in=list(need_ids)):
        found.setdefault(line.need_id, []).append(line)
    return found


def latest_answer(partnership: Partnership) -> Entry | None:
    """Give the entry of the partner's latest answer, in which it confirmed or declined; None before there is one."""
    entries = Entry.objects.filter(record_id=partnership.pk, act__in=["needs.confirm", "needs.decline"])
    return entries.order_by("-sequence").first()


def partnership_of(by: By, partnership_id: UUID) -> Partnership:
    """Give one partnership to the partner; NotVisible when it is not there for the one who asks."""
    found = partnerships_of(by).filter(pk=partnership_id).first()
    if found is None:
        raise NotVisible
    return found


def partner_of_need(need: Need, partnership_id: UUID) -> Partnership:
    """Give one partnership of a need, whatever its state; NotVisible when the need has none such."""
    found = Partnership.objects.filter(need=need, pk=partnership_id).select_related("partner", "need").first()
    if found is None:
        raise NotVisible
    return found


def spokesman(need: Need) -> Organisation:
    """Give the organisation that answers for a need: its owner, or the one that coordinates the network."""
    if need.owner.kind != Organisation.Kind.NETWORK:
        return need.owner
    leads = [row.member for row in actors.members(need.owner) if row.coordinates]
    return leads[0] if leads else need.owner


def drafts_under(call: Call) -> QuerySet[Need]:
    """Give the needs that are written for the deadline of a call; not those that have one of their own."""
    found = Need.objects.filter(call=call, state=Need.State.DRAFT, own_closes_at=None, decided_at=None)
    return found.select_related("owner", "office").order_by("ref")


def unsent(call: Call, ref: str) -> Need:
    """Give the need under a call that its owner names by its reference and has still to hand in."""
    found = Need.objects.filter(office_id=call.office_id, call=call, ref=ref)
    need = found.select_related("call", "owner", "office").first()
    if need is None or not need.is_written:
        raise NotVisible
    return need


def came_late(need: Need) -> bool:
    """Tell whether a need came after its deadline the first time it was handed in."""
    first = Submission.objects.filter(need=need).order_by("received_at").values_list("late", flat=True).first()
    return bool(first)


def next_turn(need: Need) -> int:
    """Give the how manieth time it would be that a need is handed in now."""
    return Submission.objects.filter(need=need).count() + 1


def submission_of(need: Need, turn: int | None) -> Submission | None:
    """Give the submission that was made the first time, the second and so on, whoever pressed."""
    made = Submission.objects.filter(need=need, turn=turn) if turn is not None else Submission.objects.none()
    return made.select_related("receipt", "sender").first()


def with_digest(needs: QuerySet[Need], digest: str) -> QuerySet[Submission]:
    """Give the submissions of some needs whose content has a digest, the latest first."""
    found = Submission.objects.filter(need__in=needs.order_by().values("pk"), digest=digest)
    return found.select_related("need", "sender").order_by("-received_at")


def present(need: Need, at: datetime) -> list[Sitting]:
    """Give the windows in which somebody has a page of the need before them, by person."""
    return rows.heard(need.pk, at - PRESENT_FOR, at + PRESENT_FOR)


def revisions(need: Need, since: int = 0) -> QuerySet[Revision]:
    """Give each change of an answer that made a difference, the latest first: all, or those after a version."""
    found = Revision.objects.filter(need=need, version__gt=since).exclude(before=F("after"))
    return found.select_related("person").order_by("-version")


def copied(need: Need) -> Entry | None:
    """Give the last entry of the copying that a need was begun with, which tells its version; None where none was."""
    entries = Entry.objects.filter(record_id=need.pk).order_by("sequence")
    begun = entries.filter(act="needs.draft").first()
    return entries.filter(act="needs.set_budget").first() if begun and begun.facts.get("former") else None


def duties(need: Need) -> dict[str, Person]:
    """Give who has been asked to see to each page of a need."""
    return {row.page: row.person for row in Duty.objects.filter(need=need).select_related("person")}


def writers(need: Need, by: By, at: datetime) -> list[Person]:
    """Give those who may be asked to see to a page, by name: who may write for the same owner, or already has here."""
    wrote = Revision.objects.filter(need=need, person__isnull=False).values("person_id")
    mine = Q(pk__in=wrote) | Q(pk=by.person_id)
    if by.organisation_id:
        mine |= Q(pk__in=actors.acting_for(by.organisation_id, WRITERS, oslo_day(at)).values("person_id"))
    found = Person.objects.filter(mine, is_active=True)
    return list(found.order_by(alphabetical("name"), "pk"))


def written_beside(call: Call, scheme: str, owner: Organisation) -> list[Need]:
    """Give the needs that an owner is writing already under one call, for one scheme."""
    written = Need.objects.filter(call=call, scheme=scheme, owner=owner, state__in=WRITTEN, decided_at=None)
    return list(written.select_related("call", "owner").order_by("ref"))


def written_called(call: Call, owner_ids: Iterable[UUID]) -> dict[tuple[UUID, str, str], list[Need]]:
    """Give the needs that some owners are writing already under one call, by owner, scheme and what they are called.

    The titles are folded, as two of them are compared; a need without a title is none of them.
    """
    found: dict[tuple[UUID, str, str], list[Need]] = {}
    written = Need.objects.filter(call=call, owner_id__in=owner_ids, state__in=WRITTEN, decided_at=None)
    for need in written.select_related("call", "owner").order_by("ref"):
        if title := folded(need.title):
            found.setdefault((need.owner_id, need.scheme, title), []).append(need)
    return found


def written_besides(need: Need) -> Need | None:
    """Give another need by the same title that its owner is writing under the same call, for the same scheme."""
    named = written_called(need.call, [need.owner_id]).get((need.owner_id, need.scheme, folded(need.title)), [])
    return next((one for one in named if one.pk != need.pk), None)


def sent_beside(call: Call, owner: Organisation, title: str) -> list[Need]:
    """Give the needs of the same title that an owner has handed in already under one call."""
    sent = Need.objects.filter(
        call=call, owner=owner, title__iexact=" ".join(title.split()), submitted_at__isnull=False
    )
    found = sent.exclude(state=Need.State.WITHDRAWN) if title.strip() else Need.objects.none()
    return list(found.select_related("call", "owner").order_by("ref"))


def to_build_on(by: By) -> QuerySet[Need]:
    """Give the needs one may begin from: those handed in first, by year; what was withdrawn while empty is left out."""
    nothing = Q(measure="", assessment="", goal="", submitted_at=None)
    found = owned_by(by).exclude(nothing, state=Need.State.WITHDRAWN)
    never_sent = ExpressionWrapper(Q(submitted_at=None), BooleanField())
    return found.order_by(never_sent, "-call__budget_year", "-ref")


def former_of(by: By, need: Need) -> Need | None:
    """Give the need that one was begun from, to whoever may read both; None where it was begun from nothing."""
    begun = next(iter(rows.begun(need.pk)), None)
    former = begun.facts.get("former") if begun else None
    return next(iter(rows.owned(_owner_of(by), UUID(former))), None) if former else None


def last_of(by: By, need: Need) -> Need | None:
    """Give the need that one was begun from, else the last that its owner handed in for the scheme in a year before."""
    handed_in = rows.handed_in(_owner_of(by), need.owner_id, need.scheme)
    before = (one for one in handed_in if one.call.budget_year < need.call.budget_year)
    return former_of(by, need) or next(before, None)


def signs(need: Need) -> list[Indicator]:
    """Give the indicators of a need, in their order."""
    return rows.indicators(need.pk)


def lines(need: Need) -> QuerySet[BudgetLine]:
    """Give what a need asks for, line by line."""
    return BudgetLine.objects.filter(need=need).order_by("year", "category", "pk")


def submission_with(need: Need, key: UUID) -> Submission | None:
    """Give the submission that one press of the button made, if it has made one."""
    return Submission.objects.filter(need=need, key=key).select_related("receipt", "sender").first()


def submission(submission_id: UUID) -> Submission:
    """Give one submission with its need, for whoever sends its receipt."""
    return Submission.objects.select_related("receipt", "need__owner", "need__office").get(pk=submission_id)


def submissions(need: Need) -> QuerySet[Submission]:
    """Give each time a need was handed in, the latest first."""
    return Submission.objects.filter(need=need).select_related("receipt", "sender").order_by("-received_at")


def attachment(need: Need, attachment_id: UUID, *, by: By) -> Attachment:
    """Give one of the files of a need that somebody has found; NotVisible when it is not, or no longer, among them."""
    if by.role not in OWNER | PARTNER | FORUM:
        raise NotVisible
    found = Attachment.objects.filter(need=need, pk=attachment_id, removed_at__isnull=True)
    row = found.select_related("document", "need__owner", "need__call").first()
    if row is None:
        raise NotVisible
    return row


def attachment_by_id(attachment_id: UUID) -> Attachment:
    """Give the file that somebody has been let in to already; NotVisible when it is not there."""
    row = Attachment.objects.filter(pk=attachment_id).select_related("document").first()
    if row is None:
        raise NotVisible
    return row


def let_go(before: datetime | None = None, *, using: str = "default") -> set[UUID]:
    """Give the documents that were taken away from a need, before a moment, without ever being handed in with it."""
    gone = Attachment.objects.using(using).filter(removed_at__isnull=False)
    gone = gone.filter(removed_at__lt=before) if before else gone
    removed = list(gone.values_list("need_id", "document_id", "document__sha256"))
    handed_in: dict[UUID, set[str]] = {}
    told = Submission.objects.using(using).filter(need_id__in={need_id for need_id, _document, _sha256 in removed})
    for need_id, files in told.values_list("need_id", "content__attachments"):
        handed_in.setdefault(need_id, set()).update(one["sha256"] for one in files or [])
    return {document_id for need_id, document_id, sha256 in removed if sha256 not in handed_in.get(need_id, set())}
