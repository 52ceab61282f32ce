"""The rules as a list for people: every value with its basis, since when, and what nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from samspel.rules.schemes import Fact, RuleSet, Terms, rule_sets, terms, word
from samspel.rules.sources import in_nynorsk
from samspel.rules.values import Entry, Given, NoRule, Value, everything

UNITS = {
    "years": (("år", "år"), ("år", "år")),
    "months": (("måned", "måneder"), ("månad", "månader")),
    "weeks": (("uke", "uker"), ("veke", "veker")),
    "days": (("dag", "dager"), ("dag", "dagar")),
    "percent": (("prosent", "prosent"), ("prosent", "prosent")),
}
FACT_UNITS = {"own_contribution_percent": "percent", "longest_period_years": "years"}
ENDED = {"nb": "opphevet", "nn": "oppheva"}
ALL = {"nb": "Alle ordningene", "nn": "Alle ordningane"}
RULE_SET = {"nb": "Ordninger i regelsettet", "nn": "Ordningar i regelsettet"}


@dataclass(frozen=True)
class RuleLine:
    """One value of one rule, in words; `quote` is the sentence of the source, `reason` as in a Value."""

    step: str
    key: str
    title: str
    value: str
    basis: str
    address: str
    since: date
    verified: bool
    quote: str
    reason: str


def report(on: date | None = None, *, form: str = "nb") -> list[RuleLine]:
    """Give the rules in force on a day, or every value ever entered when no day is given, in one written form."""
    form = "nn" if in_nynorsk(form) else "nb"
    return [*value_lines(on, form), *scheme_lines(on, form)]


def value_lines(on: date | None, form: str) -> Iterator[RuleLine]:
    """Give a line for every value of the steps' rules."""
    for entry in everything().values():
        title = entry.title_nn if form == "nn" else entry.title
        for value in entry.values if on is None else in_force(entry, on):
            text = ENDED[form] if value.gives is None else in_words(value.gives, entry.unit, entry.terms, form)
            yield line(entry.key, title, text, since=value.since, said=value, form=form)


def in_force(entry: Entry, on: date) -> list[Value]:
    """Give the value that a rule has on a day, if it has one."""
    try:
        return [entry.on(on)]
    except NoRule:
        return []


def scheme_lines(on: date | None, form: str) -> Iterator[RuleLine]:
    """Give the lines of every rule set that had begun: a need keeps an older one for its whole life."""
    for rule_set in rule_sets().values():
        if on is None or rule_set.since <= on:
            yield from rule_set_lines(rule_set, form)


def rule_set_lines(rule_set: RuleSet, form: str) -> Iterator[RuleLine]:
    """Give the lines of one rule set: its schemes, what holds for them all, then what holds for each."""
    key, since = f"schemes.{rule_set.code}", rule_set.since
    names = ", ".join(scheme.short_in(form) for scheme in rule_set.schemes)
    yield line(key, RULE_SET[form], names, since=since, said=rule_set, form=form)
    shared = facts_of_all(rule_set)
    for name, fact in shared.items():
        title = f"{ALL[form]}: {word('facts', name, form)}"
        yield line(f"{key}.{name}", title, fact_in_words(fact, name, form), since=since, said=fact, form=form)
    for scheme in rule_set.schemes:
        for name, fact in scheme.facts().items():
            if name not in shared:
                title = f"{scheme.short_in(form)}: {word('facts', name, form)}"
                text = fact_in_words(fact, name, form)
                yield line(f"{key}.{scheme.code}.{name}", title, text, since=since, said=fact, form=form)


def facts_of_all(rule_set: RuleSet) -> dict[str, Fact[Any]]:
    """Give the facts that hold alike for every scheme of a rule set with several."""
    first, *rest = (scheme.facts() for scheme in rule_set.schemes)
    return {name: fact for name, fact in first.items() if rest and all(other[name] == fact for other in rest)}


def line(key: str, title: str, text: str, *, since: date, said: Value | Fact[Any] | RuleSet, form: str) -> RuleLine:
    """Put one line together; the mark of an unconfirmed basis is for the reader's page to show."""
    basis = replace(said.basis, verified=True).text(form)
    step, address, verified = key.split(".", maxsplit=1)[0], said.basis.address, said.basis.verified
    return RuleLine(step, key, title, text, basis, address, since, verified, said.quote, said.reason)


def fact_in_words(fact: Fact[Any], name: str, form: str) -> str:
    """Say what a fact of a scheme is; a list of sentences is run together, a list of words is set apart by commas."""
    if isinstance(fact, Terms):
        words = [term.text(form) for term in fact]
        return (" " if words and words[0].endswith(".") else ", ").join(words) or "–"
    return in_words(fact.value, FACT_UNITS.get(name, ""), name, form)


def in_words(gives: Given, unit: str, group: str, form: str) -> str:
    """Say a value in words: yes or no, a number with its unit, or codes by their names."""
    if isinstance(gives, bool):
        return "ja" if gives else "nei"
    if isinstance(gives, int):
        if not unit:
            return str(gives)
        one, many = UNITS[unit][form == "nn"]
        return f"{gives} {one if gives == 1 else many}"
    if isinstance(gives, str):
        return word(group, gives, form)
    return ", ".join(terms()[group][code].text(form) for code in gives)
