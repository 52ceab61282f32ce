"""The tables of organisations and units as they stand in a folder, and every fault in them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samspel.kit import orgnr as numbers
from samspel.places import lookups
from samspel.places.tables import rows

DATA = Path(__file__).parent / "data"
FILES = ("organisations.csv", "units.csv")
COLUMNS = {
    "organisations.csv": {
        "ref", "orgnr", "name", "short_name", "kind", "written_form", "kommune", "host", "closed_on"
    },
    "units.csv": {
        "orgnr", "name", "kommune", "register", "type", "public", "owned_by", "grade_from", "grade_to"
    },
}  # fmt: skip
TYPES = {
    "kindergarten": "kindergarten",
    "primary": "school",
    "combined": "school",
    "upper-secondary": "upper-secondary",
    "other": "other",
}
"""What the registers call a unit, and the kind of unit that it is to us."""
KINDS = {"kommune", "fylkeskommune", "university", "national-centre", "ks", "other"}
Row = dict[str, str]


class Faulty(Exception):
    """Tables that are not loaded; each line says what is wrong and where."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Tables:
    """What a folder tells: organisations, lines of the two registers, and the digest of both files."""

    organisations: list[Row]
    units: list[Row]
    sha256: str

    def counts(self) -> dict[str, int]:
        """Give how many there are of each kind of organisation, and of each type of unit."""
        found = Counter(row["kind"] for row in self.organisations)
        found.update(f"unit-{row['type']}" for row in self.units)
        return dict(sorted(found.items()))


def read(folder: Path) -> Tables:
    """Read the tables of a folder; Faulty names every fault in them."""
    missing = [f"{name}: is not in {folder}" for name in FILES if not (folder / name).is_file()]
    if missing:
        raise Faulty(missing)
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in FILES)).hexdigest()
    try:
        organisations, units = (list(rows(folder / name)) for name in FILES)
    except UnicodeDecodeError as fault:
        raise Faulty([f"{folder}: not UTF-8 at byte {fault.start}"]) from None
    told = Tables(organisations, units, digest)
    if faults := [*_columns(told), *(() if list(_columns(told)) else _faults(told))]:
        raise Faulty(faults)
    return told


def _columns(told: Tables) -> Iterator[str]:
    for name, found in zip(FILES, (told.organisations, told.units), strict=True):
        if not found:
            yield f"{name}: is empty"
        for place, row in enumerate(found, start=1):
            if set(row) != COLUMNS[name] or None in row.values():
                yield f"{name} row {place}: the columns are {', '.join(sorted(COLUMNS[name]))}"
                break


def _faults(told: Tables) -> Iterator[str]:
    refs = {row["ref"] for row in told.organisations}
    for place, row in enumerate(told.organisations, start=1):
        yield from (f"organisations.csv row {place}: {fault}" for fault in _of_organisation(row, refs))
    for place, row in enumerate(told.units, start=1):
        yield from (f"units.csv row {place}: {fault}" for fault in _of_unit(row))
    seen = Counter(row["ref"] for row in told.organisations)
    yield from (f"organisations.csv: {ref} stands {times} times" for ref, times in seen.items() if times > 1)
    lines = Counter((row["orgnr"], row["register"]) for row in told.units)
    yield from (
        f"units.csv: {orgnr} stands {times} times in {register}"
        for (orgnr, register), times in lines.items()
        if times > 1
    )


def _of_organisation(row: Row, refs: set[str]) -> Iterator[str]:
    if row["orgnr"] and not numbers.is_valid(row["orgnr"]):
        yield f"{row['orgnr']} is no organisation number (mod 11)"
    if not row["ref"] or not row["name"]:
        yield "an organisation has a ref and a name"
    if row["kind"] not in KINDS:
        yield f"the kind {row['kind']!r} is not known"
    if row["kommune"] and not lookups.ever(row["kommune"]):
        yield f"kommune {row['kommune']} is not known"
    if row["host"] and row["host"] not in refs:
        yield f"the host {row['host']} is not in the table"
    if row["closed_on"] and not _is_day(row["closed_on"]):
        yield f"{row['closed_on']} is no day"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _of_unit(row: Row) -> Iterator[str]:
    if not numbers.is_valid(row["orgnr"]):
        yield f"{row['orgnr']} is no organisation number (mod 11)"
    if not row["name"]:
        yield "a unit has a name"
    if not lookups.ever(row["kommune"]):
        yield f"kommune {row['kommune']} is not known"
    for column, allowed in ALLOWED.items():
        if row[column] not in allowed:
            yield f"{column} is {row[column]!r}, not one of {', '.join(sorted(allowed))}"
    for column in ("grade_from", "grade_to"):
        if row[column] and not (row[column].isascii() and row[column].isdigit() and 1 <= int(row[column]) <= LAST):
            yield f"{column} is {row[column]!r}, not 1 to {LAST}"


LAST = 13
"""The last grade of upper secondary school."""
ALLOWED = {
    "register": {"nbr", "nsr"},
    "type": set(TYPES),
    "public": {"yes", "no"},
    "owned_by": {"", "kommune", "fylke"},
}
