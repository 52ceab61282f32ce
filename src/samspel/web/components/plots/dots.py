"""The dot map: each kommune as a dot at its own point, as large as its number; the dots draw the country themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from samspel.web.components import register
from samspel.web.components.plots.scales import Unit, keys, printed

WIDE, TALL = 400.0, 520.0
LARGEST, SMALLEST = 15.0, 2.0
LETTER, LINE = 9.2, 19.0
"""How wide a letter and how high a line of a label is taken to be; a name too many is left out, not set on top."""
MOST_LABELS = 12
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
    """The name of a dot with its number, where it covers no other name."""

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
    """Lay points on a plane, east to the right and north down to less: an equidistant cone round their own middle."""
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
    scale = min((WIDE - 2 * room) / (wide or 1e-9), (TALL - 2 * room) / (tall or 1e-9))
    if not (wide or tall):
        scale = 0.0
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
    return Picture(drawn, labels(named(drawn), picture, unit), picture.wide, picture.tall)


def named(drawn: Iterable[Drawn]) -> list[Drawn]:
    """Give the dots to name, those chosen first, then the largest."""
    return sorted(drawn, key=lambda one: (not one.dot.chosen, -one.dot.value))[:MOST_LABELS]


def labels(dots: Iterable[Drawn], picture: Picture, unit: Unit = "") -> list[Label]:
    """Name dots to the right, to the left, over or under; a dot whose name fits nowhere stays without."""
    found: list[Label] = []
    for one in dots:
        text = f"{one.dot.name} {printed(one.dot.value, unit)}"
        beside, level = one.r + 4, one.y + LINE * 0.3
        tries = (
            Label(text, one.x + beside, level, "start"),
            Label(text, one.x - beside, level, "end"),
            Label(text, one.x, one.y - beside - 1, "middle"),
            Label(text, one.x, one.y + beside + LINE * 0.7, "middle"),
        )
        fitting = (label for label in tries if inside(label, picture) and not any(covers(label, o) for o in found))
        if label := next(fitting, None):
            found.append(label)
    return found


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
