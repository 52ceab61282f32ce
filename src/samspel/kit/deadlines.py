"""Deadlines: a day as last day means received before 00.00 the next day in Norway; the bound itself is too late."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def closes_at(day: date) -> datetime:
    """Give the first instant that is too late when `day` is the last day, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), OSLO).astimezone(UTC)


def received_in_time(at: datetime, closes_at: datetime) -> bool:
    """Tell whether something received at this moment came before the first instant that is too late."""
    return utc(at) < utc(closes_at)


def oslo_day(at: datetime) -> date:
    """Give the day it is in Norway at a moment."""
    return utc(at).astimezone(OSLO).date()


def last_day(closes_at: datetime) -> date:
    """Give the last day of a deadline: the day to show, where the stored bound is the first instant after it."""
    return oslo_day(utc(closes_at) - timedelta(microseconds=1))


def utc(at: datetime) -> datetime:
    """Give the moment in UTC, where moments can be compared; one without a time zone is refused."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone")
    return at.astimezone(UTC)
