"""The lines as one person may see them: a tied member finds no trace of how the case is handled."""

from __future__ import annotations

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from samspel.actors.models import Membership
from samspel.flow.refusal import NotVisible
from samspel.forum import queries, transitions
from samspel.forum.models import Meeting, Tie
from samspel.ledger.models import Frame
from samspel.tenancy.by import By
from tests.cast import KARI, KIRSTI, LARS, MONA, PETTER, ROGALAND, SIGRUN, ULRIK, OfficeCast, id_of
from tests.forum.acting import first, seat, seats, tie
from tests.stories import casework, forum, needs

AT, HELD, ADOPTED = forum.CONVENED, forum.HELD, forum.ADOPTED
CANARY = "KANARIFUGL"


def told(by: By, meeting: Meeting) -> str:
    """Everything that a person is told of the lines, as text."""
    agenda = queries.lines_for(by, meeting, HELD)
    seen = [
        (part.scheme.code, view.place, view.line.reason, view.line.rank, view.shares, view.running_nok, view.need.title)
        for part in agenda.parts
        for view in part.lines
    ]
    rooms = [(room.year, room.proposed_nok, room.left_nok) for part in agenda.parts for room in part.rooms]
    return json.dumps([seen, rooms], cls=DjangoJSONEncoder, default=str, ensure_ascii=False)


def titles(by: By, meeting: Meeting) -> list[str]:
    return [view.need.title for view in queries.lines_for(by, meeting, HELD).lines]


@pytest.fixture
def meeting(rogaland: OfficeCast) -> Meeting:
    """A meeting whose first case, Mona's, has a reason that she must not read, and money she must not see."""
    made = forum.convened()
    transitions.rank(first(made), reason=CANARY, shares={(id_of("fjordvik"), 2023): 234_567}, by=SIGRUN, at=AT)
    return made


@pytest.mark.ties
def test_a_tied_member_sees_the_other_cases_and_sums_without_the_hidden_one(meeting: Meeting) -> None:
    agenda = queries.lines_for(MONA, meeting, HELD)
    assert titles(MONA, meeting) == ["Leik i Trollskogen"]
    assert [case.need.title for case in agenda.hidden] == ["Språkmiljø i Fjordvik"]
    assert [view.place for view in agenda.lines] == [1]
    assert agenda.parts[0].rooms[0].proposed_nok == 300_000
    assert CANARY not in told(MONA, meeting)
    assert "234567" not in told(MONA, meeting)
    assert "534567" not in told(MONA, meeting)


@pytest.mark.ties
def test_a_member_with_no_tie_sees_it_all(meeting: Meeting) -> None:
    agenda = queries.lines_for(KIRSTI, meeting, HELD)
    assert (titles(KIRSTI, meeting), agenda.hidden) == (["Språkmiljø i Fjordvik", "Leik i Trollskogen"], [])
    assert CANARY in told(KIRSTI, meeting)
    assert agenda.parts[0].rooms[0].proposed_nok == 534_567


@pytest.mark.ties
def test_the_line_itself_is_not_there_for_the_tied_member(meeting: Meeting) -> None:
    line = first(meeting)
    assert queries.line_for(KIRSTI, meeting, line.pk, HELD).line == line
    with pytest.raises(NotVisible):
        queries.line_for(MONA, meeting, line.pk, HELD)
    assert queries.case_in(MONA, meeting, line.case_id)[2]
    assert not queries.case_in(KIRSTI, meeting, line.case_id)[2]


@pytest.mark.ties
def test_ties_to_a_hidden_case_are_not_listed_but_ones_own_is_known(meeting: Meeting) -> None:
    case = first(meeting).case
    transitions.declare_tie(seat(KIRSTI), case=case, why=CANARY, by=KIRSTI, at=AT)
    assert CANARY not in {one.why for one in queries.ties_for(MONA, meeting)}
    assert CANARY in {one.why for one in queries.ties_for(LARS, meeting)}
    assert set(queries.own_ties(MONA, meeting)) == {case.pk}


@pytest.mark.ties
def test_a_claim_hides_at_once_and_only_the_bodys_no_opens_again(meeting: Meeting) -> None:
    case = first(meeting).case
    transitions.declare_tie(seat(KIRSTI), case=case, why="Nabo.", by=KIRSTI, at=AT)
    assert titles(KIRSTI, meeting) == ["Leik i Trollskogen"]
    decide = tie(KIRSTI, case)
    transitions.decide_tie(decide, upheld=True, reason="Ja.", took_part=seats(LARS), by=SIGRUN, at=HELD)
    assert titles(KIRSTI, meeting) == ["Leik i Trollskogen"]
    transitions.decide_tie(decide, upheld=False, reason="Nei.", took_part=seats(LARS), by=SIGRUN, at=HELD)
    assert titles(KIRSTI, meeting) == ["Språkmiljø i Fjordvik", "Leik i Trollskogen"]


