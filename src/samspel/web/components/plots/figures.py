"""A picture and its figures together: nobody has to read numbers off a drawing, or do without seeing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from samspel.web.components import register
from samspel.web.components.plots.scales import Unit, printed


class Row(Protocol):
    """Whatever a figure draws: its name, its numbers, and where its row in the table leads."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The numbers, in the order of the columns."""

    @property
    def url(self) -> str:
        """The address, or nothing."""


@register.simple_block_tag
def figure_with_table(content: str, caption: str, *, source: str = "") -> SafeString:
    """A figure with what it shows, where the numbers are from, and the numbers; holds a plot and `numbers`."""
    named = {"content": content, "caption": caption, "source": source, "map": False}
    return render_to_string("components/plots/with_table.html", named)


@register.simple_block_tag
def map_with_table(content: str, caption: str, *, source: str = "") -> SafeString:
    """A map with what it shows, where the numbers are from, and the numbers; holds a map and `numbers`."""
    named = {"content": content, "caption": caption, "source": source, "map": True}
    return render_to_string("components/plots/with_table.html", named)


@register.simple_block_tag
def beside(content: str, *, folded: bool = False) -> SafeString:
    """What stands beside a picture, such as a table of the page's own; `folded` away when it is long."""
    return render_to_string("components/plots/beside.html", {"content": content, "folded": folded})


@register.inclusion_tag("components/plots/numbers.html")
def numbers(
    rows: Sequence[Row],
    caption: str,
    head: str,
    columns: str | Promise | Sequence[object],
    *,
    unit: Unit = "",
    folded: bool = False,
) -> dict[str, object]:
    """The rows of a picture as a table: `head` over their names, and a heading over each of their numbers."""
    return {
        "rows": [(row, [printed(number, unit) for number in row.numbers]) for row in rows],
        "caption": caption,
        "head": head,
        "columns": [columns] if isinstance(columns, str | Promise) else columns,
        "folded": folded,
    }
