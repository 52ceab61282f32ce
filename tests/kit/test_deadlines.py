"""A deadline day means before 00.00 the next day in Norway, whatever the clock does that night."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.kit.deadlines import OSLO, closes_at, last_day, oslo_day, received_in_time

days = st.dates(min_value=date(1996, 1, 1), max_value=date(2120, 12, 31))


def last_sunday(year: int, month: int) -> date:
    """Give the last Sunday of a month, found without any calendar library."""
    day = date(year, month, 31)
    while day.isoweekday() != 7:
        day -= timedelta(days=1)
    return day


def norwegian_offset_at_midnight(day: date) -> timedelta:
    """Give Norway's distance from UTC at 00.00, from the rule in the summer time directive: an independent oracle."""
    summer = last_sunday(day.year, 3) < day <= last_sunday(day.year, 10)
    return timedelta(hours=2 if summer else 1)


def test_first_of_february_closes_when_the_second_begins() -> None:
    assert closes_at(date(2023, 2, 1)) == datetime(2023, 2, 1, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "in_time"),
    [
        (datetime(2023, 2, 1, 23, 59, 59, 999_999, tzinfo=OSLO), True),
        (datetime(2023, 2, 2, 0, 0, tzinfo=OSLO), False),
        (datetime(2023, 2, 1, 22, 59, 59, tzinfo=UTC), True),
        (datetime(2023, 2, 1, 23, 0, tzinfo=UTC), False),
        (datetime(2023, 2, 2, 1, 0, tzinfo=timezone(timedelta(hours=3))), True),
    ],
)
def test_the_bound_itself_is_too_late(at: datetime, in_time: bool) -> None:
    assert received_in_time(at, closes_at(date(2023, 2, 1))) is in_time


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2027, 6, 1), 24), (date(2028, 2, 29), 24)],
)
def test_a_day_lasts_as_long_as_it_does_in_norway(day: date, hours: int) -> None:
    assert closes_at(day) - closes_at(day - timedelta(days=1)) == timedelta(hours=hours)


@given(days)
def test_the_bound_agrees_with_the_directive(day: date) -> None:
    following = day + timedelta(days=1)
    midnight = datetime(following.year, following.month, following.day, tzinfo=UTC)

    assert closes_at(day) == midnight - norwegian_offset_at_midnight(following)


@given(days, st.integers(min_value=1, max_value=10**12))
def test_in_time_is_the_same_as_an_earlier_day_in_norway(day: date, microseconds: int) -> None:
    bound = closes_at(day)

    assert oslo_day(bound - timedelta(microseconds=microseconds)) <= day < oslo_day(bound)
    assert received_in_time(bound - timedelta(microseconds=microseconds), bound)
    assert not received_in_time(bound + timedelta(microseconds=microseconds), bound)


@given(days)
def test_the_day_that_is_shown_is_the_day_that_was_set(day: date) -> None:
    assert last_day(closes_at(day)) == day


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        received_in_time(datetime(2023, 2, 1), closes_at(date(2023, 2, 1)))  # noqa: DTZ001