@pytest.mark.ties
def test_a_role_binds_also_when_its_tie_was_never_written_down(rogaland: OfficeCast) -> None:
    made = forum.convened([casework.ready(needs.submitted(owner="trollskogen", title="Leik i Trollskogen"))])
    fjordvik = casework.ready(needs.submitted(title="Språkmiljø i Fjordvik"))
    transitions.add_case(made, item=transitions.Item(fjordvik, rank=2, asked={}), by=SIGRUN, at=AT)
    assert not Tie.objects.filter(case=fjordvik).exists()
    assert titles(MONA, made) == ["Leik i Trollskogen"]
    assert titles(PETTER, made) == ["Språkmiljø i Fjordvik"]
    assert titles(ULRIK, made) == []


@pytest.mark.ties
def test_a_membership_that_comes_later_binds_too(rogaland: OfficeCast) -> None:
    made = forum.convened([casework.ready(needs.submitted(owner="vidda"))])
    assert len(titles(KIRSTI, made)) == 1
    Membership.objects.create(network_id=id_of("vidda"), member_id=id_of("ks"))
    assert titles(KIRSTI, made) == []


@pytest.mark.ties
def test_once_adopted_everybody_in_the_forum_and_the_office_sees_it_all(rogaland: OfficeCast) -> None:
    forum.recommended()
    adopted = Meeting.objects.get()
    for by in (MONA, PETTER, ULRIK, KIRSTI, ROGALAND.caseworker, ROGALAND.decider):
        assert titles(by, queries.meeting_for(by, adopted.pk, ADOPTED)) == [
            "Språkmiljø i Fjordvik",
            "Leik i Trollskogen",
        ]


def test_the_office_and_owners_see_no_meeting_that_is_not_adopted(meeting: Meeting) -> None:
    for by in (ROGALAND.caseworker, ROGALAND.decider, KARI):
        with pytest.raises(NotVisible):
            queries.meeting_for(by, meeting.pk, HELD) if by != KARI else queries.lines_for(by, meeting, HELD)
    with pytest.raises(NotVisible):
        queries.lines_for(ROGALAND.caseworker, meeting, HELD)


def test_the_room_is_the_frame_less_what_is_bound(meeting: Meeting) -> None:
    Frame.objects.filter(scheme="regional", year=2023).update(committed_nok=600_000)
    room = queries.lines_for(KIRSTI, meeting, HELD).parts[0].rooms[0]
    assert (room.granted_nok, room.bound_nok, room.free_nok, room.proposed_nok) == (
        1_000_000,
        600_000,
        400_000,
        534_567,
    )
    assert (room.left_nok, room.over_nok, room.shown_nok, room.scale_nok) == (-134_567, 134_567, 400_000, 400_000)


def test_the_funding_line_runs_after_the_last_case_that_the_frame_can_pay(rogaland: OfficeCast) -> None:
    ready = [casework.ready(needs.submitted(title=str(i), asked_nok=400_000, years=2)) for i in range(3)]
    part = queries.lines_for(KIRSTI, forum.convened(ready), HELD).parts[0]
    assert [view.running_nok for view in part.lines] == [
        {2023: 400_000, 2024: 400_000},
        {2023: 800_000, 2024: 800_000},
        {2023: 1_200_000, 2024: 1_200_000},
    ]
    assert [view.over for view in part.lines] == [False, False, True]
    assert (part.last_funded, part.streak) == (2, 2)
    assert (part.lines[0].asked_nok, part.lines[0].proposed_nok) == (800_000, 800_000)
    assert (part.lines[0].by_year, part.lines[1].running_first_nok) == ([400_000, 400_000], 800_000)


def test_there_is_no_funding_line_when_all_or_none_are_paid(meeting: Meeting) -> None:
    assert queries.lines_for(KIRSTI, meeting, HELD).parts[0].streak is None
    for line in forum.lines(meeting):
        transitions.propose(line, shares={}, by=SIGRUN, at=AT)
    assert queries.lines_for(KIRSTI, meeting, HELD).parts[0].streak is None
