"""Which meetings somebody may see, which cases wait for one, and what a line tells of its measure."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspel.flow.refusal import NotVisible
from samspel.forum import queries, transitions
from samspel.forum.models import Meeting, Seat
from samspel.needs.models import TargetGroup
from tests.cast import CHARLIE, KARI, MONA, ROGALAND, SIGRUN, OfficeCast, id_of
from tests.forum.acting import first
from tests.stories import casework, forum, needs

AT, ADOPTED = forum.CONVENED, forum.ADOPTED


def test_a_member_sees_the_meetings_of_the_own_forum_while_seated(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    assert list(queries.meetings_for(MONA, AT)) == [meeting]
    Seat.objects.filter(person_id=MONA.somebody).update(until=AT.date() - timedelta(days=1))
    assert list(queries.meetings_for(MONA, AT)) == []
    with pytest.raises(NotVisible):
        queries.meeting_for(MONA, meeting.pk, AT)


def test_the_office_sees_adopted_meetings_and_others_none(rogaland: OfficeCast) -> None:
    forum.recommended()
    meeting = Meeting.objects.get()
    assert queries.meeting_for(ROGALAND.decider, meeting.pk, ADOPTED) == meeting
    for outsider in (KARI, CHARLIE):
        with pytest.raises((NotVisible, ValueError)):
            queries.meeting_for(outsider, meeting.pk, ADOPTED)


def test_a_case_waits_for_a_meeting_until_it_stands_on_a_line(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    assert queries.not_placed(meeting) == []
    late = casework.ready(needs.submitted(title="Seinare"))
    out = first(meeting)
    transitions.take_out(out, reason="Vent.", by=SIGRUN, at=AT)
    assert set(queries.not_placed(meeting)) == {late, out.case}
    with pytest.raises(NotVisible):
        queries.case_in(MONA, meeting, out.case_id)


def test_a_line_tells_who_takes_part_and_which_criteria_are_met(rogaland: OfficeCast) -> None:
    line = first(forum.held([casework.ready()]))
    assert [term.code for term in queries.criteria_met(line)] == ["collective", "partnership"]
    assert len(queries.criteria_of(line).codes) == 7
    need_id = line.case.need_id
    taking = queries.participants_of([need_id, id_of("none")])
    assert (taking[need_id].units, taking[need_id].people) == (["Nordsida barnehage", "Solsida barnehage"], 24)
    assert set(taking[need_id].groups) == set(TargetGroup.objects.values_list("group", flat=True))
    assert (taking[id_of("none")].units, taking[id_of("none")].people) == ([], 0)
