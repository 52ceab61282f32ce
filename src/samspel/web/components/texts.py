"""Days and moments in Norwegian writing; the same in bokmål and nynorsk."""

from __future__ import annotations

from datetime import datetime, timedelta

from samspel.kit.days import MONTHS, day_in_words, moment_in_words
from samspel.kit.deadlines import utc

__all__ = ["MONTHS", "day_in_words", "deadline_in_words", "moment_in_words"]


def deadline_in_words(closes_at: datetime) -> str:
    """Give the last minute before the first instant that is too late; midnight is told as 23.59 the day before."""
    return moment_in_words(utc(closes_at) - timedelta(microseconds=1))
