"""Days and moments in words, as Norwegian writes them; the same in bokmål and nynorsk."""

from __future__ import annotations

from datetime import date, datetime

from samspel.kit.deadlines import OSLO, last_day, oslo_day
from samspel.kit.money import NO_BREAK_SPACE

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)


def day_in_words(day: date) -> str:
    """Give a day, or the Norwegian day of a moment: 1. februar 2027."""
    if isinstance(day, datetime):
        day = oslo_day(day)
    return f"{day.day}.{NO_BREAK_SPACE}{MONTHS[day.month - 1]} {day.year}"


def last_day_in_words(closes_at: datetime) -> str:
    """Give the last day of a deadline, where the stored bound is the first instant after it."""
    return day_in_words(last_day(closes_at))


def moment_in_words(at: datetime) -> str:
    """Give a moment on Norwegian clocks: 1. februar 2027 kl. 23.59."""
    return f"{day_in_words(at)} kl.{NO_BREAK_SPACE}{at.astimezone(OSLO):%H.%M}"


def exact_in_words(at: datetime) -> str:
    """Give a moment to the second with its zone: 20. januar 2023 kl. 10.00.05 (norsk tid, UTC+01:00)."""
    here = at.astimezone(OSLO)
    zone = f"{here:%z}"
    return f"{day_in_words(at)} kl.{NO_BREAK_SPACE}{here:%H.%M.%S} (norsk tid, UTC{zone[:3]}:{zone[3:]})"
