"""Whoever sits in the forum sees the own seats, leaves them, and touches nobody else's."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.forum.models import Seat
from tests.cast import KIRSTI, MONA, ROGALAND, SIGRUN, OfficeCast
from tests.stories import forum
from tests.web.desk import read, sit, words, write

NOW = forum.CONVENED


def test_a_seat_is_left_and_the_next_request_is_refused(rogaland: OfficeCast) -> None:
    forum.established()
    kirsti = sit(KIRSTI, NOW)
    page = words(kirsti.get("/forum/min-plass/"))
    for told in ("Samarbeidsforum i Rogaland", "Medlem", "KS Øving", "uten sluttdato"):
        assert told in page
    seat = Seat.objects.get(person_id=KIRSTI.somebody)
    assert write(kirsti, "forum-leave", id=seat.pk).status_code == 302
    assert kirsti.get("/forum/").headers["Location"].startswith("/velg/")
    assert "Statsforvalteren" in words(sit(SIGRUN, NOW).get("/forum/min-plass/"))


@pytest.mark.parametrize("sent", [{}, {"id": "x"}])
def test_a_form_that_names_nothing_is_answered_with_404(rogaland: OfficeCast, sent: dict[str, str]) -> None:
    forum.established()
    assert write(sit(KIRSTI, NOW), "forum-leave", **sent).status_code == 404


def test_nobody_elses_seat_is_left(rogaland: OfficeCast) -> None:
    forum.established()
    theirs = Seat.objects.get(person_id=MONA.somebody)
    assert write(sit(KIRSTI, NOW), "forum-leave", id=theirs.pk).status_code == 404
    assert write(sit(ROGALAND.admin, NOW), "forum-leave", id=theirs.pk).status_code == 403
    theirs.refresh_from_db()
    assert theirs.until is None


def test_the_page_costs_little(rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    forum.established()
    kirsti = sit(KIRSTI, NOW)
    with django_assert_num_queries(8):
        read(kirsti, "forum-leave")
