"""Periods of days, both ends included: the budget years they touch and how many months they last."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS_A_YEAR = 12


class WrongPeriod(ValueError):
    """A period that ends before it starts."""


def budget_years(starts_on: date, ends_on: date) -> range:
    """Give the state's budget years (calendar years) that a period touches, in order."""
    check(starts_on, ends_on)
    return range(starts_on.year, ends_on.year + 1)


def months(starts_on: date, ends_on: date) -> int:
    """Give how many months a period lasts, a started month counted whole: 1 August to 31 July is twelve."""
    check(starts_on, ends_on)
    counted = MONTHS_A_YEAR * (ends_on.year - starts_on.year) + ends_on.month - starts_on.month
    return counted + 1 if ends_on >= add_months(starts_on, counted) else counted


def last_of_years(starts_on: date, years: int) -> date:
    """Give the last day of a period of so many whole years: three years from 1 August 2023 end on 31 July 2026."""
    return add_months(starts_on, MONTHS_A_YEAR * years) - timedelta(days=1)


def fits_in_years(starts_on: date, ends_on: date, years: int) -> bool:
    """Tell whether a period lasts no longer than so many whole years."""
    check(starts_on, ends_on)
    return ends_on <= last_of_years(starts_on, years)


def add_months(day: date, count: int) -> date:
    """Give the same day so many months later; the last day of the month where it has no such day."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + count, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def check(starts_on: date, ends_on: date) -> None:
    """Refuse a period that ends before it starts."""
    if ends_on < starts_on:
        raise WrongPeriod(f"{starts_on} to {ends_on}")
