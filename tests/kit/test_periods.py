"""A period has both its ends in it; measures follow the school year, money the budget year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.kit.periods import WrongPeriod, add_months, budget_years, fits_in_years, last_of_years, months

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))


def test_a_measure_over_three_school_years_touches_four_budget_years() -> None:
    assert list(budget_years(date(2023, 8, 1), date(2026, 7, 31))) == [2023, 2024, 2025, 2026]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "counted"),
    [
        (date(2023, 8, 1), date(2023, 8, 1), 1),
        (date(2023, 8, 1), date(2023, 8, 31), 1),
        (date(2023, 8, 1), date(2023, 9, 1), 2),
        (date(2023, 8, 1), date(2026, 7, 31), 36),
        (date(2023, 8, 1), date(2026, 8, 1), 37),
        (date(2023, 8, 15), date(2024, 2, 14), 6),
        (date(2024, 1, 31), date(2024, 2, 29), 2),
        (date(2024, 1, 31), date(2024, 2, 28), 1),
    ],
)
def test_a_started_month_counts_whole(starts_on: date, ends_on: date, counted: int) -> None:
    assert months(starts_on, ends_on) == counted


@pytest.mark.parametrize(("ends_on", "fits"), [(date(2026, 7, 31), True), (date(2026, 8, 1), False)])
def test_three_years_end_the_day_before_the_same_day(ends_on: date, fits: bool) -> None:
    assert last_of_years(date(2023, 8, 1), 3) == date(2026, 7, 31)
    assert fits_in_years(date(2023, 8, 1), ends_on, 3) is fits


@given(days, st.integers(min_value=0, max_value=4000))
def test_a_period_fits_in_years_exactly_when_its_months_do(starts_on: date, length: int) -> None:
    ends_on = starts_on + timedelta(days=length)

    assert fits_in_years(starts_on, ends_on, 3) is (months(starts_on, ends_on) <= 36)


@given(days, st.integers(min_value=0, max_value=4000))
def test_months_never_shrink_when_a_day_is_added(starts_on: date, length: int) -> None:
    ends_on = starts_on + timedelta(days=length)
    grown = months(starts_on, ends_on + timedelta(days=1)) - months(starts_on, ends_on)

    assert grown in {0, 1}


def test_the_last_of_a_month_stays_in_the_month() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 11, 30), 3) == date(2024, 2, 29)


@pytest.mark.parametrize("measure", [budget_years, months])
def test_a_period_that_ends_before_it_starts_is_refused(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(WrongPeriod):
        measure(date(2023, 8, 2), date(2023, 8, 1))
