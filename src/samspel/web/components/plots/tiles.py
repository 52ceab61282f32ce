"""The tile map: one equally large tile for each fylke, about where it lies, so that the small ones are seen too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samspel.places.tables import rows
from samspel.web.components import register
from samspel.web.components.plots.scales import Unit, first_of, printed

TABLE = Path(__file__).parent / "tiles.csv"
PITCH, SIDE = 90, 84
"""From tile to tile, and how large one is; a tile has room for nine letters."""
STEPS = 4
LETTERS = 10
NOW = "2024"


@dataclass(frozen=True)
class Tile:
    """One fylke by its number: its name, its whole number if it has one, and where its tile leads if it does.

    Of a name in several languages the first is on the tile. `text` stands instead of the number where that says more;
    `chosen` marks the one that the page is about.
    """

    number: str
    name: str
    value: int | None = None
    url: str = ""
    text: str = ""
    chosen: bool = False

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Give what stands in the table beside."""
        return (self.value,)


@dataclass(frozen=True)
class Drawn:
    """One tile as it stands on the map; `step` is its shade."""

    tile: Tile
    x: int
    y: int
    words: list[tuple[str, int]]
    amount: str
    amount_y: int
    step: int

    @property
    def middle(self) -> int:
        """Give the middle of the tile across."""
        return self.x + SIDE // 2


@dataclass(frozen=True)
class Place:
    """The column and the row of a fylke on the map, and the division it belongs to when it is not in both."""

    column: int
    row: int
    division: str


@cache
def places() -> dict[str, Place]:
    """Give the place of each fylke of 2020 and 2024, by its number."""
    told = rows(TABLE)
    return {row["number"]: Place(int(row["column"]), int(row["row"]), row["division"]) for row in told}


def empty(here: set[str]) -> list[Place]:
    """Give the places of the fylke that a map does not show, of the division that it does."""
    shown = {places()[number].division for number in here} - {""} or {NOW}
    return [place for number, place in places().items() if number not in here and place.division in {"", *shown}]


def laid(tiles: Sequence[Tile], unit: Unit = "") -> list[Drawn]:
    """Place the tiles from the north and from the west; KeyError for a fylke that the map does not have."""
    most = max((tile.value for tile in tiles if tile.value is not None), default=0) or 1
    return [
        placed(tile, places()[tile.number], most, unit)
        for tile in sorted(tiles, key=lambda tile: (places()[tile.number].row, places()[tile.number].column))
    ]


def placed(tile: Tile, place: Place, most: int, unit: Unit) -> Drawn:
    """Place one tile: its name in one line or two, and under it what it says."""
    amount = tile.text or (printed(tile.value, unit) if tile.value is not None else "")
    lines = in_lines(tile.name)
    tall = len(lines) + bool(amount)
    first = place.row * PITCH + SIDE // 2 + 5 - 10 * (tall - 1)
    return Drawn(
        tile=tile,
        x=place.column * PITCH,
        y=place.row * PITCH,
        words=[(line, first + 18 * down) for down, line in enumerate(lines)],
        amount=amount,
        amount_y=first + 18 * len(lines) + 3,
        step=0 if tile.value is None else max(0, min(STEPS - 1, STEPS * tile.value // most)),
    )


def in_lines(name: str) -> list[str]:
    """Give a name in one line, in two where it is long, or a word a line where two lines are too long."""
    name = first_of(name)
    if len(name) <= LETTERS or " " not in name:
        return [name]
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    cut = min(spaces, key=lambda place: abs(place - len(name) / 2))
    lines = [name[:cut], name[cut + 1 :]]
    return lines if all(len(line) <= LETTERS for line in lines) else name.split()


@register.inclusion_tag("components/plots/tile_map.html")
def tile_map(
    tiles: Sequence[Tile], title: str, description: str, *, name: str = "fylke", unit: Unit = ""
) -> dict[str, object]:
    """A map of the fylke as tiles, shaded by their numbers; a tile with an address is a link, also for the keyboard."""
    here = {tile.number for tile in tiles}
    columns = max(place.column for place in places().values()) + 1
    lines = max(place.row for place in places().values()) + 1
    return {
        "tiles": laid(tiles, unit),
        "others": [(place.column * PITCH, place.row * PITCH) for place in empty(here)],
        "linked": any(tile.url for tile in tiles),
        "title": title,
        "description": description,
        "name": name,
        "side": SIDE,
        "box": f"-3 -3 {columns * PITCH} {lines * PITCH}",
    }
