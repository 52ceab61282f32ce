"""What happens in a forum: seats, meetings, ties told and decided, cases put in order, an innstilling adopted.

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
from samspel.casework import queries as casework
from samspel.casework import transitions as cases
from samspel.casework.models import Case
from samspel.casework.rules import text_is_given
from samspel.flow.journal import Facts
from samspel.flow.transition import creation, lock, refuse, transition
from samspel.forum import queries, rules
from samspel.forum.models import Forum, Line, LineShare, Meeting, Seat, Tie
from samspel.forum.rules import Shares
from samspel.kit.deadlines import oslo_day
from samspel.kit.text import normalised
from samspel.tenancy.by import By
from samspel.tenancy.models import Office

Called, Held, Adopted = Meeting.State.CALLED, Meeting.State.HELD, Meeting.State.ADOPTED
Claimed, Upheld, Rejected = Tie.State.CLAIMED, Tie.State.UPHELD, Tie.State.REJECTED
Proposed, Recommended, TakenOut = Line.State.PROPOSED, Line.State.RECOMMENDED, Line.State.TAKEN_OUT


@creation(Forum, guards=[rules.may_seat])
def establish(office: Office, *, ref: str, name: str, schemes: Sequence[str], by: By, at: datetime) -> Forum:
    """Set up a forum at an office for some schemes."""
    return Forum.objects.create(office=office, ref=ref, name=name, schemes=list(schemes))


@creation(Seat, guards=[rules.may_seat])
def seat(
    forum: Forum,
    *,
    person_id: UUID,
    organisation_id: UUID | None,
    group: Seat.Group,
    duty: Seat.Duty = Seat.Duty.MEMBER,
    since: date,
    until: date | None = None,
    by: By,
    at: datetime,
) -> Seat:
    """Give a person a seat in the forum, for an organisation in one of the mandate's groups, or for the office."""
    made = Seat.objects.create(
        office_id=forum.office_id, forum=forum, person_id=person_id, organisation_id=organisation_id,
        group=group, duty=duty, since=since, until=until,
    )  # fmt: skip
    for meeting in Meeting.objects.filter(forum=forum).exclude(state=Adopted):
        find_ties(meeting, rules.cases_of(meeting), by=by, at=at)
    return made


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


def write_shares(line: Line, shares: Shares) -> None:
    """Let a line propose these amounts and no others; an amount of zero is no share."""
    LineShare.objects.filter(line=line).delete()
    LineShare.objects.bulk_create(
        LineShare(office_id=line.office_id, line=line, recipient_id=receiver, year=year, amount_nok=amount_nok)
        for (receiver, year), amount_nok in shares.items()
        if amount_nok
    )


def find_ties(meeting: Meeting, among: Sequence[Case], *, by: By, at: datetime) -> None:
    """Write down the ties that follow from the roles of the members' organisations in some cases."""
    seats = list(Seat.objects.in_force(oslo_day(at)).filter(forum_id=meeting.forum_id, organisation__isnull=False))
    known = set(Tie.objects.filter(case__in=among, seat__in=seats).values_list("seat_id", "case_id"))
    roles = casework.parties(case.need for case in among)
    for case in among:
        for member in seats:
            role = roles[case.need_id].get(member.organisation_id) if member.organisation_id else None
            if role and (member.pk, case.pk) not in known:
                find_tie(member, case=case, role=role, by=by, at=at)


@creation(Tie, guards=[rules.is_of_the_office])
def find_tie(seat: Seat, *, case: Case, role: str, by: By, at: datetime) -> Tie:
    """Write down that a member's organisation has a part in a case; the body decides what it means."""
    return Tie.objects.create(
        office_id=seat.office_id, seat=seat, case=case, state=Claimed, found=True, role=Tie.Role(role)
    )


@creation(Tie, guards=[rules.is_own_seat])
def declare_tie(seat: Seat, *, case: Case, why: str, by: By, at: datetime) -> Tie:
    """Tell the forum that one may be tied to a case; from now on the member sees nothing of how it is handled."""
    refuse([*text_is_given(why, "why"), *rules.is_on_the_agenda(seat, case)])
    return Tie.objects.create(
        office_id=seat.office_id, seat=seat, case=case, state=Claimed, found=False, why=normalised(why)
    )


DECIDES = [rules.may_record, rules.tie_can_be_decided]


@transition(source=[Claimed, Rejected], target=Upheld, guards=DECIDES)
def uphold_tie(tie: Tie, *, reason: str, took_part: Collection[UUID], by: By, at: datetime) -> Facts:
    """Write down that the body finds the member tied (ugild) to the case, and who took part in deciding it."""
    return _decided(tie, reason, took_part, at)


@transition(source=[Claimed, Upheld], target=Rejected, guards=DECIDES)
def reject_tie(tie: Tie, *, reason: str, took_part: Collection[UUID], by: By, at: datetime) -> Facts:
    """Write down that the body finds the member free (gild) to take part, and who took part in deciding it."""
    return _decided(tie, reason, took_part, at)


def _decided(tie: Tie, reason: str, took_part: Collection[UUID], at: datetime) -> Facts:
    refuse([*text_is_given(reason, "reason"), *rules.the_body_decides(tie, took_part, at)])
    tie.decided_why = normalised(reason)
    return {"reason": reason[:200], "took_part": sorted(map(str, took_part))}


def decide_tie(tie: Tie, *, upheld: bool, reason: str, took_part: Collection[UUID], by: By, at: datetime) -> None:
    """Write down what the body decided about a tie."""
    decision = uphold_tie if upheld else reject_tie
    decision(tie, reason=reason, took_part=took_part, by=by, at=at)


def decide_ties(
    decided: Iterable[tuple[Tie, bool]], *, reason: str, present: Collection[UUID], by: By, at: datetime
) -> None:
    """Write down what the members who were present decided about several ties: all of it or nothing.

    Whoever is tied to the same case steps out of that question; the others who were present took part.
    """
    decided = list(decided)
    refuse(rules.something_is_decided(decided))
    with transaction.atomic():
        for tie, upheld in decided:
            took_part = [pk for pk in present if pk not in rules.tied_seats(tie)]
            decide_tie(tie, upheld=upheld, reason=reason, took_part=took_part, by=by, at=at)


@transition(source=[Proposed], guards=[rules.may_record, rules.is_open, rules.is_untied])
def propose(
    line: Line,
    *,
    shares: Shares | None = None,
    reason: str | None = None,
    criteria: Sequence[str] | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Propose an amount per receiver and year, a reason, and the criteria met; what is None stays as it is."""
    refuse([*rules.shares_are_asked_for(line, shares or {}), *rules.criteria_are_known(line, criteria or [])])
    refuse(text_is_given(reason, "reason") if reason else ())
    if shares is not None:
        write_shares(line, shares)
    if reason is not None:
        line.reason = normalised(reason)
    if criteria is not None:
        line.criteria = list(criteria)
    told = {"shares": None if shares is None else sum(shares.values()), "reason": reason is not None}
    return {name: value for name, value in told.items() if value is not None}


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
