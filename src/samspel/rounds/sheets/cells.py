"""What stands in a cell, and the value of the document that it means: nothing is guessed, no formula is computed."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from samspel.kit.deadlines import OSLO
from samspel.rounds.shapes import shown
from samspel.rounds.sheets import words
from samspel.rounds.sheets.plan import Column, Kind

LONGEST = 32_767
"""No sheet holds more in one cell."""
FORMULA, ERROR = "f", "e"
# What a workbook cannot hold as it is, and what would be read as something that it cannot hold.
ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Days before this one are counted wrongly by some programs, and are written as text.
FIRST_DAY = date(1900, 3, 1)


class Wrong(Exception):
    """A cell that cannot be read as it is; the text says what to do."""


def escaped(text: str) -> str:
    """Write a text as workbooks do, which have names for the characters that they cannot hold."""
    return ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Read a text as it was before it was written."""
    return ESCAPE.sub(lambda found: character(found[0], int(found[1], 16)), text)


def character(name: str, number: int) -> str:
    """Give the character that a name stands for; halves of a character stay names."""
    return name if 0xD800 <= number <= 0xDFFF else chr(number)


def to_cell(value: Any, column: Column, form: str) -> Any:  # noqa: ANN401  a value of any kind
    """Give what stands in a cell for a value."""
    if value is None or column.kind == Kind.NUMBER:
        return value
    if column.kind == Kind.DAY:
        return value if value >= FIRST_DAY else value.isoformat()
    return escaped(said(value, column, form)) or None


def said(value: Any, column: Column, form: str) -> str:  # noqa: ANN401  a value of any kind
    """Give the words for a value in one written form."""
    match column.kind:
        case Kind.YES_NO:
            return words.page("yes" if value else "no").text(form)
        case Kind.MOMENT:
            return str(value.isoformat().replace("+00:00", "Z"))
        case Kind.LINES:
            return "\n".join(words.word_of(column, one, form) for one in value)
    return words.word_of(column, str(value), form) if column.group else str(value)


def example(column: Column, form: str) -> Any:  # noqa: ANN401  a value of any kind
    """Give what an example of a column is."""
    found = words.field(*column.names[-1]).example
    if column.kind == Kind.LINES:
        found = (found,) if found else ()
    if column.kind == Kind.MOMENT:
        return found
    return to_cell(found, column, form)


def from_cell(value: Any, kind: str, column: Column) -> Any:  # noqa: ANN401  a value of any kind
    """Give the value that a cell means, as JSON has it; None for an empty one. Wrong when it means nothing here."""
    if kind == FORMULA:
        raise Wrong(_("Cellen er en formel. Skriv svaret selv, formler blir ikke regnet ut."))
    if kind == ERROR:
        raise Wrong(_("Cellen viser en feil («%(value)s»). Skriv svaret på nytt.") % {"value": shown(value)})
    if isinstance(value, str) and len(value) > LONGEST:
        told = {"length": len(value), "longest": LONGEST}
        raise Wrong(_("Teksten har %(length)d tegn. Den kan ha høyst %(longest)d. Kort den ned.") % told)
    if value is None or (isinstance(value, str) and not (value if column.kind == Kind.TEXT else value.strip())):
        return None
    read = {
        Kind.TEXT: text, Kind.NUMBER: number, Kind.YES_NO: yes_no, Kind.DAY: day, Kind.MOMENT: moment, Kind.LINES: lines
    }[column.kind]  # fmt: skip
    return read(value, column)


def text(value: Any, column: Column) -> str:  # noqa: ANN401  a value of any kind
    """Read a text; a number without decimals is its digits, as in an organisation number."""
    if isinstance(value, str):
        read = unescaped(value)
        return words.code_of(column, read) if column.group or column.codes else read
    if whole(value):
        return str(int(value))
    raise Wrong(_("«%(value)s» er ikke tekst. Formater cellen som tekst, og skriv svaret på nytt.") % told(value))


def lines(value: Any, column: Column) -> list[str]:  # noqa: ANN401  a value of any kind
    """Read several answers, one on each line."""
    return [words.code_of(column, one) for one in text(value, Column((), (), Kind.TEXT)).split("\n") if one.strip()]


def number(value: Any, _column: Column) -> int:  # noqa: ANN401  a value of any kind
    """Read a whole number."""
    if whole(value):
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value.strip()):
        return int(value)
    if isinstance(value, str):
        raise Wrong(_("«%(value)s» er tekst. Skriv et helt tall uten mellomrom og andre tegn.") % told(value))
    raise Wrong(_("«%(value)s» er ikke et helt tall.") % told(value))


def whole(value: object) -> bool:
    """Tell whether a value is a number without decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value == int(value) and abs(value) < 10**15


def yes_no(value: Any, column: Column) -> bool:  # noqa: ANN401  a value of any kind
    """Read a yes or a no."""
    if isinstance(value, bool):
        return value
    code = words.code_of(column, value) if isinstance(value, str) else ""
    if code in {"true", "false"}:
        return code == "true"
    raise Wrong(_("«%(value)s» er ikke et svar her. Skriv Ja eller Nei.") % told(value))


def day(value: Any, _column: Column) -> str:  # noqa: ANN401  a value of any kind
    """Read a day: a date, or a text as 2024-08-01."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            pass
    raise Wrong(_("«%(value)s» er ikke en dato. Skriv en dato, eller en tekst slik: 2024-08-01.") % told(value))


def moment(value: Any, _column: Column) -> str:  # noqa: ANN401  a value of any kind
    """Read a moment: a text with its zone, or date and time of day as they are in Norway."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=OSLO).isoformat()
    if isinstance(value, str):
        try:
            read = datetime.fromisoformat(value.strip())
        except ValueError:
            read = None
        if read is not None and read.tzinfo is not None:
            return read.isoformat()
    raise Wrong(_("«%(value)s» er ikke et tidspunkt. Skriv det slik: 2024-08-01T10:30:00Z.") % told(value))


def told(value: object) -> dict[str, str]:
    """Give a value for a sentence about it."""
    return {"value": shown(value)}
