"""What every field of every record tells of a person, why it is kept, and for how long (personal.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "personal.toml"
NONE, LINK = "none", "link"


@dataclass(frozen=True)
class Kept:
    """One kind of record: the class of each of its fields, the purpose, and how long it is kept."""

    record: str
    fields: Mapping[str, str]
    purpose: str
    keep: str

    @property
    def personal(self) -> dict[str, str]:
        """Give the fields that tell something of a person, with their class."""
        return {name: kind for name, kind in self.fields.items() if kind != NONE}

    @property
    def links(self) -> list[str]:
        """Give the fields that point at a person."""
        return [name for name, kind in self.fields.items() if kind == LINK]


@dataclass(frozen=True)
class Register:
    """Everything that is kept, with the words for the classes, the purposes and how long."""

    classes: Mapping[str, str]
    purposes: Mapping[str, str]
    keep: Mapping[str, str]
    kept: Mapping[str, Kept]


@cache
def register() -> Register:
    """Read the register; KeyError for a class, a purpose or a time that it has no words for."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    classes, purposes, keep = told.pop("classes"), told.pop("purposes"), told.pop("keep")
    kept = {record: _kept(record, dict(entry), classes) for record, entry in told.items()}
    for one in kept.values():
        if one.personal:
            _ = purposes[one.purpose], keep[one.keep]
    return Register(classes, purposes, keep, kept)


def _kept(record: str, entry: dict[str, Any], classes: Mapping[str, str]) -> Kept:
    purpose, keep = str(entry.pop("purpose", "")), str(entry.pop("keep", ""))
    _ = [classes[kind] for kind in entry]
    return Kept(record, {name: kind for kind, names in entry.items() for name in names}, purpose, keep)
