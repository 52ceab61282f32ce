"""Bars in parts: how a number is made up, each part with its own pattern and its number in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.web.components import register
from samspel.web.components.plots.scales import Unit, em, keys, pct, printed, shortened, widest

ROW = 3.5


@dataclass(frozen=True)
class Share:
    """A name and its number in parts, the parts in the same order for every name."""

    name: str
    parts: tuple[int, ...]
    url: str = ""

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Give what stands in the table beside."""
        return self.parts


@dataclass(frozen=True)
class Part:
    """One part of a bar as it stands in the figure; `place` says which pattern it has."""

    place: int
    x: str
    width: str


@dataclass(frozen=True)
class Drawn:
    """One bar with its parts as it stands in the figure."""

    name: str
    parts: list[Part]
    amounts: str
    end: str
    name_y: str
    bar_y: str
    amount_y: str


def drawn(shares: Sequence[Share], unit: Unit = "", *, whole: bool = False) -> list[Drawn]:
    """Place bars under each other, as long as their sums, or (`whole`) all as long as the longest."""
    most = max((sum(share.parts) for share in shares), default=0) or 1
    amounts = [" + ".join(printed(part, unit) for part in share.parts) for share in shares]
    wide = widest(amounts)
    return [
        Drawn(
            name=shortened(share.name),
            parts=side_by_side(share.parts, wide / ((sum(share.parts) or 1) if whole else most)),
            amounts=amounts[row],
            end=pct(wide if whole else wide * sum(share.parts) / most),
            name_y=em(row * ROW + 1.1),
            bar_y=em(row * ROW + 1.8),
            amount_y=em(row * ROW + 2.6),
        )
        for row, share in enumerate(shares)
    ]


def side_by_side(parts: Sequence[int], scale: float) -> list[Part]:
    """Place the parts of a bar after each other; what is nothing is not drawn."""
    begun = [sum(parts[:place]) for place in range(len(parts))]
    return [
        Part(place, pct(scale * start), pct(scale * part))
        for place, (start, part) in enumerate(zip(begun, parts, strict=True))
        if part > 0
    ]


@register.inclusion_tag("components/plots/stacked.html")
def stacked(
    shares: Sequence[Share],
    kinds: Sequence[str],
    title: str,
    description: str,
    *,
    name: str = "delt-figur",
    unit: Unit = "",
    whole: bool = False,
) -> dict[str, object]:
    """A figure with one bar in parts for each name; `kinds` says what the parts are, `whole` compares shares only."""
    return {
        "rows": drawn(shares, unit, whole=whole),
        "keys": keys(kinds),
        "title": title,
        "description": description,
        "name": name,
        "height": em(len(shares) * ROW),
    }
