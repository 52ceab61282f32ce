"""Days and moments in Norwegian writing; the same in bokmål and nynorsk."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from samspel.kit.deadlines import OSLO, utc

HARD = "\N{NO-BREAK SPACE}"
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
        day = day.astimezone(OSLO)
    return f"{day.day}.{HARD}{MONTHS[day.month - 1]} {day.year}"


def moment_in_words(at: datetime) -> str:
    """Give a moment on Norwegian clocks: 1. februar 2027 kl. 23.59."""
    return f"{day_in_words(at)} kl.{HARD}{at.astimezone(OSLO):%H.%M}"


def deadline_in_words(closes_at: datetime) -> str:
    """Give the last minute before the first instant that is too late; midnight is told as 23.59 the day before."""
    return moment_in_words(utc(closes_at) - timedelta(microseconds=1))
