"""A meeting's lines as one person may see them: places, amounts, and the room under each frame.

As long as an innstilling is not adopted, a member who is tied to a case sees nothing of how it is handled: neither its
line nor its amounts, place or reason. Places and sums are then counted over the lines that the member can see, and say
so. Once it is adopted, everybody in the forum sees all of it, and so does the office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from samspel.actors.alphabet import alphabetical
from samspel.actors.models import Organisation
from samspel.casework import queries as casework
from samspel.casework.models import Case
from samspel.flow.refusal import NotVisible
from samspel.forum.models import Hearing, Line, LineShare, Meeting, Seat, Tie
from samspel.kit.deadlines import oslo_day
from samspel.ledger import queries as ledger
from samspel.needs.models import BudgetLine, Need
from samspel.rules import SchemeRules, scheme
from samspel.tenancy.by import FORUM, By, Role


@dataclass(frozen=True)
class ShareView:
    """What one receiver asks for and is proposed in one year; whole kroner."""

    recipient: Organisation
    year: int
    asked_nok: int
    proposed_nok: int

    @property
    def key(self) -> str:
        """Name the share in a form."""
        return f"share-{self.recipient.pk}-{self.year}"


@dataclass
class LineView:
    """One line as a person may see it; `place` and the running sums count the lines of its scheme that are seen."""

    line: Line
    place: int
    shares: list[ShareView]
    partners: list[str]
    running_nok: dict[int, int] = field(default_factory=dict)
    over: bool = False
    """Whether the frame is used up before this line is paid, in any year."""

    @property
    def need(self) -> Need:
        """The need that the line is about."""
        return self.line.case.need

    @property
    def asked_nok(self) -> int:
        """All that is asked for, over the years."""
        return sum(share.asked_nok for share in self.shares)

    @property
    def proposed_nok(self) -> int:
        """All that is proposed, over the years."""
        return sum(share.proposed_nok for share in self.shares)

    @property
    def by_year(self) -> list[int]:
        """What is proposed in each year of the meeting, in order."""
        return [self.proposed_in(year) for year in sorted(self.running_nok)]

    @property
    def running_first_nok(self) -> int:
        """What this line and those above it are proposed in the first year."""
        return self.running_nok[min(self.running_nok)]

    def proposed_in(self, year: int) -> int:
        """What is proposed in one year."""
        return sum(share.proposed_nok for share in self.shares if share.year == year)


@dataclass(frozen=True)
class Room:
    """What a frame has room for in one year, and what the lines seen propose of it; whole kroner."""

    year: int
    granted_nok: int
    bound_nok: int
    proposed_nok: int

    @property
    def free_nok(self) -> int:
        """What is left to give: granted, less what earlier decisions bind."""
        return self.granted_nok - self.bound_nok

    @property
    def left_nok(self) -> int:
        """What is left when the proposals are taken out; below zero when they are over."""
        return self.free_nok - self.proposed_nok

    @property
    def over_nok(self) -> int:
        """How much the proposals are over what is free."""
        return max(-self.left_nok, 0)

    @property
    def scale_nok(self) -> int:
        """How much the whole bar means; one krone where there is no frame, so that the bar can be drawn."""
        return max(self.free_nok, 1)

    @property
    def shown_nok(self) -> int:
        """How much of the bar is filled."""
        return min(self.proposed_nok, self.scale_nok)


@dataclass(frozen=True)
class Part:
    """The lines of one scheme in a meeting, with the room in its frame year by year."""

    scheme: SchemeRules
    lines: list[LineView]
    rooms: list[Room]
    last_funded: int
    """The last place that is proposed money which the frames have; 0 when there is none."""

    @property
    def streak(self) -> int | None:
        """The place after which the funding line runs; none when nobody stands below it, or nobody above."""
        return self.last_funded if 0 < self.last_funded < len(self.lines) else None


@dataclass(frozen=True)
class Agenda:
    """A meeting as one person may see it; `hidden` are the cases whose handling is kept from that person."""

    meeting: Meeting
    parts: list[Part]
    years: list[int]
    hidden: list[Case]
    guest: bool = False
    """Whether the one who reads is an invited actor, who sees single cases and no sums."""

    @property
    def columns(self) -> int:
        """How many columns a table of lines has beside the place."""
        return 4 + len(self.years)

    @property
    def lines(self) -> list[LineView]:
        """All the lines seen, scheme by scheme."""
        return [line for part in self.parts for line in part.lines]


def lines_for(by: By, meeting: Meeting, at: datetime) -> Agenda:
    """Give the lines of a meeting that a person may see, with places, amounts and the room under the frame."""
    placed = Line.objects.filter(meeting=meeting).exclude(state=Line.State.TAKEN_OUT).order_by("rank")
    outside = outside_of(by, meeting)
    lines = list(placed.exclude(case__in=outside).select_related("case__need__owner", "case__need__call"))
    found = casework.partners_of(line.case.need_id for line in lines)
    hidden = hidden_from(by, meeting, [line.case for line in lines], found)
    seen = [line for line in lines if line.case_id not in hidden]
    shares, partners = _shares(seen), _names(found)
    years = sorted({share.year for of_line in shares.values() for share in of_line} | {meeting.call.budget_year})
    parts = []
    for code in meeting.call.schemes:
        of_scheme = [line for line in seen if line.case.need.scheme == code]
        if of_scheme or code in meeting.forum.schemes:
            views = [
                LineView(line, place, shares[line.pk], partners.get(line.case.need_id, []))
                for place, line in enumerate(of_scheme, start=1)
            ]
            parts.append((code, views))
    rooms = _rooms(meeting, dict(parts), years)
    return Agenda(
        meeting,
        [_part(scheme(code, meeting.call.rule_set), views, rooms[code]) for code, views in parts],
        years,
        [line.case for line in lines if line.case_id in hidden],
        guest=by.role == Role.FORUM_INVITED,
    )


def heard_in(by: By, at: datetime) -> QuerySet[Hearing]:
    """Give the cases in which somebody is heard that day as an invited actor."""
    seats = Seat.objects.in_force(oslo_day(at)).filter(person_id=by.somebody, office_id=by.at_office)
    return Hearing.objects.filter(seat__in=seats, ended_at=None)


def outside_of(by: By, meeting: Meeting) -> set[UUID]:
    """Give which of a meeting's cases are none of an invited actor's: all but those one is heard in."""
    if by.role != Role.FORUM_INVITED:
        return set()
    heard = Hearing.objects.filter(seat__forum_id=meeting.forum_id, seat__person_id=by.somebody, ended_at=None)
    others = Line.objects.filter(meeting=meeting).exclude(case__in=heard.values("case_id"))
    return set(others.values_list("case_id", flat=True))


def hidden_from(
    by: By, meeting: Meeting, cases: Collection[Case], partners: casework.Partners | None = None
) -> set[UUID]:
    """Give which of a meeting's cases are kept from a person: those one is tied to, until it is adopted."""
    if meeting.state == Meeting.State.ADOPTED:
        return set()
    if by.role not in FORUM:
        raise NotVisible
    roles = casework.parties((case.need for case in cases), partners)
    return Tie.standing(meeting.forum_id, by.person_id, cases, roles)


