"""The secretary's working page without JavaScript: order, new cases, holding the meeting, adopting."""

from __future__ import annotations

import pytest

from samspel.forum import transitions
from samspel.forum.models import Meeting, Seat
from tests.cast import LARS, SIGRUN, OfficeCast
from tests.stories import casework, forum, needs
from tests.web.desk import read, sit, write

AT, HELD, ADOPTED = forum.CONVENED, forum.HELD, forum.ADOPTED


@pytest.fixture
def meeting(rogaland: OfficeCast) -> Meeting:
    """A meeting about three cases of one scheme and one of another."""
    ready = [casework.ready(needs.submitted(title=title, asked_nok=100_000)) for title in ("A", "B", "C")]
    return forum.convened([*ready, casework.ready(needs.submitted("decentralised", title="D", asked_nok=100_000))])


def order(meeting: Meeting) -> str:
    return "".join(line.case.need.title for line in forum.lines(meeting))


def pk(meeting: Meeting, title: str) -> str:
    return next(str(line.pk) for line in forum.lines(meeting) if line.case.need.title == title)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"A": "3"}, "BCAD"),
        ({"C": "1"}, "CABD"),
        ({"C": "2"}, "ACBD"),
        ({"A": "2", "B": "1"}, "BACD"),
        ({"A": "9", "D": "1"}, "BCAD"),
        ({"A": "x", "B": "", "C": "-1"}, "ABCD"),
        ({"B": "²"}, "ABCD"),
        ({"B": "99999999999999999999"}, "ABCD"),
    ],
)
def test_numbers_typed_put_the_cases_in_order(meeting: Meeting, places: dict[str, str], expected: str) -> None:
    typed = {f"place-{pk(meeting, title)}": str(place) for place, title in enumerate("ABC", start=1)}
    typed |= {f"place-{pk(meeting, title)}": place for title, place in places.items()}
    assert write(sit(SIGRUN, AT), "forum-work", meeting.pk, act="reorder", **typed).status_code == 302
    assert order(meeting) == expected


def test_buttons_move_a_case_one_place_and_never_out_of_its_scheme(meeting: Meeting) -> None:
    sigrun = sit(SIGRUN, AT)
    for button, title, expected in (
        ("up", "B", "BACD"),
        ("down", "B", "ABCD"),
        ("up", "A", "ABCD"),
        ("down", "C", "ABCD"),
    ):
        write(sigrun, "forum-work", meeting.pk, act="reorder", **{button: pk(meeting, title)})
        assert order(meeting) == expected


def test_cases_that_became_ready_later_are_taken_in(meeting: Meeting) -> None:
    casework.ready(needs.submitted(title="E", asked_nok=100_000))
    sigrun = sit(SIGRUN, AT)
    assert "1 sak er klar, men står ikke i møtet" in read(sigrun, "forum-work", meeting.pk)
    assert write(sigrun, "forum-work", meeting.pk, act="add").status_code == 302
    assert order(meeting) == "ABCDE"


def test_the_meeting_is_held_and_adopted_on_the_page(meeting: Meeting) -> None:
    early, sigrun = sit(SIGRUN, AT), sit(SIGRUN, HELD)
    assert "Møtedagen har ikke kommet." in read(early, "forum-work", meeting.pk)
    there = [str(seat.pk) for seat in Seat.objects.all()]
    assert write(sigrun, "forum-work", meeting.pk, act="hold").status_code == 422
    assert write(sigrun, "forum-work", meeting.pk, act="hold", present=["no id"]).status_code == 404
    assert write(sigrun, "forum-work", meeting.pk, act="hold", present=there).status_code == 302
    page = read(sigrun, "forum-work", meeting.pk)
    for words in ("Forumet har ikke avgjort", "mangler forumets grunn", "Grunnlag: mandatet for samarbeidsforum"):
        assert words.removeprefix("Grunnlag: ") in page
    assert write(sigrun, "forum-work", meeting.pk, act="adopt", agreement="Semje.").status_code == 422
    forum.ties_decided(meeting)
    for line in forum.lines(meeting):
        transitions.rank(line, reason="Ja.", criteria=["collective"], by=SIGRUN, at=HELD)
    wrong = write(sigrun, "forum-work", meeting.pk, act="adopt", agreement="")
    assert (wrong.status_code, "Fyll ut «Enighet og dissens»." in wrong.content.decode()) == (422, True)
    assert write(sigrun, "forum-work", meeting.pk, act="adopt", agreement="Semje.").status_code == 302
    assert Meeting.objects.get().state == "adopted"
    page = read(sigrun, "forum-work", meeting.pk)
    assert ('name="act"' in page, 'name="up"' in page, 'name="place-' in page) == (False, False, False)


def test_an_act_that_nobody_knows_changes_nothing(meeting: Meeting) -> None:
    assert write(sit(LARS, AT), "forum-work", meeting.pk, act="burn").status_code == 302
    assert order(meeting) == "ABCD"
