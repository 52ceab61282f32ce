"""The wheel of a year: twelve months in a ring, and what happens in them as numbers around; a list tells the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from django.utils.formats import date_format

from samspel.web.components import register

MIDDLE, INNER, RING, OUTER, ROUND = 200.0, 92.0, 117.0, 142.0, 170.0
"""The middle of the wheel, the inside, the middle and the outside of its ring, and where the numbers stand."""
MONTHS = 12
A_YEAR = 365
YEAR = 2023
"""Any year without a leap day: a wheel turns the same every year."""


@dataclass(frozen=True)
class Moment:
    """Something that happens every year: about which day, how that is said, what it is, and more in words."""

    month: int
    day: int
    when: str
    name: str
    text: str = ""


@dataclass(frozen=True)
class Month:
    """One month in the ring: its outline, its short name with a place, and whether it is now."""

    outline: str
    name: str
    x: str
    y: str
    now: bool


@dataclass(frozen=True)
class Mark:
    """One moment around the ring: its number with a place."""

    number: int
    moment: Moment
    x: str
    y: str
    text_y: str


def point(turn: float, radius: float) -> tuple[str, str]:
    """Give the place at a part of the way round, from the top and with the clock."""
    angle = 2 * pi * turn
    return f"{MIDDLE + radius * sin(angle):.1f}", f"{MIDDLE - radius * cos(angle):.1f}"


def part(month: int) -> str:
    """Give the outline of a month's part of the ring."""
    start, end = (month - 1) / MONTHS, month / MONTHS
    (a, b), (c, d), (e, f), (g, h) = point(start, OUTER), point(end, OUTER), point(end, INNER), point(start, INNER)
    return f"M{a} {b}A{OUTER:.0f} {OUTER:.0f} 0 0 1 {c} {d}L{e} {f}A{INNER:.0f} {INNER:.0f} 0 0 0 {g} {h}Z"


def months(now: int) -> list[Month]:
    """Give the ring; `now` is the number of this month, or 0."""
    return [
        Month(part(month), date_format(date(YEAR, month, 1), "b"), *point((month - 0.5) / MONTHS, RING), month == now)
        for month in range(1, MONTHS + 1)
    ]


def marks(moments: Sequence[Moment]) -> list[Mark]:
    """Give each moment its number, in the order given, and its place by its day."""
    placed = []
    for number, moment in enumerate(moments, start=1):
        x, y = point((date(YEAR, moment.month, moment.day).timetuple().tm_yday - 0.5) / A_YEAR, ROUND)
        placed.append(Mark(number, moment, x, y, f"{float(y) + 5:.1f}"))
    return placed


@register.inclusion_tag("components/plots/wheel.html")
def wheel(
    moments: Sequence[Moment], title: str, description: str, *, name: str = "hjul", now: int = 0
) -> dict[str, object]:
    """A wheel of the year with a number for each moment; beside it stands the list that the numbers are of."""
    return {
        "months": months(now),
        "marks": marks(moments),
        "title": title,
        "description": description,
        "name": name,
        "middle": f"{MIDDLE:.0f}",
    }
