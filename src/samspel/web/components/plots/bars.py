"""One amount for each name: as bars from nothing, or as dots on a scale where only the differences matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.web.components import register
from samspel.web.components.plots.scales import Unit, em, pct, printed, shortened, ticks, widest

ROW = 3.5
LAST_TICK = 88.0


@dataclass(frozen=True)
class Bar:
    """A name and its whole number; `url` leads from the table to more about it."""

    name: str
    value: int
    url: str = ""

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Give what stands in the table beside."""
        return (self.value,)


@dataclass(frozen=True)
class Drawn:
    """One bar or dot as it stands in the figure."""

    name: str
    amount: str
    x: str
    name_y: str
    mark_y: str
    amount_y: str


@dataclass(frozen=True)
class Tick:
    """One round number of a scale, and where it stands."""

    text: str
    x: str


def drawn(bars: Sequence[Bar], unit: Unit = "") -> list[Drawn]:
    """Place bars under each other, the longest as wide as leaves room for its amount on a narrow screen."""
    most = max((bar.value for bar in bars), default=0) or 1
    wide = widest(printed(bar.value, unit) for bar in bars)
    return [placed(bar, row, wide * max(bar.value, 0) / most, unit) for row, bar in enumerate(bars)]


def placed(bar: Bar, row: int, x: float, unit: Unit) -> Drawn:
    """Place one bar or dot in its row: the name, under it the mark, and after the mark its amount."""
    top = row * ROW
    return Drawn(
        name=shortened(bar.name),
        amount=printed(bar.value, unit),
        x=pct(x),
        name_y=em(top + 1.1),
        mark_y=em(top + 1.8),
        amount_y=em(top + 2.6),
    )


@register.inclusion_tag("components/plots/bars.html")
def bars(
    bars: Sequence[Bar], title: str, description: str, *, name: str = "figur", unit: Unit = ""
) -> dict[str, object]:
    """A figure with one bar for each number; `name` is its own on the page, `unit` is "kr" for amounts of money."""
    return {
        "rows": drawn(bars, unit),
        "title": title,
        "description": description,
        "name": name,
        "height": em(len(bars) * ROW),
    }


def dotted(bars: Sequence[Bar], unit: Unit = "") -> tuple[list[Drawn], list[Tick]]:
    """Place dots under each other on a scale of round numbers that begins near the least of them."""
    values = [bar.value for bar in bars] or [0]
    scale = ticks(min(values), max(values))
    low, wide = scale[0], scale[-1] - scale[0]

    def across(value: int) -> float:
        return 2 + (LAST_TICK - 2) * (value - low) / wide

    rows = [placed(bar, row, across(bar.value), unit) for row, bar in enumerate(bars)]
    return rows, [Tick(printed(value), pct(across(value))) for value in scale]


@register.inclusion_tag("components/plots/dot_plot.html")
def dot_plot(
    bars: Sequence[Bar], title: str, description: str, *, name: str = "prikkfigur", unit: Unit = ""
) -> dict[str, object]:
    """A figure with one dot for each number on a common scale, which need not begin at nothing."""
    rows, scale = dotted(bars, unit)
    return {
        "rows": rows,
        "ticks": scale,
        "title": title,
        "description": description,
        "name": name,
        "bottom": em(len(bars) * ROW),
        "label_y": em(len(bars) * ROW + 1.2),
        "height": em(len(bars) * ROW + 1.6),
    }
