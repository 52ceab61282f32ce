"""Reading a workbook: from its rows to the same document that a round file holds, with every fault at its cell."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from pydantic import BaseModel, ValidationError

from samspel.rounds.document import Round
from samspel.rounds.faults import Faulty
from samspel.rounds.reading import whole
from samspel.rounds.shapes import shown
from samspel.rounds.sheets import cells, words
from samspel.rounds.sheets.limits import LOWEST, MOST_ROWS, WIDEST
from samspel.rounds.sheets.opening import opened, reading
from samspel.rounds.sheets.plan import CALL, Column, Table, tables
from samspel.rounds.sheets.telling import CellFault, Path, Places, Row, Spot, fault, in_order, shapes

NEEDED = frozenset({(), ("needs",)})
Cells = tuple[tuple[int, Any, str], ...]


@dataclass
class Head:
    """The first row of a sheet: which column is which, what each is called there, and which one marks rows."""

    table: Table
    columns: dict[int, Column] = field(default_factory=dict)
    said: dict[Column, tuple[int, str]] = field(default_factory=dict)
    mark: int = 0


@dataclass
class Found:
    """What has been read so far: the document as plain values, where its entries came from, and what was wrong."""

    root: type[BaseModel]
    content: dict[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    faults: list[CellFault] = field(default_factory=list)
    keys: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)


def read(content: bytes) -> tuple[Round, Places]:
    """Give the round in a workbook and where its parts came from; Faulty with every fault when there is any."""
    found = Found(Round, {"samspel_round": 1})
    document = read_as(found, content)
    assert isinstance(document, Round)
    try:
        whole(document)
    except Faulty as faulty:
        raise Faulty(found.places.told(faulty.faults)) from faulty
    return document, found.places


def read_as(found: Found, content: bytes) -> BaseModel:
    """Give the document of a kind in a workbook; Faulty with every cell that keeps it from being one."""
    with opened(content) as book, reading():
        by_table = sheets(book, found)
        for order, table in enumerate(tables(found.root)):
            if table.path in by_table:
                read_sheet(found, order, table, book[by_table[table.path]])
    return parsed(found)


def parsed(found: Found) -> BaseModel:
    """Give the document of what was read, or every cell that keeps it from being one."""
    try:
        document = found.root.model_validate_json(json.dumps(found.content))
    except ValidationError as wrong:
        known = {one.spot for one in found.faults}
        known |= {Spot()} if known else set()
        found.faults += [one for one in shapes(wrong, found.places) if one.spot not in known]
        raise Faulty(in_order(found.faults)) from wrong
    if found.faults:
        raise Faulty(in_order(found.faults))
    return document


def sheets(book: Workbook, found: Found) -> dict[tuple[str, ...], str]:
    """Give which sheet is which; one that has another name is a fault, since what stands in it would be lost."""
    around = {words.page(name).text(form).casefold() for name in ("read-me", "choices") for form in words.FORMS}
    by_table: dict[tuple[str, ...], str] = {}
    for title in book.sheetnames:
        table = next((one for one in tables(found.root) if title.strip().casefold() in words.titles(one)), None)
        if table is None and title.strip().casefold() not in around:
            text = _("Arket hører ikke til malen. Gi det navnet det hadde, eller ta det bort.")
            found.faults.append(fault(Spot(len(tables(found.root)), title), text))
        elif table is not None and table.path in by_table:
            text = _("Det er to ark for det samme. Ta bort det ene.")
            found.faults.append(fault(Spot(len(tables(found.root)), title), text))
        elif table is not None:
            by_table[table.path] = title
    for table in tables(found.root):
        if table.path in NEEDED and table.path not in by_table:
            told = {"sheet": words.sheet(table.name).text(get_language() or "nb")}
            text = _("Arket «%(sheet)s» mangler. Bruk malen på nytt.") % told
            found.faults.append(fault(Spot(), text))
    return by_table


def read_sheet(found: Found, order: int, table: Table, sheet: Any) -> None:  # noqa: ANN401  a sheet read row by row
    """Read the rows of one sheet."""
    sheet.reset_dimensions()
    whole_sheet = Spot(order, sheet.title)
    head, count = Head(table), 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        given, spot = cells_of(row), Spot(order, sheet.title, number)
        if number == 1:
            head = headed(found, table, spot, given)
        elif given and not marked(found, head, spot, given):
            count += 1
            if count > MOST_ROWS:
                text = _("Arket har flere enn %(most)d rader. Del filen i flere.") % {"most": MOST_ROWS}
                found.faults.append(fault(whole_sheet, text))
                break
            read_row(found, head, spot, given)
        if number > LOWEST or len(row) > WIDEST:
            text = _("Arket er for stort. Ta bort tomme rader og kolonner, eller bruk malen på nytt.")
            found.faults.append(fault(whole_sheet, text))
            break
    if not table.path and count != 1:
        text = _("Arket skal ha én rad som er fylt ut. Det har %(count)d.") % {"count": count}
        found.faults.append(fault(whole_sheet, text))


def cells_of(row: Any) -> Cells:  # noqa: ANN401  cells as the library gives them
    """Give the cells of a row that hold something: the number of each, its value and its kind."""
    return tuple(
        (number, cell.value, cell.data_type)
        for number, cell in enumerate(row[:WIDEST], start=1)
        if cell.value is not None and cell.value != ""
    )


def headed(found: Found, table: Table, spot: Spot, given: Cells) -> Head:
    """Give which column is which; one with another heading is a fault."""
    head = Head(table)
    marks = {words.mark("heading").text(form).casefold() for form in words.FORMS}
    for number, value, _kind in given:
        said = " ".join(str(value).split())
        column = next((one for one in table.columns if said.casefold() in words.headings(one)), None)
        here = replace(spot, number=number, column=shown(value))
        if column is not None and column not in head.columns.values():
            head.columns[number], head.said[column] = column, (number, said)
        elif column is not None:
            found.faults.append(fault(here, _("Overskriften står to ganger. Ta bort den ene kolonnen.")))
        elif said.casefold() in marks:
            head.mark = number
        else:
            found.faults.append(fault(here, _("Overskriften hører ikke til malen. Gi den navnet den hadde.")))
    for column in table.columns:
        if column.required and column not in head.said:
            told = {"column": words.heading(column, get_language() or "nb")}
            found.faults.append(fault(spot, _("Kolonnen «%(column)s» mangler. Bruk malen på nytt.") % told))
    return head


def marked(found: Found, head: Head, spot: Spot, given: Cells) -> bool:
    """Tell whether a row is marked as help or as an example, and is not to be read."""
    mark = next((str(value).strip().casefold() for number, value, _ in given if number == head.mark), "")
    helps, examples = ({words.mark(name).text(form).casefold() for form in words.FORMS} for name in ("help", "example"))
    if mark in examples and written_over(head, given):
        text = _("Raden er merket som et eksempel, og blir ikke lest. Ta bort merket, eller la eksemplet stå.")
        found.faults.append(fault(spot, text))
    elif mark and mark not in helps | examples:
        found.faults.append(fault(spot, _("Første kolonne skal stå tom i rader som skal leses.")))
    return bool(mark)


def written_over(head: Head, given: Cells) -> bool:
    """Tell whether somebody has written their own answers in the row of the example, which is not read."""
    expected = {
        (number, str(cells.example(column, form))) for number, column in head.columns.items() for form in words.FORMS
    }
    said = {(number, value.date() if isinstance(value, datetime) else value) for number, value, _ in given}
    return any((number, str(value)) not in expected for number, value in said if number in head.columns)


def read_row(found: Found, head: Head, spot: Spot, given: Cells) -> None:
    """Read one row as an entry of its list."""
    values: dict[Column, Any] = {}
    for number, value, kind in given:
        column = head.columns.get(number)
        here = replace(spot, number=number, column=head.said[column][1] if column else "")
        if column is None:
            found.faults.append(fault(here, _("Det står noe i en kolonne uten overskrift. Ta det bort.")))
            continue
        try:
            values[column] = cells.from_cell(value, kind, column)
        except cells.Wrong as wrong:
            found.faults.append(fault(here, str(wrong)))
    headings = tuple(head.said.get(one, (0, words.heading(one, get_language() or "nb"))) for one in head.table.columns)
    row = Row(spot.order, head.table, spot.sheet, spot.row, headings)
    place(found, row, {column: value for column, value in values.items() if value is not None})


def place(found: Found, row: Row, values: dict[Column, Any]) -> None:
    """Put an entry where it belongs in the document, and remember which row it came from."""
    table = row.table
    entry = nested({column: value for column, value in values.items() if not column.within})
    if not table.path:
        if () not in found.places.rows:
            found.content |= entry
            found.places.rows[()] = row
        return
    path = above(found, row, values)
    if path is None:
        return
    holder: Any = found.content
    for step in path:
        holder = holder[step]
    listed = holder.setdefault(table.path[-1], [])
    found.places.rows[(*path, table.path[-1], len(listed))] = row
    listed.append(next(iter(entry.values()), "") if table.plain else entry)
    if len(table.path) == 1:
        found.keys.setdefault((table.path[0], key(table, entry)), len(listed) - 1)


def above(found: Found, row: Row, values: dict[Column, Any]) -> Path | None:
    """Give the path of the entry that a row belongs to; None, with a fault, when it is nowhere."""
    if len(row.table.path) == 1:
        return ()
    part = row.table.path[0]
    if part == CALL:
        found.content.setdefault(CALL, {})
        return (CALL,)
    named = tuple(column for column in row.table.columns if column.within)
    wanted = tuple(str(values.get(column, "")) for column in named)
    index = found.keys.get((part, wanted))
    if index is not None:
        return part, index
    position = row.table.columns.index(named[0])
    spot = Spot(row.order, row.sheet, row.number, *row.headings[position])
    if not any(wanted):
        text = _("Fyll ut denne cellen.")
    else:
        told = {"value": shown(" ".join(wanted)), "sheet": words.sheet(part).text(get_language() or "nb")}
        text = _("«%(value)s» står ikke i arket «%(sheet)s».") % told
    if not any(one.spot == spot for one in found.faults[-WIDEST:]):
        found.faults.append(fault(spot, text))
    return None


def key(table: Table, entry: dict[str, Any]) -> tuple[str, ...]:
    """Give what other rows call an entry."""
    match table.path[0]:
        case "organisations":
            return (str(entry.get("orgnr") or entry.get("ref") or ""),)
        case "frames":
            return tuple(str(entry.get(name, "")) for name in ("scheme", "year", "chapter_post"))
        case _:
            return (str(entry.get("ref", "")),)


def nested(values: dict[Column, Any]) -> dict[str, Any]:
    """Give values by their paths as parts within parts."""
    made: dict[str, Any] = {}
    for column, value in values.items():
        part = made
        for step in column.path[:-1]:
            part = part.setdefault(step, {})
        part[column.path[-1]] = value
    return made
