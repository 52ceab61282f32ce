"""Days and moments read as Norwegians write them, on Norwegian clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from samspel.web.components import texts

HARD = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 2, 1), f"1.{HARD}februar 2027"),
        (date(2026, 5, 17), f"17.{HARD}mai 2026"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), f"1.{HARD}januar 2027"),
    ],
)
def test_a_day_is_told_in_words(day: date, words: str) -> None:
    assert texts.day_in_words(day) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2027, 2, 1, 22, 59, tzinfo=UTC), f"1.{HARD}februar 2027 kl.{HARD}23.59"),
        (datetime(2027, 7, 1, 22, 5, tzinfo=UTC), f"2.{HARD}juli 2027 kl.{HARD}00.05"),
    ],
)
def test_a_moment_is_told_on_norwegian_clocks(at: datetime, words: str) -> None:
    assert texts.moment_in_words(at) == words


def test_a_deadline_at_midnight_is_told_as_the_last_minute_of_the_day_before() -> None:
    assert texts.deadline_in_words(datetime(2027, 2, 1, 23, tzinfo=UTC)) == f"1.{HARD}februar 2027 kl.{HARD}23.59"
