"""What the law says on a given day: a rule is a name, and a value for every span of days with its own basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from samspel.rules.sources import Basis, basis_of, read_file

STEPS = ("calls", "needs", "casework", "forum", "decisions", "payments", "followup")

T = TypeVar("T", bool, int, str, tuple[str, ...])
Given = bool | int | str | tuple[str, ...]


class NoRule(LookupError):
    """There is no such rule, or it has no value on that day."""


@dataclass(frozen=True)
class Value:
    """What a rule says from one day on, None where it ends; `reason` is why it is not confirmed, or a remark."""

    since: date
    gives: Given | None
    basis: Basis
    quote: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Entry:
    """A rule as the data has it: its title in both written forms, its unit, and its values with the oldest first."""

    key: str
    title: str
    title_nn: str
    unit: str
    terms: str
    values: tuple[Value, ...]

    def on(self, day: date) -> Value:
        """Give the newest value that is not later than the day; NoRule before the first and after an end."""
        in_force = [value for value in self.values if value.since <= day]
        if not in_force or in_force[-1].gives is None:
            raise NoRule(f"{self.key} has no value on {day}")
        return in_force[-1]


@dataclass(frozen=True)
class Rule(Generic[T]):
    """A rule with values of one type; which day to ask for is the asker's to know."""

    entry: Entry
    of: type[T]

    @property
    def key(self) -> str:
        """The name of the rule: its step and its own name, as in `needs.longest_period`."""
        return self.entry.key

    def on(self, day: date) -> T:
        """Give what the rule says on a day; NoRule when it says nothing."""
        gives = self.entry.on(day).gives
        assert isinstance(gives, self.of)
        return gives

    def basis_on(self, day: date) -> Basis:
        """Give the basis of what the rule says on a day."""
        return self.entry.on(day).basis


def rule(key: str, *, of: type[T]) -> Rule[T]:
    """Give a rule by name; a wrong name or type fails at once, when the module that asks is imported."""
    entry = everything().get(key)
    if entry is None:
        raise NoRule(f"no rule is called {key}")
    for value in entry.values:
        if value.gives is not None and type(value.gives) is not of:
            raise TypeError(f"{key} since {value.since} is {type(value.gives).__name__}, not {of.__name__}")
    return Rule(entry, of)


def codes(key: str) -> Rule[tuple[str, ...]]:
    """Give a rule by name whose values are lists of codes."""
    return rule(key, of=tuple)


@cache
def everything() -> Mapping[str, Entry]:
    """Give every rule of every step, by name."""
    named = {f"{step}.{name}": raw for step in STEPS for name, raw in read_file(step).items()}
    return {key: entry_of(key, raw) for key, raw in named.items()}


def entry_of(key: str, raw: Mapping[str, Any]) -> Entry:
    """Read one rule from its data."""
    values = sorted((value_of(value) for value in raw["value"]), key=lambda value: value.since)
    terms = raw.get("terms", key.split(".")[1])
    return Entry(key, raw["title"], raw["title_nn"], raw.get("unit", ""), terms, tuple(values))


def value_of(raw: Mapping[str, Any]) -> Value:
    """Read one dated value from its data; without `is`, the rule ends on that day."""
    gives = raw.get("is")
    given: Given | None = tuple(gives) if isinstance(gives, list) else gives
    return Value(raw["since"], given, basis_of(raw), raw.get("quote", ""), raw.get("reason", raw.get("note", "")))
