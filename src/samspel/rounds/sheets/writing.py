"""Writing a round as a workbook: the template that people fill in, and a document that somebody wants as sheets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from samspel.rounds.document import Round
from samspel.rounds.sheets import cells, words
from samspel.rounds.sheets.plan import Column, Kind, Table, tables

ROWS = 5_000
"""How far down in a sheet the choices are offered."""
HEADING, HELP, EXAMPLE, FIRST = 1, 2, 3, 4
WIDE, NARROW = 48, 22
MOST_PROMPT = 255
HEADED = PatternFill("solid", fgColor="DCE9EE")
PALE = PatternFill("solid", fgColor="F2F2F2")
GREY = Font(italic=True, color="595959")
WRAPPED = Alignment(wrap_text=True, vertical="top")
BOLD = Font(bold=True)
HOW = ("how-1", "how-2", "how-3", "how-4", "how-5")


def template(form: str = "nb", root: type[BaseModel] = Round) -> bytes:
    """Give the workbook that people fill in for a document of a kind, in one written form."""
    return written(root, None, form)


def workbook_of(document: BaseModel, form: str = "nb") -> bytes:
    """Give a document as a workbook, in one written form; what comes after the partners of a round has no sheets."""
    return written(type(document), document, form)


def written(root: type[BaseModel], document: BaseModel | None, form: str) -> bytes:
    """Write all the sheets, with the rows of a document where there is one."""
    book = Workbook()
    first = book.active
    first.title = words.page("read-me").text(form)
    read_me(first, tables(root), form)
    chosen = book.create_sheet(words.page("choices").text(form))
    ranges = choices(chosen, tables(root), form)
    for table in tables(root):
        sheet = book.create_sheet(words.sheet(table.name).text(form))
        head(sheet, table, form)
        offer(sheet, table, ranges, form)
        if document is not None:
            fill(sheet, table, document, form)
    book.move_sheet(chosen, len(book.sheetnames))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def put(sheet: Worksheet, row: int, number: int, value: Any) -> Any:  # noqa: ANN401  a cell of any value
    """Write a value into a cell; a text is a text, whatever it looks like."""
    cell = sheet.cell(row, number)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"
    else:
        cell.value = value
    if hasattr(value, "year"):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = WRAPPED
    return cell


def head(sheet: Worksheet, table: Table, form: str) -> None:
    """Write the three rows that every sheet begins with: headings, help, and an example."""
    mark = words.mark("heading")
    marked = [(mark.text(form), words.mark("help").text(form), words.mark("example").text(form))]
    told = [(words.heading(one, form), helped(one, form), cells.example(one, form)) for one in table.columns]
    for number, column in enumerate([*marked, *told], start=1):
        for row, value in zip((HEADING, HELP, EXAMPLE), column, strict=True):
            cell = put(sheet, row, number, value)
            cell.fill = HEADED if row == HEADING else PALE
            cell.font = BOLD if row == HEADING else GREY
    sheet.freeze_panes = sheet.cell(FIRST, 2)
    sheet.column_dimensions["A"].width = 12
    for number, one in enumerate(table.columns, start=2):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = WIDE if one.long else NARROW
        if one.kind == Kind.TEXT and not one.long:
            dimension.number_format = "@"


def helped(column: Column, form: str) -> str:
    """Give what the row of help says about a column."""
    needed = words.page("needed").text(form) + "." if column.required else ""
    return " ".join(filter(None, (needed, words.about(column, form))))


def read_me(sheet: Worksheet, listed: tuple[Table, ...], form: str) -> None:
    """Write the first sheet: how to fill in the rest, and what each sheet and each column is for."""
    put(sheet, 1, 1, words.page("title").text(form)).font = Font(bold=True, size=16)
    for row, name in enumerate(HOW, start=2):
        put(sheet, row, 1, words.page(name).text(form)).alignment = Alignment()
    top = len(HOW) + 3
    for number, name in enumerate(("sheet", "column", "needed", "about"), start=1):
        cell = put(sheet, top, number, words.page(name).text(form))
        cell.font, cell.fill = BOLD, HEADED
        sheet.column_dimensions[get_column_letter(number)].width = WIDE
    for row, line in enumerate(told_lines(listed, form), start=top + 1):
        for number, value in enumerate(line, start=1):
            put(sheet, row, number, value)


def told_lines(listed: tuple[Table, ...], form: str) -> Iterator[tuple[str, str, str, str]]:
    """Give what the first sheet tells, line by line."""
    for table in listed:
        about = words.sheet(table.name)
        yield about.text(form), "", "", about.help(form)
        for column in table.columns:
            needed = words.page("yes" if column.required else "no").text(form)
            yield about.text(form), words.heading(column, form), needed, words.about(column, form)


def list_name(column: Column) -> str:
    """Give the name of the list that a column chooses from; none where it is free."""
    if column.kind == Kind.YES_NO:
        return "yes-no"
    return column.group or "-".join(column.codes)


def choices(sheet: Worksheet, listed: tuple[Table, ...], form: str) -> dict[str, str]:
    """Write every list of choices as a column, and give the place of each."""
    places: dict[str, str] = {}
    for column in (column for table in listed for column in table.columns):
        name, number = list_name(column), len(places) + 1
        offered = words.choices(column)
        if not offered or name in places:
            continue
        cell = put(sheet, 1, number, words.heading(column, form))
        cell.font, cell.fill = BOLD, HEADED
        for row, one in enumerate(offered, start=2):
            put(sheet, row, number, one.text(form))
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDE
        places[name] = f"'{sheet.title}'!${letter}$2:${letter}${len(offered) + 1}"
    return places


def offer(sheet: Worksheet, table: Table, ranges: dict[str, str], form: str) -> None:
    """Let each column offer its choices, and say what it is for where somebody stands in it."""
    for number, column in enumerate(table.columns, start=2):
        place, told = ranges.get(list_name(column), ""), words.about(column, form)
        rule = DataValidation(allow_blank=True)
        if place and column.kind != Kind.LINES:
            rule = DataValidation(type="list", formula1=place, allow_blank=True, showErrorMessage=True)
        elif column.kind == Kind.NUMBER:
            rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", showErrorMessage=True)
        elif not told:
            continue
        if told:
            rule.promptTitle, rule.prompt = words.heading(column, form)[:32], told[:MOST_PROMPT]
            rule.showInputMessage = True
        letter = get_column_letter(number)
        rule.add(f"{letter}{FIRST}:{letter}{FIRST + ROWS - 1}")
        sheet.add_data_validation(rule)


def fill(sheet: Worksheet, table: Table, document: BaseModel, form: str) -> None:
    """Write the rows of a document."""
    for row, (above, entry) in enumerate(entries(table, document), start=FIRST):
        for number, column in enumerate(table.columns, start=2):
            if table.plain:
                value = getattr(above, column.path[0]) if column.within else entry
            else:
                value = at(above if column.within else entry, column.path)
            told = cells.to_cell(value, column, form)
            if told is not None:
                put(sheet, row, number, told)


def entries(table: Table, document: BaseModel) -> Iterator[tuple[Any, Any]]:
    """Give the entries that a sheet holds, each with the one that it lies in."""
    if not table.path:
        yield None, document
        return
    part, *inside = table.path
    found = getattr(document, part)
    for above in found if isinstance(found, tuple) else [found] if found else []:
        for entry in getattr(above, inside[0]) if inside else (above,):
            yield above, entry


def at(entry: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401  a value of any kind
    """Give the value at a path within an entry; None where a part on the way is absent, and for a default."""
    for name in path:
        if entry is None:
            return None
        field = type(entry).model_fields.get(name) if isinstance(entry, BaseModel) else None
        value = getattr(entry, name)
        entry = None if field is not None and not field.is_required() and value == field.default else value
    return entry