def line_for(by: By, meeting: Meeting, line_id: UUID, at: datetime) -> LineView:
    """Give one line of a meeting; NotVisible when it is kept from the one who asks."""
    agenda = lines_for(by, meeting, at)
    found = next((view for view in agenda.lines if view.line.pk == line_id), None)
    if found is None:
        raise NotVisible
    return found


def asked(need_ids: Iterable[UUID]) -> dict[UUID, dict[tuple[UUID, int], int]]:
    """Give what each need asks for, by receiver and year."""
    found: dict[UUID, dict[tuple[UUID, int], int]] = defaultdict(dict)
    lines = BudgetLine.objects.filter(need_id__in=list(need_ids)).order_by()
    rows = lines.values_list("need_id", "recipient_id", "year").annotate(Sum("amount_nok"))
    for need_id, recipient_id, year, amount_nok in rows.order_by("year", alphabetical("recipient__name")):
        found[need_id][recipient_id, year] = amount_nok
    return found


def _shares(lines: Sequence[Line]) -> dict[UUID, list[ShareView]]:
    wanted = asked(line.case.need_id for line in lines)
    proposed: dict[UUID, dict[tuple[UUID, int], int]] = defaultdict(dict)
    for share in LineShare.objects.filter(line__in=lines):
        proposed[share.line_id][share.recipient_id, share.year] = share.amount_nok
    receivers = {receiver for of_need in wanted.values() for receiver, _year in of_need}
    names = Organisation.objects.in_bulk(list(receivers))
    return {
        line.pk: [
            ShareView(names[receiver], year, asked_nok, proposed[line.pk].get((receiver, year), 0))
            for (receiver, year), asked_nok in wanted[line.case.need_id].items()
        ]
        for line in lines
    }


def _names(partners: casework.Partners) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = defaultdict(list)
    for need_id, _partner_id, name in partners:
        names[need_id].append(name)
    return names


def _rooms(meeting: Meeting, views: dict[str, list[LineView]], years: list[int]) -> dict[str, list[Room]]:
    granted: dict[tuple[str, int], int] = defaultdict(int)
    bound: dict[tuple[str, int], int] = defaultdict(int)
    for frame in ledger.frames(meeting.office_id, views, years):
        granted[frame.scheme, frame.year] += frame.granted_nok
        bound[frame.scheme, frame.year] += frame.committed_nok
    return {
        code: [
            Room(year, granted[code, year], bound[code, year], sum(view.proposed_in(year) for view in of_scheme))
            for year in years
        ]
        for code, of_scheme in views.items()
    }


def _part(rules: SchemeRules, views: list[LineView], rooms: list[Room]) -> Part:
    running = dict.fromkeys((room.year for room in rooms), 0)
    for view in views:
        for room in rooms:
            running[room.year] += view.proposed_in(room.year)
            view.over = view.over or running[room.year] > room.free_nok
        view.running_nok = dict(running)
    funded = [view.place for view in views if view.proposed_nok and not view.over]
    return Part(rules, views, rooms, max(funded, default=0))
