"""Figures drawn as our own SVG: text stays text, nothing inline, and a description for those who do not see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.kit.money import format_nok
from samspel.web.components import register

ROW = 52
LABEL, BAR = 18, 28
WIDEST = 62.0
LONGEST_LABEL = 34


@dataclass(frozen=True)
class Bar:
    """One bar: its name and its amount in whole kroner."""

    name: str
    amount_nok: int


@dataclass(frozen=True)
class Drawn:
    """One bar as it stands in the figure; places are written as SVG wants them, whatever the reader's language."""

    name: str
    amount: str
    width: str
    label_y: str
    bar_y: str
    amount_y: str


def drawn(bars: Sequence[Bar]) -> list[Drawn]:
    """Place bars under each other, the longest as wide as leaves room for its amount on a narrow screen."""
    most = max((bar.amount_nok for bar in bars), default=0) or 1
    return [
        Drawn(
            name=shortened(bar.name),
            amount=format_nok(bar.amount_nok),
            width=f"{WIDEST * max(bar.amount_nok, 0) / most:.2f}%",
            label_y=str(i * ROW + LABEL),
            bar_y=str(i * ROW + BAR),
            amount_y=str(i * ROW + BAR + 11),
        )
        for i, bar in enumerate(bars)
    ]


def shortened(name: str) -> str:
    """Give a name that fits over its bar; the table beside has all of it."""
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"


@register.inclusion_tag("components/bars.html")
def bars(bars: Sequence[Bar], title: str, description: str, *, name: str = "figur") -> dict[str, object]:
    """A figure with one bar for each amount; the same figures stand in a table beside it."""
    return {
        "rows": drawn(bars),
        "title": title,
        "description": description,
        "name": name,
        "height": str(len(bars) * ROW),
    }
