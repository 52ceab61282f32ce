"""Writing down a round up to what was asked for: frames, call, needs, partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.ledger.models import Frame, Movement
from samspel.needs import sheet as sheets
from samspel.needs.models import (
    Attachment,
    BudgetLine,
    Cost,
    Indicator,
    Need,
    NeedRow,
    Participation,
    Partnership,
    PrivateInvitation,
    Submission,
    TargetGroup,
    UnitAssessment,
)  # fmt: skip
from samspel.rounds.document import asking
from samspel.rounds.document.fields import CALL_TEXTS, TEXTS
from samspel.rounds.dumping.source import Source

WRITING = ("needs.fill", "needs.set_units", "needs.set_target_groups", "needs.set_indicators", "needs.set_invited")
LISTS = {"assessment_sources", "themes", "schemes"}


def frames(source: Source) -> tuple[asking.Frame, ...]:
    """Give the office's frames for the call's schemes, from its budget year on for as long as needs may last."""
    years = range(source.call.budget_year, source.call.budget_year + source.call.longest_years)
    rows = Frame.objects.filter(office=source.office, scheme__in=source.call.schemes, year__in=years)
    return tuple(
        asking.Frame(
            scheme=frame.scheme,
            year=frame.year,
            chapter_post=frame.chapter_post,
            opened=source.first(frame.pk, "ledger.open_frame"),
            grants=tuple(
                asking.Grant(amount_nok=moved.amount_nok, **vars(source.first(moved.pk, "ledger.grant")))
                for moved in Movement.objects.filter(frame=frame, kind=Movement.Kind.GRANTED)
            ),
        )
        for frame in rows
    )


def texts(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    """Give a record's plain answers; those nobody has given are left out."""
    told = {name: getattr(record, name) for name in names if getattr(record, name) not in (None, [])}
    return {name: tuple(value) if name in LISTS else value for name, value in told.items()}


def call(source: Source) -> asking.Call:
    """Give the call."""
    there = source.call
    announced = source.last_if(there.state != Call.State.DRAFT, there.pk, "calls.announce")
    planned = announced is not None and there.announced_at != announced.at
    return asking.Call(
        ref=there.ref,
        drafted=source.first(there.pk, "calls.draft"),
        announced=announced,
        announced_from=there.announced_at if planned else None,
        withdrawn=source.last(there.pk, "calls.withdraw"),
        withdrawn_reason=source.reason(there.pk, "calls.withdraw"),
        extra_questions=tuple(asking.ExtraQuestion.model_validate(one) for one in there.extra_questions),
        own_themes=tuple(asking.OwnTheme.model_validate(one) for one in there.own_themes),
        **texts(there, CALL_TEXTS),
    )


