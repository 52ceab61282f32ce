"""One way to write a round: the same round gives the same bytes, whoever wrote the file.

Defaults are left out, lists whose order means nothing are sorted, moments are in UTC, texts in Unicode's composed form.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from samspel.rounds.document import Round
from samspel.rounds.pruning import pruned
from samspel.rounds.reading import KEYS

SORTED = {**KEYS, "units": ("orgnr",), "roles": ("role", "organisation", "since"), "lines": ("rank", *KEYS["lines"])}
BY_TIME = {"supplements", "submitted", "grants", "confirmed_years"}
NAMES_ONLY = {"units", "present", "took_part"}


def canonical(document: Round) -> dict[str, Any]:
    """Give a document as plain JSON values in the one way to write it."""
    written: dict[str, Any] = plain(pruned(document))
    return written


def to_bytes(written: dict[str, Any]) -> bytes:
    """Give canonical values as the bytes of a file, one value a line, ready for a text comparison."""
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()


def plain(value: Any, field: str = "") -> Any:  # noqa: ANN401  a JSON value of any kind
    """Turn a part of a document into plain JSON values, in order."""
    if isinstance(value, BaseModel):
        return {name: plain(one, name) for name, one in given(value).items()}
    if isinstance(value, tuple):
        return [plain(one) for one in in_order(value, field)]
    return scalar(value)


def given(part: BaseModel) -> dict[str, Any]:
    """Give the fields of a part that are not what they are when nothing is said."""
    fields = type(part).model_fields
    found = {name: getattr(part, name) for name in fields}
    return {name: one for name, one in found.items() if fields[name].is_required() or one != fields[name].default}


def scalar(value: object) -> object:
    """Turn one value that is no part and no list into what JSON has for it."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value


def in_order(entries: tuple[Any, ...], field: str) -> list[Any]:
    """Give a list's entries in their order: sorted by what makes them one, or by time, or as they stand."""
    if field in BY_TIME:
        return sorted(entries, key=lambda entry: entry.at)
    if field == "payments":
        return sorted(entries, key=lambda entry: entry.exported.at)
    if field in NAMES_ONLY and entries and isinstance(entries[0], str):
        return sorted(entries)
    if field in SORTED:
        return sorted(entries, key=lambda entry: tuple(sortable(getattr(entry, name, "")) for name in SORTED[field]))
    return list(entries)


def sortable(value: object) -> tuple[int, str]:
    """Give a value that sorts beside any other: numbers by size, the rest by its text."""
    return (value, "") if isinstance(value, int) else (0, str(value or ""))
