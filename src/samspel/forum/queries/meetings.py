"""The meetings a person may see, the cases in them, the ties to those cases, and what a line tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from samspel.actors.alphabet import alphabetical
from samspel.actors.queries import office_of
from samspel.casework import queries as casework
from samspel.casework.models import Case
from samspel.flow.refusal import NotVisible
from samspel.forum.models import Hearing, Line, Meeting, Seat, Tie
from samspel.forum.queries.agenda import heard_in, hidden_from, outside_of
from samspel.forum.queries.seats import own_seats
from samspel.needs.models import Participation, TargetGroup
from samspel.rules import Term, Terms, scheme
from samspel.tenancy.by import FORUM, By, Role


def meetings_for(by: By, at: datetime) -> QuerySet[Meeting]:
    """Give the meetings of the forums in which a person has a seat; to the office's staff those that are adopted."""
    found = Meeting.objects.select_related("forum", "call").order_by("-held_on", "ref")
    if by.role in FORUM:
        if by.role == Role.FORUM_INVITED:
            mine = Line.objects.filter(case__in=heard_in(by, at).values("case_id")).exclude(state=Line.State.TAKEN_OUT)
            found = found.filter(pk__in=mine.values("meeting_id"))
        invited = Seat.Duty.INVITED
        seats = own_seats(by, at)
        seats = seats.filter(duty=invited) if by.role == Role.FORUM_INVITED else seats.exclude(duty=invited)
        return found.filter(forum__in=seats.values("forum_id"))
    return found.filter(office_id=office_of(by), state=Meeting.State.ADOPTED)


def meeting_for(by: By, meeting_id: UUID, at: datetime) -> Meeting:
    """Give one meeting; NotVisible to everybody else than those it is for."""
    found = meetings_for(by, at).filter(pk=meeting_id).first()
    if found is None:
        raise NotVisible
    return found


def case_in(by: By, meeting: Meeting, case_id: UUID) -> tuple[Case, Line, bool]:
    """Give a case in a meeting with its line, and whether how it is handled is kept from the one who asks."""
    lines = Line.objects.filter(meeting=meeting, case_id=case_id).exclude(state=Line.State.TAKEN_OUT)
    line = lines.select_related("case__need__owner", "case__need__call", "case__need__office").first()
    if line is None or case_id in outside_of(by, meeting):
        raise NotVisible
    return line.case, line, bool(hidden_from(by, meeting, [line.case]))


def not_placed(meeting: Meeting) -> list[Case]:
    """Give the ready cases of a meeting's call that stand on no line, in the order their needs came in."""
    elsewhere = Line.objects.filter(meeting__forum_id=meeting.forum_id).exclude(state=Line.State.TAKEN_OUT)
    mine = [code for code in meeting.call.schemes if code in meeting.forum.schemes]
    ready = casework.ready_cases(meeting.call_id, mine)
    return list(ready.exclude(pk__in=elsewhere.values("case_id")))


def hearings_in(meeting: Meeting, case: Case) -> QuerySet[Hearing]:
    """Give the invited actors who are heard in a case of a meeting, by name."""
    found = Hearing.objects.filter(case=case, seat__forum_id=meeting.forum_id, ended_at=None)
    return found.select_related("seat__person", "seat__organisation").order_by(alphabetical("seat__person__name"))


def hearing_in(meeting: Meeting, case: Case, hearing_id: UUID) -> Hearing:
    """Give one of those; NotVisible for any other."""
    found = hearings_in(meeting, case).filter(pk=hearing_id).first()
    if found is None:
        raise NotVisible
    return found


def ties_in(meeting: Meeting) -> QuerySet[Tie]:
    """Give the ties to the cases of a meeting, the undecided first."""
    cases = Line.objects.filter(meeting=meeting).exclude(state=Line.State.TAKEN_OUT).values("case_id")
    ties = Tie.objects.filter(case__in=cases, seat__forum_id=meeting.forum_id)
    related = ties.select_related("seat__person", "seat__organisation", "seat__forum", "case__need__owner")
    return related.order_by("state", "case__need__ref", alphabetical("seat__person__name"))


def ties_for(by: By, meeting: Meeting) -> list[Tie]:
    """Give the ties that a person may help to decide or read: none to a case that is kept from that person."""
    if by.role == Role.FORUM_INVITED:
        raise NotVisible
    ties = list(ties_in(meeting))
    hidden = hidden_from(by, meeting, [tie.case for tie in ties])
    return [tie for tie in ties if tie.case_id not in hidden]


def own_ties(by: By, meeting: Meeting) -> dict[UUID, Tie]:
    """Give a person's own ties in a meeting, by case."""
    return {tie.case_id: tie for tie in ties_in(meeting).filter(seat__person_id=by.somebody)}


def criteria_of(line: Line) -> Terms:
    """Give the award criteria of the scheme that a line's need is under."""
    need = line.case.need
    return scheme(need.scheme, need.call.rule_set).criteria


def criteria_met(line: Line) -> list[Term]:
    """Give the award criteria that the forum finds met, in the order of the scheme."""
    return [term for term in criteria_of(line) if term.code in line.criteria]


@dataclass(frozen=True)
class Taking:
    """Who takes part in a measure: the units by name, and how many of each target group, by its code."""

    units: list[str] = field(default_factory=list)
    groups: dict[str, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many take part in all."""
        return sum(self.groups.values())


def participants_of(need_ids: Iterable[UUID]) -> dict[UUID, Taking]:
    """Give who takes part in each need's measure."""
    found = {need_id: Taking() for need_id in need_ids}
    units = Participation.objects.filter(need_id__in=found).order_by(alphabetical("unit__name"))
    for need_id, name in units.values_list("need_id", "unit__name"):
        found[need_id].units.append(name)
    for row in TargetGroup.objects.filter(need_id__in=found):
        found[row.need_id].groups[row.group] = row.participants
    return found
