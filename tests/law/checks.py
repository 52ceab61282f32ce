"""What every value in the rule data must keep: a basis that was read, or a reason why not, and a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from samspel.rules.sources import TO_BE_VERIFIED
from tests.law.rulebook import Data

RULE_KEYS = {"title", "title_nn", "unit", "terms", "value"}
VALUE_KEYS = {"since", "is", "basis", "reference", "quote", "note", "expected", "reason"}
FACT_KEYS = VALUE_KEYS - {"since"}
SOURCE_KEYS = {"title", "title_nn", "full", "kind", "adopted", "in_force", "address", "read"}
TERM_KEYS = {"nb", "nn"}
UNITS = {"years", "months", "weeks", "days"}


def faults(data: Data) -> list[str]:
    """Give every fault in the rule data and its scenarios, one a line."""
    return [*rule_faults(data), *scheme_faults(data), *source_faults(data), *term_faults(data)]


def rule_faults(data: Data) -> Iterator[str]:
    """Give what is wrong with the rules of the steps."""
    for step, rules in data.rules.items():
        for name, rule in rules.items():
            key = f"{step}.{name}"
            yield from unknown(key, rule, RULE_KEYS)
            yield from words_missing(key, rule, ("title", "title_nn"))
            if rule.get("unit", "years") not in UNITS:
                yield f"{key}: no such unit: {rule['unit']}"
            yield from value_faults(data, key, rule)
            yield from without_scenario(data, key, rule.get("value", []))


def value_faults(data: Data, key: str, rule: dict[str, Any]) -> Iterator[str]:
    """Give what is wrong with the dated values of one rule."""
    values = rule.get("value", [])
    if not values:
        yield f"{key}: no value"
    for value in values:
        since = value.get("since")
        where = f"{key} since {since}"
        yield from unknown(where, value, VALUE_KEYS)
        if not is_day(since):
            yield f"{where}: since is not a day"
            continue
        yield from basis_faults(data, where, value, since)
        if isinstance(value.get("is"), list):
            yield from codes_without_words(data, where, rule.get("terms", key.split(".")[1]), value["is"])
    days = [value["since"] for value in values if is_day(value.get("since"))]
    yield from (f"{key}: {newer} does not come after {older}" for older, newer in pairwise(days) if older >= newer)
    if len({type(value["is"]) for value in values if "is" in value}) > 1:
        yield f"{key}: values of several types"


def basis_faults(data: Data, where: str, value: dict[str, Any], since: date) -> Iterator[str]:
    """Give what is wrong with the basis of one value or fact: it must have been read and in force, or say why not."""
    basis, expected = value.get("basis"), value.get("expected")
    if expected is not None and expected not in data.sources:
        yield f"{where}: expected in {expected}, which is no source"
    if basis == TO_BE_VERIFIED:
        if not value.get("reason", "").strip():
            yield f"{where}: to be verified, without a reason"
        return
    if "reason" in value or expected is not None:
        yield f"{where}: a reason or an expected source belongs to what is to be verified"
    source = data.sources.get(str(basis))
    if source is None:
        yield f"{where}: no basis" if basis is None else f"{where}: {basis} is no source"
        return
    if not source.get("read"):
        yield f"{where}: {basis} is the basis, but nobody has read it"
    if source.get("in_force", since) > since:
        yield f"{where}: {basis} was not in force before {source['in_force']}"


def without_scenario(data: Data, key: str, values: list[dict[str, Any]]) -> Iterator[str]:
    """Give the values of a rule that no scenario meets."""
    met = [scenario["on"] for scenario in data.scenarios if scenario["rule"] == key]
    days = [value["since"] for value in values if is_day(value.get("since"))]
    for since, end in pairwise([*days, date.max]):
        if not any(since <= day < end for day in met):
            yield f"{key} since {since}: no scenario"


def scheme_faults(data: Data) -> Iterator[str]:
    """Give what is wrong with the rule sets, and with the facts of each scheme."""
    for code, rule_set in data.schemes["rule_set"].items():
        yield from basis_faults(data, f"schemes.{code}", rule_set, rule_set["since"])
        for name, scheme in data.schemes["scheme"][code].items():
            key = f"schemes.{code}.{name}"
            yield from words_missing(key, scheme, ("name", "name_nn", "short", "short_nn"))
            facts = {**rule_set.get("facts", {}), **scheme["facts"]}
            for fact, value in facts.items():
                yield from fact_faults(data, f"{key}.{fact}", fact, value)
            met = {
                fact for scenario in data.scheme_scenarios if scenario["scheme"] == name for fact in scenario["expect"]
            }
            yield from (f"{key}.{fact}: no scenario" for fact in facts if fact not in met)


def fact_faults(data: Data, where: str, name: str, value: dict[str, Any]) -> Iterator[str]:
    """Give what is wrong with one fact of a scheme."""
    yield from unknown(where, value, FACT_KEYS)
    yield from basis_faults(data, where, value, date.max)
    if "is" not in value:
        yield f"{where}: no value"
    if isinstance(value.get("is"), list):
        yield from codes_without_words(data, where, name, value["is"])


def source_faults(data: Data) -> Iterator[str]:
    """Give what is wrong with the sources: words or keys missing, or a text in force that nothing is based on."""
    rules = [value for rules in data.rules.values() for rule in rules.values() for value in rule.get("value", [])]
    sets = list(data.schemes["rule_set"].values())
    schemes = [scheme for schemes in data.schemes["scheme"].values() for scheme in schemes.values()]
    facts = [fact for owner in [*sets, *schemes] for fact in owner.get("facts", {}).values()]
    used = {entry.get(key) for entry in [*rules, *sets, *facts] for key in ("basis", "expected")}
    for key, source in data.sources.items():
        yield from unknown(f"source {key}", source, SOURCE_KEYS)
        yield from words_missing(f"source {key}", source, ("title", "title_nn", "full", "kind"))
        if key not in used and "in_force" in source:
            yield f"source {key}: nothing is based on it"


def term_faults(data: Data) -> Iterator[str]:
    """Give the codes that lack words in one of the written forms."""
    for group, codes in data.terms.items():
        for code, words in codes.items():
            yield from unknown(f"term {group}.{code}", words, TERM_KEYS)
            yield from words_missing(f"term {group}.{code}", words, ("nb", "nn"))


def is_day(since: object) -> bool:
    """Tell whether a value begins on a day, not at a moment and not never."""
    return isinstance(since, date) and not isinstance(since, datetime)


def codes_without_words(data: Data, where: str, group: str, codes: list[str]) -> Iterator[str]:
    """Give the codes of a list that nobody could read on a screen."""
    yield from (f"{where}: {code} has no words in {group}" for code in codes if code not in data.terms.get(group, {}))


def unknown(where: str, entry: dict[str, Any], known: set[str]) -> Iterator[str]:
    """Give the names that mean nothing here: a misspelt one must not be silently ignored."""
    yield from (f"{where}: {name} means nothing here" for name in entry if name not in known)


def words_missing(where: str, entry: dict[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    """Give the words that people would look for in vain."""
    yield from (f"{where}: {name} is missing" for name in names if not entry.get(name))
