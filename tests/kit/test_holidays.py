"""Days off in Norway: no deadline ends on one."""

from __future__ import annotations

from datetime import date

import pytest

from samspel.kit.holidays import easter, holidays, is_working_day, next_working_day


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2021, 4, 4), (2022, 4, 17), (2023, 4, 9), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)],
)
def test_easter_is_when_it_is(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_a_year_has_its_twelve_holidays() -> None:
    assert sorted(holidays(2023)) == [
        date(2023, 1, 1), date(2023, 4, 6), date(2023, 4, 7), date(2023, 4, 9), date(2023, 4, 10), date(2023, 5, 1),
        date(2023, 5, 17), date(2023, 5, 18), date(2023, 5, 28), date(2023, 5, 29), date(2023, 12, 25),
        date(2023, 12, 26),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2023, 5, 16), date(2023, 5, 16)),
        (date(2023, 5, 17), date(2023, 5, 19)),  # the seventeenth, and Ascension the day after
        (date(2023, 5, 27), date(2023, 5, 30)),  # Saturday before Whitsun
        (date(2023, 4, 6), date(2023, 4, 11)),  # Maundy Thursday
        (date(2022, 12, 24), date(2022, 12, 27)),
        (date(2022, 12, 31), date(2023, 1, 2)),
    ],
)
def test_a_deadline_moves_to_the_next_working_day(day: date, then: date) -> None:
    assert next_working_day(day) == then
    assert is_working_day(then)
