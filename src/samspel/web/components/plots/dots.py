"""The dot map: each kommune as a dot at its own point, as large as its number; the dots draw the country themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from samspel.web.components import register
from samspel.web.components.plots.scales import Unit, first_of, keys, printed

WIDE, TALL, SEA = 400.0, 520.0, 55.0
"""How large the map is at most, and what is left at its sides for the names of those by the coast."""
LARGEST, LARGE, SMALLEST = 15.0, 4.5, 2.0
LETTER, LINE = 9.2, 19.0
"""How wide a letter and how high a line of a label is taken to be; a name too many is left out, not set on top."""
MOST_LABELS, FEW = 12, 6
ONE_PLACE = 1e-6
"""Nearer than this, in the radius of the globe, dots lie in one place, and the map is not drawn larger for it."""
NORTH, SOUTH = radians(68), radians(60)
"""The parallels that the map keeps true: between them hardly anything is drawn out, in Agder or in Finnmark."""


@dataclass(frozen=True)
class Dot:
    """One kommune: its name, its point in degrees, and its whole number.

    `kind` says which of the map's kinds it is, from 0. The table beside leads to `url`: a dot is too small to press.
    """

    name: str
    longitude: float
    latitude: float
    value: int
    kind: int = 0
    url: str = ""
    chosen: bool = False

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Give what stands in the table beside."""
        return (self.value,)


@dataclass(frozen=True)
class Drawn:
    """One dot as it stands on the map."""

    dot: Dot
    x: float
    y: float
    r: float
    said: str

    @property
    def mark(self) -> dict[str, str]:
        """Give its places as SVG writes them: the middle and half the width, and the corner and width of a square."""
        side = self.r * 0.886  # a square as large as the circle
        places = {"x": self.x, "y": self.y, "r": self.r, "left": self.x - side, "top": self.y - side, "side": 2 * side}
        return {name: f"{place:.1f}" for name, place in places.items()}


@dataclass(frozen=True)
class Label:
    """The name of a dot, where there is room with its number, where it covers no other name."""

    text: str
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Give what it covers: left, top, right, bottom."""
        wide = LETTER * len(self.text)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - LINE * 0.75, left + wide, self.y + LINE * 0.25

    @property
    def place(self) -> dict[str, str]:
        """Give its place as SVG writes it."""
        return {"x": f"{self.x:.1f}", "y": f"{self.y:.1f}"}


@dataclass(frozen=True)
class Picture:
    """A whole map: the dots, the labels, and how wide and tall it is."""

    dots: list[Drawn]
    labels: list[Label]
    wide: float
    tall: float

    @property
    def box(self) -> str:
        """Give its size as SVG writes it."""
        return f"0 0 {self.wide:.0f} {self.tall:.0f}"


def projected(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Lay points on a plane, with north up and east to the right: an equidistant cone round their own middle."""
    if not points:
        return []
    middle = (min(point[0] for point in points) + max(point[0] for point in points)) / 2
    cone = (cos(SOUTH) - cos(NORTH)) / (NORTH - SOUTH)
    apex = cos(SOUTH) / cone + SOUTH
    found = []
    for longitude, latitude in points:
        away, turn = apex - radians(latitude), cone * radians(longitude - middle)
        found.append((away * sin(turn), away * cos(turn)))
    return found


def mapped(dots: Sequence[Dot], unit: Unit = "") -> Picture:
    """Place the dots so that the map fills its room one way and keeps its shape, the large ones under the small."""
    plane = projected([(dot.longitude, dot.latitude) for dot in dots])
    left, top = (min((place[axis] for place in plane), default=0.0) for axis in (0, 1))
    wide, tall = (max((place[axis] for place in plane), default=0.0) - start for axis, start in ((0, left), (1, top)))
    room = 2 * LARGEST
    scale = min((WIDE - 2 * SEA) / max(wide, ONE_PLACE), (TALL - 2 * room) / max(tall, ONE_PLACE))
    most = max((dot.value for dot in dots), default=0) or 1
    drawn = [
        Drawn(
            dot=dot,
            x=(WIDE - scale * wide) / 2 + scale * (x - left),
            y=room + scale * (y - top),
            r=max(SMALLEST, LARGEST * sqrt(max(dot.value, 0) / most)),
            said=f"{dot.name}: {printed(dot.value, unit)}",
        )
        for dot, (x, y) in zip(dots, plane, strict=True)
    ]
    drawn.sort(key=lambda one: (one.dot.chosen, -one.dot.value))
    picture = Picture(drawn, [], WIDE, scale * tall + 2 * room if dots else 1.0)
    return Picture(drawn, labels(picture, unit), picture.wide, picture.tall)


def named(drawn: Iterable[Drawn]) -> list[Drawn]:
    """Give the dots to name, those chosen first, then the largest."""
    return sorted(drawn, key=lambda one: (not one.dot.chosen, -one.dot.value))[:MOST_LABELS]


def labels(picture: Picture, unit: Unit = "") -> list[Label]:
    """Name dots to the right, to the left, over or under, where least is hidden; what fits nowhere stays without."""
    found: list[Label] = []
    for one in named(picture.dots):
        free = [label for label in tries(one, unit) if inside(label, picture)]
        apart = [label for label in free if not any(covers(label, other) for other in found)]
        hides = {label: hidden(label, picture.dots) for label in apart}
        if apart and (one.dot.chosen or min(hides.values()) <= FEW):
            found.append(min(apart, key=lambda label: (hides[label] > FEW, -len(label.text), hides[label])))
    return found


def tries(one: Drawn, unit: Unit) -> list[Label]:
    """Give the labels that a dot may have, the best first: with its number, or where that is too long without."""
    name, number = first_of(one.dot.name), printed(one.dot.value, unit)
    beside, level = one.r + 4, one.y + LINE * 0.3
    places = (
        (one.x + beside, level, "start"),
        (one.x - beside, level, "end"),
        (one.x, one.y - beside - 1, "middle"),
        (one.x, one.y + beside + LINE * 0.7, "middle"),
    )
    return [Label(text, *place) for text in (f"{name} {number}", name) for place in places]


def hidden(label: Label, dots: Iterable[Drawn]) -> int:
    """Count the dots that a name stands on; a large one, which the name would seem to belong to, counts for all."""
    left, top, right, bottom = label.box
    under = [dot for dot in dots if left < dot.x < right and top < dot.y < bottom]
    return sum(1 if dot.r <= LARGE else FEW + 1 for dot in under)


def inside(label: Label, picture: Picture) -> bool:
    """Tell whether the whole of a label is on the map."""
    left, top, right, bottom = label.box
    return left >= 0 and top >= 0 and right <= picture.wide and bottom <= picture.tall


def covers(one: Label, other: Label) -> bool:
    """Tell whether two labels stand on each other."""
    (left, top, right, bottom), (left2, top2, right2, bottom2) = one.box, other.box
    return left < right2 and left2 < right and top < bottom2 and top2 < bottom


@register.inclusion_tag("components/plots/dot_map.html")
def dot_map(
    dots: Sequence[Dot],
    title: str,
    description: str,
    *,
    kinds: Sequence[str] = (),
    name: str = "kommunar",
    unit: Unit = "",
) -> dict[str, object]:
    """A map of kommunar as dots by number, told apart by `kinds` in shape and colour; the largest ones are named."""
    picture = mapped(dots, unit)
    return {"map": picture, "keys": keys(kinds), "title": title, "description": description, "name": name}
