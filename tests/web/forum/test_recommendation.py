"""The innstilling on one page: all that the mandate wants shown, for the forum and for the office."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspel.forum import transitions
from samspel.forum.models import Meeting
from tests.cast import KARI, MONA, ROGALAND, SIGRUN, OfficeCast
from tests.stories import casework, copies, forum
from tests.web.desk import read, sit

ADOPTED = forum.ADOPTED


@pytest.mark.parametrize("by", [MONA, SIGRUN, ROGALAND.caseworker, ROGALAND.decider], ids=lambda by: by.role)
def test_it_shows_what_the_mandate_wants(rogaland: OfficeCast, by: object) -> None:
    meeting = forum.held()
    last = forum.lines(meeting)[1]
    transitions.propose(last, shares={}, reason="Ikkje nok pengar.", by=SIGRUN, at=forum.HELD)
    transitions.adopt(meeting, agreement="PBL er usamd.", by=SIGRUN, at=ADOPTED)
    page = read(sit(by, ADOPTED), "forum-recommendation", meeting.pk)  # type: ignore[arg-type]
    for words in (
        "PBL er usamd.", "1. Språkmiljø i Fjordvik", "2. Leik i Trollskogen", "Fjordvik kommune, Høgskulen i vest",
        "Nordsida barnehage, Solsida barnehage (24 deltakere)", "1.\xa0august 2023", forum.REASON,
        "300\xa0000\xa0kr", "i partnerskap", "Ikke innstilt på tilskudd", "Ikkje nok pengar.", "Sigrun Nes (sekretær",
        "uten stemme", "Ugilde medlemmer",
    ):  # fmt: skip
        assert words in page


def test_there_is_none_before_it_is_adopted_and_none_for_owners(rogaland: OfficeCast) -> None:
    meeting = forum.held()
    read(sit(SIGRUN, ADOPTED), "forum-recommendation", meeting.pk, status=404)
    read(sit(ROGALAND.decider, ADOPTED), "forum-recommendation", meeting.pk, status=404)
    transitions.adopt(meeting, agreement="Semje.", by=SIGRUN, at=ADOPTED)
    read(sit(KARI, ADOPTED), "forum-recommendation", meeting.pk, status=403)


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_as_many_queries_for_one_as_for_thirty(rogaland: OfficeCast, count: int) -> None:
    case = casework.ready()
    copies.of_case(case, count - 1)
    meeting = forum.held([case])
    for line in forum.lines(meeting)[1:]:
        transitions.propose(line, shares={}, by=SIGRUN, at=forum.HELD)
    transitions.adopt(meeting, agreement="Semje.", by=SIGRUN, at=ADOPTED)
    sigrun = sit(SIGRUN, ADOPTED)
    read(sigrun, "forum-recommendation", Meeting.objects.get().pk)
    with CaptureQueriesContext(connection) as seen:
        read(sigrun, "forum-recommendation", meeting.pk)
    asked = [one["sql"] for one in seen if one["sql"].startswith(("SELECT", "UPDATE", "INSERT"))]
    assert len(asked) <= 15
