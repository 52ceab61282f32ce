"""Where something comes from and goes to: a band from each source to each receiver, as thick as its amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from samspel.web.components import register
from samspel.web.components.plots.scales import Unit, em, pct, printed, shortened

TALL = 14.0
ROOM, GAP = 2.9, 0.8
"""What a name and its amount take, and what is between the nodes of a column, in lines of text."""
LAST, THICK = 74.0, 1.4
"""Where the last column begins, and how wide a node is, in hundredths of the figure."""


@dataclass(frozen=True)
class Link:
    """So much goes from a source to a target; what is both stands in the middle. Links never go in a circle."""

    source: str
    target: str
    amount: int
    url: str = ""

    @property
    def name(self) -> str:
        """Give what the row is called in the table beside."""
        return f"{self.source} → {self.target}"

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Give what stands in the table beside."""
        return (self.amount,)


@dataclass
class Node:
    """One place that something goes from or to; `tall` and `top` are in lines of text."""

    name: str
    column: int = 0
    into: int = 0
    out: int = 0
    top: float = 0.0
    left: float = 0.0
    tall: float = 0.0

    @property
    def amount(self) -> int:
        """Give what goes through; where more comes than goes on, or the other way, the larger."""
        return max(self.into, self.out)


@dataclass(frozen=True)
class Band:
    """One link as it stands in the figure: from `y1` at the source to `y2` at the target, `thick` all the way."""

    link: Link
    x1: float
    y1: float
    x2: float
    y2: float
    thick: float

    @property
    def path(self) -> str:
        """Give the outline as SVG draws it."""
        x1, y1, x2, y2, thick = self.x1, self.y1, self.x2, self.y2, self.thick
        middle = f"{(x1 + x2) / 2:.2f}"
        over = f"M{x1:.2f} {y1:.3f}C{middle} {y1:.3f} {middle} {y2:.3f} {x2:.2f} {y2:.3f}"
        back = f"V{y2 + thick:.3f}C{middle} {y2 + thick:.3f} {middle} {y1 + thick:.3f} {x1:.2f} {y1 + thick:.3f}Z"
        return over + back


@dataclass(frozen=True)
class Drawn:
    """One node as it stands in the figure."""

    name: str
    amount: str
    x: str
    y: str
    tall: str
    text_x: str
    name_y: str
    amount_y: str


def nodes_of(links: Iterable[Link]) -> dict[str, Node]:
    """Give the nodes in the order they are named, each in a column after all it gets from; CycleError for a circle."""
    found: dict[str, Node] = {}
    before: dict[str, set[str]] = {}
    for link in links:
        found.setdefault(link.source, Node(link.source)).out += link.amount
        found.setdefault(link.target, Node(link.target)).into += link.amount
        before.setdefault(link.target, set()).add(link.source)
    for name in TopologicalSorter(before).static_order():
        found[name].column = 1 + max((found[source].column for source in before.get(name, ())), default=-1)
    return found


def columns_of(nodes: Iterable[Node]) -> list[list[Node]]:
    """Give the nodes column by column."""
    found: list[list[Node]] = []
    for node in sorted(nodes, key=lambda node: node.column):
        if node.column == len(found):
            found.append([])
        found[-1].append(node)
    return found


def arranged(links: Sequence[Link]) -> tuple[list[Node], list[Band], float]:
    """Give the nodes and the bands in their places, and how tall the figure is."""
    links = [link for link in links if link.amount > 0]
    nodes = nodes_of(links)
    columns = columns_of(nodes.values())
    most = max((sum(node.amount for node in column) for column in columns), default=0) or 1
    for place, column in enumerate(columns):
        top = 0.0
        for node in column:
            node.left = LAST * place / max(len(columns) - 1, 1)
            node.tall = TALL * node.amount / most
            node.top = top
            top += max(node.tall, ROOM) + GAP
    bottom = max((node.top + max(node.tall, ROOM) for node in nodes.values()), default=0.0)
    return list(nodes.values()), bands(links, nodes, TALL / most), bottom


def bands(links: Iterable[Link], nodes: dict[str, Node], scale: float) -> list[Band]:
    """Place the bands along the edges of their nodes, in the order of the nodes at the other end."""
    leaves = {name: node.top for name, node in nodes.items()}
    enters = dict(leaves)
    ends: dict[Link, float] = {}
    for link in sorted(links, key=lambda link: nodes[link.source].top):
        ends[link] = enters[link.target]
        enters[link.target] += scale * link.amount
    found = []
    for link in sorted(links, key=lambda link: nodes[link.target].top):
        source, target = nodes[link.source], nodes[link.target]
        found.append(Band(link, source.left + THICK, leaves[link.source], target.left, ends[link], scale * link.amount))
        leaves[link.source] += scale * link.amount
    return found


@register.inclusion_tag("components/plots/flow.html")
def flow(
    links: Sequence[Link], title: str, description: str, *, name: str = "flyt", unit: Unit = ""
) -> dict[str, object]:
    """A figure of what goes from where to where; no pair of places is linked twice. It scrolls on a narrow screen."""
    nodes, drawn, bottom = arranged(links)
    return {
        "bands": [(band.path, f"{band.link.name}: {printed(band.link.amount, unit)}") for band in drawn],
        "nodes": [
            Drawn(
                name=shortened(node.name, 30),
                amount=printed(node.amount, unit),
                x=pct(node.left),
                y=em(node.top),
                tall=em(max(node.tall, 0.15)),
                text_x=pct(node.left + THICK + 0.8),
                name_y=em(node.top + 1.1),
                amount_y=em(node.top + 2.3),
            )
            for node in nodes
        ],
        "title": title,
        "description": description,
        "name": name,
        "thick": pct(THICK),
        "box": f"0 0 100 {bottom:.2f}",
        "height": em(bottom),
    }
