"""A meeting is called, its cases put in order, held, and its lines adopted as the innstilling.

Acts that touch several lines hold the meeting first and then the lines by id; an act on one line holds that line alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from samspel.calls.models import Call
from samspel.casework import transitions as cases
from samspel.casework.models import Case
from samspel.casework.rules import text_is_given
from samspel.flow.journal import Facts
from samspel.flow.transition import creation, lock, refuse, transition
from samspel.forum import queries, rules
from samspel.forum.models import Forum, Line, Meeting
from samspel.forum.rules import Shares
from samspel.forum.transitions.lines import propose, write_shares
from samspel.forum.transitions.ties import find_ties
from samspel.kit.text import normalised
from samspel.tenancy.by import By

Called, Held, Adopted = Meeting.State.CALLED, Meeting.State.HELD, Meeting.State.ADOPTED
Proposed, Recommended, TakenOut = Line.State.PROPOSED, Line.State.RECOMMENDED, Line.State.TAKEN_OUT


@creation(Meeting, guards=[rules.may_record])
def convene(forum: Forum, *, call: Call, ref: str, held_on: date, by: By, at: datetime) -> Meeting:
    """Call the forum to a meeting about one call, with every case that is ready, each proposed what it asks for."""
    refuse([*text_is_given(ref, "ref"), *rules.is_ahead(held_on, at), *rules.fits_the_forum(forum, call, at)])
    made = Meeting.objects.create(
        office_id=forum.office_id, forum=forum, call=call, ref=ref, held_on=held_on, state=Called
    )
    add_cases(made, queries.not_placed(made), by=by, at=at)
    return made


@dataclass(frozen=True)
class Item:
    """A case on its way into a meeting: its place, and what it asks for by receiver and year."""

    case: Case
    rank: int
    asked: Shares


def add_cases(meeting: Meeting, added: Iterable[Case], *, by: By, at: datetime) -> None:
    """Put cases last in a meeting, each proposed what it asks for, and find the ties that follow from roles."""
    added = list(added)
    with transaction.atomic():
        lock(meeting)
        last = Line.objects.filter(meeting=meeting).aggregate(last=Max("rank"))["last"] or 0
        asked = queries.asked(case.need_id for case in added)
        out = {line.case_id: line for line in Line.objects.filter(meeting=meeting, state=TakenOut)}
        for rank, case in enumerate(added, start=last + 1):
            item = Item(case, rank, asked.get(case.need_id, {}))
            if case.pk in out:
                put_back(out[case.pk], item=item, by=by, at=at)
            else:
                add_case(meeting, item=item, by=by, at=at)
        find_ties(meeting, added, by=by, at=at)


@creation(Line, guards=[rules.may_record, rules.is_open])
def add_case(meeting: Meeting, *, item: Item, by: By, at: datetime) -> Line:
    """Put one case in a meeting; `add_cases` holds the meeting and finds the ties."""
    refuse(rules.belongs(meeting, item.case))
    made = Line.objects.create(
        office_id=meeting.office_id, meeting=meeting, case=item.case, rank=item.rank, state=Proposed
    )
    write_shares(made, item.asked)
    return made


@transition(source=[TakenOut], target=Proposed, guards=[rules.may_record, rules.is_open])
def put_back(line: Line, *, item: Item, by: By, at: datetime) -> Facts:
    """Put a case that was taken out back in the meeting, last, proposed what it asks for."""
    refuse(rules.belongs(line.meeting, item.case))
    line.rank = item.rank
    write_shares(line, item.asked)
    return {"rank": item.rank}


@transition(source=[Proposed], target=TakenOut, guards=[rules.may_record, rules.is_open, rules.is_untied])
def take_out(line: Line, *, reason: str, by: By, at: datetime) -> Facts:
    """Take a case out of a meeting that has not adopted its innstilling, with a reason."""
    refuse(text_is_given(reason, "reason"))
    line.rank = None
    write_shares(line, {})
    return {"reason": reason[:200]}


@transition(source=[Called, Held], guards=[rules.may_record, rules.is_untied_to_all])
def reorder(meeting: Meeting, *, order: Sequence[UUID], by: By, at: datetime) -> Facts:
    """Put the lines of a meeting in a new order, given by their ids, best first."""
    lines = _held_lines(meeting)
    refuse(rules.is_whole_order(lines, order))
    _number(lines, order)
    return {"lines": len(lines)}


def rank(
    line: Line,
    *,
    place: int | None = None,
    shares: Shares | None = None,
    reason: str | None = None,
    criteria: Sequence[str] | None = None,
    by: By,
    at: datetime,
) -> None:
    """Give a line its place, amounts, reason and criteria; what is None stays as it is."""
    with transaction.atomic():
        if place is not None:
            order = [one.pk for one in rules.open_lines(line.meeting) if one.pk != line.pk]
            order.insert(place - 1, line.pk)
            reorder(line.meeting, order=order, by=by, at=at)
        propose(line, shares=shares, reason=reason, criteria=criteria, by=by, at=at)


@transition(source=[Called], target=Held, guards=[rules.may_record, rules.has_come])
def hold(meeting: Meeting, *, present: Collection[UUID], by: By, at: datetime) -> Facts:
    """Write down that the meeting was held, and which seats were there."""
    refuse(rules.were_there(meeting, present, at))
    meeting.present = sorted(set(present))
    return {"present": len(meeting.present)}


@transition(source=[Held], target=Adopted, guards=[rules.may_record, rules.can_be_adopted], journalled=True)
def adopt(meeting: Meeting, *, agreement: str, by: By, at: datetime) -> Facts:
    """Make the lines of the meeting the forum's innstilling, with what was agreed and what was not.

    The lines are held before the sums are counted again, so that no amount can change in between.
    """
    refuse(text_is_given(agreement, "agreement"))
    lines = _held_lines(meeting)
    cases.hold(line.case_id for line in lines)
    refuse(rules.can_be_adopted(meeting, by, at))
    _number(lines, [line.pk for line in lines])
    for line in lines:
        cases.bind(line.case, by=by, at=at)
        recommend(line, by=by, at=at)
    meeting.agreement, meeting.adopted_at = normalised(agreement), at
    return {"lines": len(lines)}


@transition(source=[Proposed], target=Recommended, guards=[rules.may_record])
def recommend(line: Line, *, by: By, at: datetime) -> Facts:
    """Let a line stand as the forum's recommendation; adopting the innstilling does this for each."""
    return {"rank": line.rank}


def _held_lines(meeting: Meeting) -> list[Line]:
    held = Line.objects.filter(meeting=meeting, state=Proposed).order_by("pk")
    lines = list(held.select_for_update(of=("self",), no_key=True).select_related("case"))
    return sorted(lines, key=lambda line: line.rank or 0)


def _number(lines: Sequence[Line], order: Sequence[UUID]) -> None:
    places = {pk: place for place, pk in enumerate(order, start=1)}
    for line in lines:
        line.rank = places[line.pk]
    Line.objects.bulk_update(lines, ["rank"])
