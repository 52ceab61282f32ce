"""The list of meetings, and calling one."""

from __future__ import annotations

from samspel.forum.models import Line, Meeting
from tests.cast import KIRSTI, MONA, SIGRUN, OfficeCast
from tests.stories import calls, casework, forum
from tests.web.desk import read, sit, write

AT = forum.CONVENED


def test_a_member_sees_the_meetings_and_only_the_secretary_may_call_one(rogaland: OfficeCast) -> None:
    forum.established()
    assert "Det er ikke kalt inn til noe møte ennå." in read(sit(MONA, AT), "forum-meetings")
    casework.ready()
    assert "Kall inn til møte" in read(sit(SIGRUN, AT), "forum-meetings")
    assert "Kall inn til møte" not in read(sit(KIRSTI, AT), "forum-meetings")
    read(sit(KIRSTI, AT), "forum-convene", status=403)


def test_the_secretary_calls_a_meeting_with_every_ready_case(rogaland: OfficeCast) -> None:
    made, case = forum.established(), casework.ready()
    sigrun = sit(SIGRUN, AT)
    assert "Tilskot til kompetanseutvikling 2023" in read(sigrun, "forum-convene")
    sent = {"forum": str(made.pk), "call": str(case.need.call_id), "held_on": "8.3.2023"}
    answer = write(sigrun, "forum-convene", **sent)
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"/forum/moter/{meeting.pk}/arbeid/"
    assert Line.objects.get().case == case
    again = write(sigrun, "forum-convene", **sent)
    assert (again.status_code, "Et annet møte har alt dette navnet." in again.content.decode()) == (422, True)


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(rogaland: OfficeCast) -> None:
    made, call = forum.established(["decentralised"]), calls.announced()
    sigrun = sit(SIGRUN, AT)
    answer = write(sigrun, "forum-convene", forum=str(made.pk), call=str(call.pk), held_on="1.1.2023")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Møtedagen må være i dag eller fram i tid." in page
    assert 'value="1.1.2023"' in page
    assert Meeting.objects.count() == 0
