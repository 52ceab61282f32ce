"""Where in a workbook something is wrong, and what: the faults of a document told as sheet, row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from samspel.rounds.faults import Fault
from samspel.rounds.shapes import Words, shape
from samspel.rounds.sheets.plan import Table, tables

Path = tuple[str | int, ...]
STEP = re.compile(r"\[([0-9]+)\]|([^.\[\]]+)")
# What a sheet says otherwise than a file of text does.
IN_CELLS: dict[str, Words] = {
    "missing": lambda: _("Fyll ut denne cellen."),
    "literal_error": lambda: _("«%(value)s» er ikke et svar her. Velg et av svarene i listen."),
    "enum": lambda: _("«%(value)s» er ikke et svar her. Velg et av svarene i listen."),
}


@dataclass(frozen=True)
class Spot:
    """A place in a workbook; a row or a column of nought is the sheet or the row as a whole."""

    order: int = -1
    sheet: str = ""
    row: int = 0
    number: int = 0
    column: str = ""

    def __str__(self) -> str:
        if not self.sheet:
            return _("Arbeidsboka")
        if not self.row:
            return _("Ark «%(sheet)s»") % vars(self)
        if not self.column:
            return _("Ark «%(sheet)s», rad %(row)d") % vars(self)
        return _("Ark «%(sheet)s», rad %(row)d, kolonne «%(column)s»") % vars(self)


@dataclass(frozen=True)
class CellFault(Fault):
    """A fault that knows its cell."""

    spot: Spot = Spot()


def fault(spot: Spot, text: str) -> CellFault:
    """Make a fault at a place."""
    return CellFault(str(spot), text, spot=spot)


def in_order(faults: Iterable[CellFault]) -> list[CellFault]:
    """Give faults as they stand in the workbook, each once: sheet by sheet, row by row."""
    one_each = {(one.spot, one.text): one for one in faults}
    return sorted(one_each.values(), key=lambda one: (one.spot.order, one.spot.row, one.spot.number, one.text))


@dataclass(frozen=True)
class Row:
    """A row that was read: which sheet it is in, and what its columns are called there."""

    order: int
    table: Table
    sheet: str
    number: int
    headings: tuple[tuple[int, str], ...]
    """For each column of the table, its number and its heading in this workbook; nought where it has none."""

    def spot(self, path: Path = ()) -> Spot:
        """Give the place of a field of the entry; of the whole row where no column is for it."""
        index = self.index(path)
        if index is None:
            return Spot(self.order, self.sheet, self.number)
        number, heading = self.headings[index]
        return Spot(self.order, self.sheet, self.number, number, heading)

    def index(self, path: Path) -> int | None:
        """Give which column is for a field: the first that must be filled in, where the field is a part of several."""
        named = tuple(str(step) for step in path if not isinstance(step, int))
        fits = [
            (not column.required, index)
            for index, column in enumerate(self.table.columns)
            if not column.within and (self.table.plain or (named and starts_alike(column.path, named)))
        ]
        return min(fits)[1] if fits else None


def starts_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one path goes on where the other ends."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


class Places:
    """Which row of the workbook each entry of the document came from."""

    def __init__(self) -> None:
        self.rows: dict[Path, Row] = {}

    def kept(self) -> list[list[Any]]:
        """Give the rows as plain values, for another process."""
        return [
            [path, row.order, row.table.path, row.sheet, row.number, row.headings] for path, row in self.rows.items()
        ]

    @classmethod
    def of(cls, kept: list[list[Any]], root: type[BaseModel]) -> Places:
        """Give the rows of a document that were kept as plain values."""
        made, by_path = cls(), {table.path: table for table in tables(root)}
        for path, order, table, sheet, number, headings in kept:
            named = tuple((column, heading) for column, heading in headings)
            made.rows[tuple(path)] = Row(order, by_path[tuple(table)], sheet, number, named)
        return made

    def spot(self, path: Path) -> Spot:
        """Give the place of something in the document: of the nearest entry that has a row."""
        for length in range(len(path), -1, -1):
            row = self.rows.get(path[:length])
            if row is not None:
                return row.spot(path[length:])
        return Spot()

    def told(self, faults: Iterable[Fault]) -> list[CellFault]:
        """Give the faults of a document as those of the workbook."""
        return in_order(one if isinstance(one, CellFault) else fault(self.spot_of(one), one.text) for one in faults)

    def spot_of(self, one: Fault) -> Spot:
        """Give the place of a fault: of the answer that a refused deed was about, where the row has it."""
        path = steps(one.place)
        answer = self.spot((*path[:-1], one.field)) if one.field else Spot()
        return answer if answer.column else self.spot(path)


def steps(place: str) -> Path:
    """Read a place as it was written: `needs[3].title`."""
    return tuple(int(number) if number else name for number, name in STEP.findall(place))


def shapes(wrong: ValidationError, places: Places) -> list[CellFault]:
    """Give what does not have the shape of a document, in words for people."""
    return [fault(places.spot(error["loc"]), shape(dict(error), IN_CELLS)) for error in wrong.errors()]
