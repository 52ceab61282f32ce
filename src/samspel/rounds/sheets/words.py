"""What the sheets, columns and choices of a workbook are called, in both written forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samspel.rounds.sheets.plan import Column, Kind, Table
from samspel.rules import rule_sets, terms
from samspel.rules.sources import in_nynorsk

DATA = Path(__file__).parent / "words.toml"
FORMS = ("nb", "nn")


@dataclass(frozen=True)
class Words:
    """What something is called and what is said about it, in both written forms, and what an example of it is."""

    nb: str
    nn: str
    about: str = ""
    about_nn: str = ""
    example: Any = None

    def text(self, form: str) -> str:
        """Give the words in one written form."""
        return self.nn if in_nynorsk(form) else self.nb

    def help(self, form: str) -> str:
        """Give what is said about it, in one written form."""
        return self.about_nn if in_nynorsk(form) else self.about


@cache
def data() -> dict[str, Any]:
    """Give the file of words."""
    return tomllib.loads(DATA.read_text("utf-8"))


@cache
def sheet(name: str) -> Words:
    """Give the words of a sheet."""
    return Words(**data()["sheet"].get(name, {"nb": name, "nn": name}))


@cache
def page(name: str) -> Words:
    """Give one of the words that stand around the sheets."""
    return Words(**data()["page"][name])


@cache
def mark(name: str) -> Words:
    """Give the words of the first column, which marks rows that are not read."""
    return Words(**data()["mark"][name])


@cache
def field(model: str, name: str) -> Words:
    """Give the words of one field of one part."""
    return Words(**data()["field"].get(model, {}).get(name, {"nb": name, "nn": name}))


def heading(column: Column, form: str) -> str:
    """Give what a column is called: the parts that it lies in, and the field."""
    return ": ".join(field(*name).text(form) for name in column.names)


def about(column: Column, form: str) -> str:
    """Give what is said about a column."""
    return " ".join(filter(None, (field(*name).help(form) for name in column.names)))


def titles(table: Table) -> set[str]:
    """Give everything that a sheet may be called, in small letters."""
    return {sheet(table.name).text(form).casefold() for form in FORMS}


def headings(column: Column) -> set[str]:
    """Give everything that a column may be called, in small letters."""
    return {heading(column, form).casefold() for form in FORMS}


def choices(column: Column) -> tuple[Words, ...]:
    """Give what may be chosen in a column, in the order of the lists."""
    return tuple(words for _, words in coded(column))


def coded(column: Column) -> Iterator[tuple[str, Words]]:
    """Give the codes of a column with their words; a code that nobody reads about is its own word."""
    if column.kind == Kind.YES_NO:
        yield "true", page("yes")
        yield "false", page("no")
    elif column.group:
        known = group(column.group)
        for code in column.codes or tuple(known):
            yield code, known.get(code, Words(code, code))
    else:
        for code in column.codes:
            yield code, Words(code, code)


@cache
def group(name: str) -> dict[str, Words]:
    """Give the codes of a group with their words."""
    if name == "schemes":
        found = [one for rule_set in rule_sets().values() for one in rule_set.schemes]
        return {one.code: Words(one.short, one.short_nn) for one in reversed(found)}
    if name == "kinds":
        return group("owner_kinds") | group("partner_kinds")
    if name in data()["choices"]:
        return {code: Words(**words) for code, words in data()["choices"][name].items()}
    return {code: Words(term.nb, term.nn) for code, term in terms()[name].items()}


def word_of(column: Column, code: str, form: str) -> str:
    """Give the word for a code in a column; a code that has none is its own."""
    return next((words.text(form) for known, words in coded(column) if known == code), code)


def code_of(column: Column, word: str) -> str:
    """Give the code for a word, in whichever form it is written; a word that stands for none is given back."""
    wanted = word.strip().casefold()
    codes = list(coded(column))
    if any(code == word for code, _ in codes):
        return word
    return next((code for code, words in codes if wanted in {words.nb.casefold(), words.nn.casefold(), code}), word)