def rows_of(source: Source, model: type[NeedRow | UnitAssessment | Attachment], *order: str) -> dict[UUID, list[Any]]:
    """Give the rows of one kind under the call's needs, by need, in one query."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in model._default_manager.filter(need_id__in=source.needs).order_by(*order):
        found[row.need_id].append(row)
    return found


def needs(source: Source) -> tuple[asking.Need, ...]:
    """Give the needs of the call."""
    groups = rows_of(source, TargetGroup, "group")
    signs = rows_of(source, Indicator, "position")
    lines = rows_of(source, BudgetLine, "year")
    costs = rows_of(source, Cost, "year", "kind")
    units_asked = rows_of(source, UnitAssessment, "pk")
    handovers = rows_of(source, Submission, "received_at")
    files = rows_of(source, Attachment, "added_at", "pk")
    told_of = set(rows_of(source, PrivateInvitation))
    units: dict[UUID, list[str]] = defaultdict(list)
    for row in Participation.objects.filter(need_id__in=source.needs).select_related("unit"):
        units[row.need_id].append(source.unit(row.unit))
    return tuple(
        asking.Need(
            ref=need.ref,
            scheme=need.scheme,
            owner=source.organisation(need.owner_id),
            units=tuple(units[need.pk]),
            private_units=tuple(private_units(source, need)) if need.pk in told_of else (),
            extra_answers=tuple(
                asking.ExtraAnswer(key=key, text=text) for key, text in sorted(need.extra_answers.items()) if text
            ),
            unit_assessments=tuple(
                unit_assessment(source, row)
                for row in units_asked[need.pk]
                if row.state != UnitAssessment.State.WITHDRAWN
            ),
            target_groups=tuple(
                asking.TargetGroup(group=row.group, participants=row.participants) for row in groups[need.pk]
            ),
            indicators=tuple(sign(row) for row in signs[need.pk]),
            budget=tuple(budget_line(source, row) for row in lines[need.pk]),
            costs=tuple(asking.Cost(year=row.year, kind=row.kind, amount_nok=row.amount_nok) for row in costs[need.pk]),
            attachments=tuple(attachment(source, row) for row in files[need.pk] if row.removed_at is None),
            drafted=source.first(need.pk, "needs.draft"),
            written=source.last(need.pk, *WRITING),
            budgeted=source.last(need.pk, "needs.set_budget"),
            reopened=tuple(reopening(source, entry) for entry in source.all(need.pk, "needs.reopen")),
            submitted=tuple(handover(source, need, row) for row in handovers[need.pk]),
            withdrawn=source.last(need.pk, "needs.withdraw"),
            withdrawn_reason=source.reason(need.pk, "needs.withdraw"),
            **texts(need, TEXTS),
        )
        for need in source.needs.values()
    )


def private_units(source: Source, need: Need) -> Iterator[asking.PrivateUnit]:
    """Give what a need tells of single private units, of those that are on its list."""
    for one in sheets.of(need).private_units or ():
        if one.own is not None:
            yield asking.PrivateUnit(orgnr=source.unit(one.unit), invited=one.own)


def unit_assessment(source: Source, row: UnitAssessment) -> asking.UnitAssessment:
    """Give what one unit was asked and has answered."""
    said = ("email", "sees", "wants", "answered_by", "confirmed_by", "remark")
    return asking.UnitAssessment(
        unit=source.unit(row.unit),
        asked=source.first(row.pk, "needs.ask_unit"),
        answered=source.last(row.pk, "needs.answer_unit"),
        confirmed=source.last_if(row.confirmed_at is not None, row.pk, "needs.confirm_unit"),
        was_with=row.took_part,
        was_with_on=row.took_part_on,
        **{name: getattr(row, name) for name in said},
    )


def attachment(source: Source, row: Attachment) -> asking.Attachment:
    """Give one file of a need, without its bytes."""
    return asking.Attachment(
        name=row.name,
        note=row.note,
        media_type=row.document.media_type,
        sha256=row.document.sha256,
        attached=source.first(row.pk, "needs.attach"),
        cleared=source.last(row.pk, "needs.clear"),
        stopped=source.last(row.pk, "needs.stop"),
        found=row.found,
    )


def sign(row: Indicator) -> asking.Indicator:
    """Give one indicator."""
    return asking.Indicator(**{name: getattr(row, name) for name in asking.Indicator.model_fields})


def budget_line(source: Source, row: BudgetLine) -> asking.BudgetLine:
    """Give one line of a budget."""
    recipient = source.organisation(row.recipient_id)
    return asking.BudgetLine(year=row.year, category=row.category, recipient=recipient, amount_nok=row.amount_nok)


def reopening(source: Source, entry: Entry) -> asking.Reopening:
    """Give one deadline of its own that the office gave a need."""
    told = {"until": entry.facts["until"], "reason": entry.facts["reason"]}
    return asking.Reopening.model_validate({**told, **vars(source.deed_of(entry))})


def handover(source: Source, need: Need, row: Submission) -> asking.Handover:
    """Give one handing-in of a need, with who did it from the journal."""
    entries = [entry for entry in source.all(need.pk, "needs.submit") if made(entry, row)]
    return asking.Handover(key=row.key, **vars(source.deed_of(entries[0])))


def made(entry: Entry, row: Submission) -> bool:
    """Tell whether an entry tells of the handing-in that made a submission."""
    return bool(entry.facts.get("submission") == str(row.pk))


def told_with_confirmation(row: Partnership) -> dict[str, Any]:
    """Give what a partner told when it confirmed; of one that has gone it is no part of the need any more."""
    return {name: getattr(row, name) for name in ("back_to_education", "own_benefit", "capacity", "binding_agreement")}


def confirmations(source: Source) -> tuple[asking.Confirmation, ...]:
    """Give the partners of the call's needs and what they answered."""
    states = Partnership.State
    stands = {states.CONFIRMED, states.CHANGED}
    return tuple(
        asking.Confirmation(
            need=source.needs[row.need_id].ref,
            partner=source.organisation(row.partner_id),
            contact=row.contact,
            **(told_with_confirmation(row) if row.state in stands else {}),
            invited=source.first(row.pk, "needs.invite_partner"),
            confirmed=source.last_if(row.state in stands, row.pk, "needs.confirm"),
            lapsed=source.last_if(row.state == states.CHANGED, row.pk, "needs.lapse"),
            declined=source.last_if(row.state == states.DECLINED, row.pk, "needs.decline"),
            declined_reason=row.declined_reason,
            cancelled=source.last_if(row.state == states.CANCELLED, row.pk, "needs.cancel_invitation"),
        )
        for row in Partnership.objects.filter(need_id__in=source.needs)
    )
