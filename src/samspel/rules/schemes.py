"""The schemes (tilskuddsordninger) as data: what holds for each under the rule set of its call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from samspel.rules.sources import Basis, basis_of, in_nynorsk, read_file
from samspel.rules.values import NoRule

T = TypeVar("T")


@dataclass(frozen=True)
class Term:
    """A code and the words people read for it, in bokmål and nynorsk."""

    code: str
    nb: str
    nn: str

    def text(self, form: str = "nb") -> str:
        """Give the words in one written form."""
        return self.nn if in_nynorsk(form) else self.nb


@dataclass(frozen=True)
class Fact(Generic[T]):
    """One thing that holds for a scheme, with the basis that a refusal can name; `reason` as in a Value."""

    value: T
    basis: Basis
    quote: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Terms(Fact[tuple[Term, ...]]):
    """A fact that is a list of codes, such as who may report a need."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order of the source."""
        return tuple(term.code for term in self.value)

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def __iter__(self) -> Iterator[Term]:
        return iter(self.value)

    def choices(self, form: str = "nb") -> list[tuple[str, str]]:
        """Give the codes with their words, as a form's list of choices."""
        return [(term.code, term.text(form)) for term in self.value]


@dataclass(frozen=True)
class SchemeRules:
    """What holds for one scheme under one rule set.

    `agreement_kinds` are those partners that the cooperation must be binding with. `own_contribution_base` names what
    the percentage is of, `own_contribution_when_split` where partners get a part.
    """

    code: str
    rule_set: str
    name: str
    name_nn: str
    short: str
    short_nn: str
    chapter_post: Fact[str]
    owner_kinds: Terms
    partner_kinds: Terms
    agreement_kinds: Terms
    unit_kinds: Terms
    target_groups: Terms
    themes: Terms
    criteria: Terms
    questions: Terms
    own_contribution_percent: Fact[int]
    own_contribution_base: Fact[str]
    own_contribution_when_split: Fact[str]
    budget_categories: Terms
    cost_kinds: Terms
    has_forum_step: Fact[bool]
    longest_period_years: Fact[int]
    duties: Terms

    def name_in(self, form: str) -> str:
        """Give the full name in one written form."""
        return self.name_nn if in_nynorsk(form) else self.name

    def short_in(self, form: str) -> str:
        """Give the short name in one written form."""
        return self.short_nn if in_nynorsk(form) else self.short

    def facts(self) -> dict[str, Fact[Any]]:
        """Give every fact by name."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Fact)}


@dataclass(frozen=True)
class RuleSet:
    """A set of schemes that hold for calls announced from one day on."""

    code: str
    since: date
    basis: Basis
    quote: str
    schemes: tuple[SchemeRules, ...]
    reason: str = ""


def rule_set_on(day: date) -> str:
    """Give the code of the rule set that a call announced on a day is under."""
    in_force = [rule_set for rule_set in rule_sets().values() if rule_set.since <= day]
    if not in_force:
        raise NoRule(f"no rule set on {day}")
    return max(in_force, key=lambda rule_set: rule_set.since).code


def schemes_of(rule_set: str) -> tuple[SchemeRules, ...]:
    """Give the schemes of a rule set in their usual order."""
    found = rule_sets().get(rule_set)
    if found is None:
        raise NoRule(f"no rule set is called {rule_set}")
    return found.schemes


def scheme(code: str, rule_set: str) -> SchemeRules:
    """Give what holds for a scheme under a rule set; NoRule when the set has no such scheme."""
    for candidate in schemes_of(rule_set):
        if candidate.code == code:
            return candidate
    raise NoRule(f"the rule set {rule_set} has no scheme {code}")


def word(group: str, code: str, form: str = "nb") -> str:
    """Give the words for a code in one of the groups of terms; the code itself where it has none."""
    found = terms().get(group, {}).get(code)
    return found.text(form) if found else code


@cache
def terms() -> Mapping[str, Mapping[str, Term]]:
    """Give every code with its words, by group."""
    groups = read_file("terms").items()
    return {group: {code: Term(code, **words) for code, words in codes.items()} for group, codes in groups}


@cache
def rule_sets() -> Mapping[str, RuleSet]:
    """Give the rule sets by code, each with its schemes."""
    data = read_file("schemes")
    return {code: rule_set_of(code, raw, data["scheme"][code]) for code, raw in data["rule_set"].items()}


def rule_set_of(code: str, raw: Mapping[str, Any], schemes: Mapping[str, Any]) -> RuleSet:
    """Read one rule set from its data: facts of the set hold for each scheme that does not say otherwise."""
    shared = raw.get("facts", {})
    read = tuple(scheme_of(name, code, one, {**shared, **one["facts"]}) for name, one in schemes.items())
    return RuleSet(code, raw["since"], basis_of(raw), raw.get("quote", ""), read)


def scheme_of(code: str, rule_set: str, raw: Mapping[str, Any], facts: Mapping[str, Any]) -> SchemeRules:
    """Read one scheme from its data and its facts."""
    names = raw["name"], raw["name_nn"], raw["short"], raw["short_nn"]
    return SchemeRules(code, rule_set, *names, **{name: fact_of(name, fact) for name, fact in facts.items()})


def fact_of(name: str, raw: Mapping[str, Any]) -> Any:  # noqa: ANN401 - which type it has follows from the data
    """Read one fact; a list of codes gets its words."""
    gives, rest = raw["is"], (basis_of(raw), raw.get("quote", ""), raw.get("reason", raw.get("note", "")))
    if isinstance(gives, list):
        return Terms(tuple(terms()[name][code] for code in gives), *rest)
    return Fact(gives, *rest)
