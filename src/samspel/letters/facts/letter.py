"""What every letter needs: who writes, to whom, about what, and the check that nothing mandatory is missing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, TypeGuard

from samspel.kit.deadlines import OSLO
from samspel.letters.characters import printable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Language = Literal["nb", "nn"]
Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
TEXTS = Path(__file__).resolve().parent.parent / "texts"
INDEX = re.compile(r"\[\d+\]")
NOT_ALWAYS = {"none": True}
"""Metadata of a mandatory answer that may be "there is none", said with None and never with a blank."""


class IncompleteLetter(ValueError):
    """A letter is refused because mandatory parts are missing; `missing` names them all."""

    def __init__(self, template: str, missing: tuple[str, ...]) -> None:
        """Keep which template was asked for and which parts it lacks."""
        super().__init__(f"the letter {template} lacks: {', '.join(missing)}")
        self.template = template
        self.missing = missing

    def parts(self, language: Language) -> tuple[str, ...]:
        """Give the missing parts in the words a caseworker knows."""
        words = tomllib.loads((TEXTS / f"{language}.toml").read_text())["parts"]
        plain = (INDEX.sub("", name) for name in self.missing)
        return tuple(dict.fromkeys(words.get(name) or words[name.partition(".")[0]] for name in plain))


@dataclass(frozen=True)
class Office:
    """The sender: names and address as they stand in the letter's language form."""

    name: str
    address: tuple[str, ...]
    orgnr: str
    email: str
    phone: str


@dataclass(frozen=True)
class Recipient:
    """The organisation that the letter goes to; `orgnr` blank for a network without one."""

    name: str
    address: tuple[str, ...] = ()
    orgnr: str = ""
    attention: str = ""


@dataclass(frozen=True)
class Contact:
    """Who answers questions about the letter."""

    name: str
    email: str
    phone: str = ""


@dataclass(frozen=True)
class Signatory:
    """A named person of the office with a title, who prepared or decided."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """The head that all letters share; a field without a default is mandatory and may not be blank."""

    template: ClassVar[str]

    sender: Office
    recipient: Recipient
    our_reference: str
    contact: Contact
    your_reference: str = ""
    copies_to: tuple[str, ...] = ()
    demo: bool = False

    def missing(self) -> tuple[str, ...]:
        """Name every mandatory part that is blank, such as `sender.name`."""
        return tuple(_blanks(self, ""))

    def as_json(self) -> dict[str, Json]:
        """Give the facts as JSON values (ISO 8601, moments in Norwegian time), or refuse when incomplete."""
        if missing := self.missing():
            raise IncompleteLetter(self.template, missing)
        return {"template": self.template} | {field.name: _json(getattr(self, field.name)) for field in fields(self)}


def _blanks(facts: DataclassInstance, path: str) -> Iterator[str]:
    for field in fields(facts):
        value, name = getattr(facts, field.name), path + field.name
        if _has_parts(value):
            yield from _blanks(value, f"{name}.")
        elif isinstance(value, tuple) and any(map(_has_parts, value)):
            for number, part in enumerate(value):
                yield from _blanks(part, f"{name}[{number}].")
        elif _mandatory(field, value) and _blank(value):
            yield name


def _has_parts(value: object) -> TypeGuard[DataclassInstance]:
    return is_dataclass(value) and not isinstance(value, type)


def _mandatory(field: Field[object], value: object) -> bool:
    return field.default is MISSING and not (value is None and "none" in field.metadata)


def _blank(value: object) -> bool:
    if isinstance(value, tuple):
        return not value or any(map(_blank, value))
    return value is None or (isinstance(value, str) and not printable(value).strip())


def _json(value: object) -> Json:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(OSLO).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_json(part) for part in value]
    if _has_parts(value):
        return {field.name: _json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"a letter holds no {type(value).__name__}")
