"""A meeting on the screen, as a file and as data: the same lines, and no trace of what is kept from a member."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspel.forum import transitions
from samspel.forum.models import Meeting
from tests.cast import CHARLIE, KARI, KIRSTI, LARS, MONA, ROGALAND, SIGRUN, UNNI, OfficeCast, id_of
from tests.forum.acting import first, seat, seats
from tests.stories import casework, copies, forum, needs
from tests.web.desk import read, sit

HELD, AT = forum.HELD, forum.CONVENED
CANARY = "KANARIFUGL"
SECRETS = (CANARY, "234\xa0567", "234567", "534\xa0567", "534567")
PAGES = ("", "?format=csv", "?format=json")


@pytest.fixture
def meeting(rogaland: OfficeCast) -> Meeting:
    """A meeting whose first case, Mona's, has a reason that she must not read, and money she must not see."""
    made = forum.convened()
    transitions.rank(first(made), reason=CANARY, shares={(id_of("fjordvik"), 2023): 234_567}, by=SIGRUN, at=AT)
    return made


@pytest.mark.ties
@pytest.mark.parametrize("form", ["nb", "nn"])
def test_a_tied_member_finds_no_trace_on_any_page(meeting: Meeting, form: str) -> None:
    mona, kirsti = sit(MONA, HELD, form), sit(KIRSTI, HELD, form)
    line = first(meeting)
    pages = [reverse("forum-meeting", args=[meeting.pk]) + query for query in PAGES]
    pages += [reverse("forum-case", args=[meeting.pk, line.case_id]), reverse("forum-meetings")]
    leaks = {(page, secret) for page in pages for secret in SECRETS if secret in mona.get(page).content.decode()}
    assert leaks == set()
    seen = "".join(kirsti.get(page).content.decode() for page in pages)
    assert [secret for secret in SECRETS if secret not in seen] == []


@pytest.mark.ties
def test_a_tied_member_is_told_so_and_how_places_and_sums_are_counted(meeting: Meeting) -> None:
    page = read(sit(MONA, HELD), "forum-meeting", meeting.pk)
    for words in (
        "Du er ugild i denne saken.", "Språkmiljø i Fjordvik", "regner bare med sakene du kan se",
        "Bare saker du kan se.", "Leik i Trollskogen", "300\xa0000\xa0kr",
    ):  # fmt: skip
        assert words in page
    data = json.loads(sit(MONA, HELD).get(reverse("forum-meeting", args=[meeting.pk]) + "?format=json").content)
    assert (data["hidden"], data["counts_all_lines"], [line["place"] for line in data["lines"]]) == (1, False, [1])


@pytest.mark.ties
def test_the_secretarys_pages_are_closed_to_members_and_to_a_tied_leader_for_the_case(meeting: Meeting) -> None:
    line = first(meeting)
    for name, *more in (("forum-work",), ("forum-ties",), ("forum-line", line.pk)):
        read(sit(MONA, HELD), name, meeting.pk, *more, status=403)
    transitions.declare_tie(seat(LARS), case=line.case, why="Styret.", by=LARS, at=AT)
    lars = sit(LARS, HELD)
    read(lars, "forum-line", meeting.pk, line.pk, status=404)
    for name in ("forum-work", "forum-ties", "forum-meeting"):
        page = read(lars, name, meeting.pk)
        assert [secret for secret in SECRETS if secret in page] == []
    assert "Du er ugild i minst en av sakene" in read(lars, "forum-work", held(meeting).pk)


def held(meeting: Meeting) -> Meeting:
    transitions.hold(meeting, present=seats(SIGRUN), by=SIGRUN, at=HELD)
    return meeting


@pytest.mark.ties
def test_the_pages_of_owner_and_partner_tell_nothing_of_the_forum_before_it_has_adopted(meeting: Meeting) -> None:
    need = first(meeting).case.need
    own = [reverse("owner-home"), reverse("owner-need", args=[need.pk]), reverse("owner-status", args=[need.pk])]
    for by, pages in ((KARI, own), (UNNI, [reverse("partner-home")])):
        client = sit(by, HELD)
        answers = [client.get(page, follow=True) for page in pages]
        assert {answer.status_code for answer in answers} == {200}
        told = "".join(answer.content.decode() for answer in answers)
        assert need.title in told
        assert [secret for secret in SECRETS if secret in told] == []


def test_a_member_sees_order_amounts_frame_and_the_funding_line(rogaland: OfficeCast) -> None:
    ready = [casework.ready(needs.submitted(title=f"Tiltak {i}", asked_nok=400_000)) for i in range(3)]
    page = read(sit(KIRSTI, HELD), "forum-meeting", forum.convened(ready).pk)
    for words in (
        "Foreslått <strong>1\xa0200\xa0000\xa0kr</strong> av 1\xa0000\xa0000\xa0kr å fordele.",
        "200\xa0000\xa0kr over rammen.", '<progress value="1000000" max="1000000"', "Her går streken.",
    ):  # fmt: skip
        assert words in page
    assert page.index("Tiltak 1") < page.index("Her går streken.") < page.index("Tiltak 2")
    assert "style=" not in page


def test_the_file_and_the_data_hold_the_lines(meeting: Meeting) -> None:
    kirsti = sit(KIRSTI, HELD)
    file = read(kirsti, "forum-meeting", meeting.pk, format="csv")
    assert (
        "Regional ordning;1;2023-001;Fjordvik kommune;Språkmiljø i Fjordvik;Fjordvik kommune;2023;300000;234567" in file
    )
    data = json.loads(read(kirsti, "forum-meeting", meeting.pk, format="json"))
    assert data["lines"][0] == {
        "scheme": "regional", "place": 1, "need": "2023-001", "owner": "Fjordvik kommune", "asked_nok": 400_000,
        "proposed_nok": 234_567, "reason": CANARY,
    }  # fmt: skip


def test_a_meeting_is_there_for_its_forum_only(meeting: Meeting) -> None:
    read(sit(ROGALAND.caseworker, HELD), "forum-meeting", meeting.pk, status=403)
    read(sit(KARI, HELD), "forum-meeting", meeting.pk, status=403)
    read(sit(CHARLIE, HELD), "forum-meeting", meeting.pk, status=403)
    read(sit(KIRSTI, HELD), "forum-meeting", id_of("none"), status=404)


@pytest.mark.parametrize("name", ["forum-meeting", "forum-work"])
@pytest.mark.parametrize("count", [1, 30])
def test_the_lines_take_as_many_queries_for_one_as_for_thirty(rogaland: OfficeCast, name: str, count: int) -> None:
    case = casework.ready()
    copies.of_case(case, count - 1)
    meeting = forum.convened([case])
    sigrun = sit(SIGRUN, HELD)
    read(sigrun, name, meeting.pk)
    with CaptureQueriesContext(connection) as seen:
        page = read(sigrun, name, meeting.pk)
    assert page.count("Høgskulen i vest") >= count
    asked = [one["sql"] for one in seen if one["sql"].startswith(("SELECT", "UPDATE", "INSERT"))]
    assert len(asked) <= {"forum-meeting": 14, "forum-work": 24}[name]
