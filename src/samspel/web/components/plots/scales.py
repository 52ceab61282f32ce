"""What all figures share: numbers in words, places as SVG writes them whatever the reader's language, round scales."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

from samspel.kit.money import format_nok

Unit = Literal["", "kr"]
MOST_KINDS = 4
"""So many series or parts can be told apart by colour and pattern together; fold the rest before drawing."""

LETTER = 2.75
"""How wide a letter is on the narrowest screen, in hundredths of the figure."""


class TooMany(ValueError):
    """More series or parts than a figure can tell apart."""


@dataclass(frozen=True)
class Key:
    """What one pattern, dash or shape stands for: `place` is which of them, from 0."""

    place: int
    name: str


def keys(names: Sequence[str]) -> list[Key]:
    """Give the key of a figure, in the order of its parts."""
    if len(names) > MOST_KINDS:
        raise TooMany(f"{len(names)} kinds in one figure; {MOST_KINDS} can be told apart")
    return [Key(place, name) for place, name in enumerate(names)]


def printed(value: int | None, unit: Unit = "") -> str:
    """Print a number in groups of three, with its unit; a dash when there is none."""
    return "–" if value is None else format_nok(value, unit=unit == "kr")


def pct(part: float) -> str:
    """Write a place across the figure, from 0 to 100."""
    return f"{part:.2f}%"


def em(lines: float) -> str:
    """Write a place down the figure, in the size of its text."""
    return f"{lines:.2f}em"


def shortened(name: str, most: int = 34) -> str:
    """Give a name that fits in the figure; the table beside has all of it."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def first_of(name: str) -> str:
    """Give the first of an official name in several languages, «Oslo - Oslove»; the table beside has all of it."""
    return name.split(" - ", maxsplit=1)[0]


def widest(amounts: Iterable[str]) -> float:
    """Give how wide the longest bar may be, so that the longest amount has room after it on a narrow screen."""
    return max(30.0, min(80.0, 96.0 - LETTER * max((len(amount) for amount in amounts), default=0)))


def ticks(low: int, high: int, most: int = 4) -> list[int]:
    """Give round numbers, evenly spaced, from one that is not above `low` to one that is not under `high`."""
    high = max(high, low + 1)
    for power in count():
        for first in (1, 2, 5):
            step = first * 10**power
            start, end = low // step, -(-high // step)
            if end - start <= most:
                return [step * place for place in range(start, end + 1)]
    raise AssertionError  # pragma: no cover  some step is always long enough
