"""Numbers year by year: one line for each series, with its name and last number where the line ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samspel.web.components import register
from samspel.web.components.plots.scales import Unit, em, keys, pct, printed, shortened, ticks

TOP, TALL = 1.4, 15.0
"""Where the plot begins and how tall it is, in lines of text."""
LEFT, RIGHT = 10.0, 56.0
LABEL = 2.6
MOST_YEARS = 5


@dataclass(frozen=True)
class Series:
    """A name and its number each year; None where it is not known."""

    name: str
    values: tuple[int | None, ...]
    url: str = ""

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Give what stands in the table beside."""
        return self.values


@dataclass(frozen=True)
class Stroke:
    """A piece of a line between two years."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Mark:
    """One number on a line; `text` says which series, year and number it is."""

    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Line:
    """One series as it stands in the figure."""

    place: int
    name: str
    last: str
    strokes: list[Stroke]
    marks: list[Mark]
    name_y: str
    last_y: str


@dataclass(frozen=True)
class Axis:
    """Where one round number of the scale stands, and where a year stands."""

    text: str
    at: str
    text_at: str


@dataclass(frozen=True)
class Frame:
    """The room that all lines are drawn in: the years across, a scale of round numbers down."""

    years: tuple[int, ...]
    scale: tuple[int, ...]

    def x(self, place: int) -> float:
        """Give how far across a year stands."""
        return LEFT + (RIGHT - LEFT) * place / max(len(self.years) - 1, 1)

    def y(self, value: int) -> float:
        """Give how far down a number stands."""
        return TOP + TALL * (self.scale[-1] - value) / (self.scale[-1] - self.scale[0])

    def levels(self) -> list[Axis]:
        """Give the lines across, with their numbers over them."""
        return [Axis(printed(value), em(self.y(value)), em(self.y(value) - 0.3)) for value in reversed(self.scale)]

    def columns(self) -> list[Axis]:
        """Give the years under the plot: all of them, or so many as there is room for, the last among them."""
        every = -(-len(self.years) // MOST_YEARS)
        shown = [place for place in range(len(self.years)) if (len(self.years) - 1 - place) % every == 0]
        return [Axis(str(self.years[place]), pct(self.x(place)), em(TOP + TALL + 1.5)) for place in shown]


def framed(series: Sequence[Series], years: Sequence[int]) -> Frame:
    """Give the room for some series; the scale begins at nothing unless a number is under it."""
    values = [value for one in series for value in one.values if value is not None] or [0]
    return Frame(tuple(years), tuple(ticks(min(0, *values), max(values))))


def lined(series: Sequence[Series], years: Sequence[int], unit: Unit = "") -> list[Line]:
    """Place each series, and the labels at their ends without one covering another."""
    frame = framed(series, years)
    ends = [next((value for value in reversed(one.values) if value is not None), None) for one in series]
    labels = spread([max(frame.y(end or 0) + 0.35, 1.1) for end in ends], LABEL, TALL)
    return [
        Line(
            place=place,
            name=shortened(one.name, 13),
            last=printed(ends[place], unit),
            strokes=list(strokes(one.values, frame)),
            marks=[
                Mark(pct(frame.x(at)), em(frame.y(value)), f"{one.name} {years[at]}: {printed(value, unit)}")
                for at, value in enumerate(one.values)
                if value is not None
            ],
            name_y=em(labels[place]),
            last_y=em(labels[place] + 1.2),
        )
        for place, one in enumerate(series)
    ]


def strokes(values: Sequence[int | None], frame: Frame) -> Iterator[Stroke]:
    """Give the pieces between years that are both known; a year that is not leaves a gap."""
    for place, (before, after) in enumerate(pairwise(values)):
        if before is not None and after is not None:
            ends = pct(frame.x(place)), em(frame.y(before)), pct(frame.x(place + 1)), em(frame.y(after))
            yield Stroke(*ends)


def spread(wanted: Sequence[float], apart: float, bottom: float) -> list[float]:
    """Move labels down until they are so far apart, and up again where the lowest would fall out at the bottom."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = list(wanted)
    for above, under in pairwise(order):
        found[under] = max(found[under], found[above] + apart)
    lowest = bottom
    for place in reversed(order):
        found[place] = min(found[place], lowest)
        lowest = found[place] - apart
    return found


@register.inclusion_tag("components/plots/lines.html")
def lines(
    series: Sequence[Series],
    years: Sequence[int],
    title: str,
    description: str,
    *,
    name: str = "linjefigur",
    unit: Unit = "",
) -> dict[str, object]:
    """A figure with one line for each series over the years, named where it ends."""
    keys([one.name for one in series])
    frame = framed(series, years)
    return {
        "lines": lined(series, years, unit),
        "levels": frame.levels(),
        "columns": frame.columns(),
        "title": title,
        "description": description,
        "name": name,
        "right": pct(RIGHT),
        "label_x": pct(RIGHT + 3),
        "height": em(TOP + TALL + 2),
    }
