"""Every scenario in tests/law/scenarios holds, and every value in the rule data has one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from samspel.rules import NoRule, Terms, rule_set_on, rule_sets, scheme
from samspel.rules.values import Entry, everything
from tests.law import checks, rulebook

pytestmark = pytest.mark.law
DATA = rulebook.load()


def named(scenarios: list[dict[str, Any]]) -> list[Any]:
    """Give scenarios as parameters, each under its own sentence."""
    return [pytest.param(scenario, id=scenario["name"]) for scenario in scenarios]


@pytest.mark.parametrize("scenario", named(DATA.scenarios))
def test_the_rule_says_what_the_scenario_expects(scenario: dict[str, Any]) -> None:
    entry = everything()[scenario["rule"]]
    if scenario.get("none"):
        with pytest.raises(NoRule):
            entry.on(scenario["on"])
        return
    gives = entry.on(scenario["on"]).gives
    assert (list(gives) if isinstance(gives, tuple) else gives) == scenario["expect"]


@pytest.mark.parametrize("scenario", named(DATA.scheme_scenarios))
def test_the_scheme_is_what_the_scenario_expects(scenario: dict[str, Any]) -> None:
    facts = scheme(scenario["scheme"], rule_set_on(scenario["on"])).facts()
    said = {name: list(fact.codes) if isinstance(fact, Terms) else fact.value for name, fact in facts.items()}

    assert {name: said[name] for name in scenario["expect"]} == scenario["expect"]


@pytest.mark.parametrize("entry", everything().values(), ids=lambda entry: entry.key)
def test_a_value_holds_from_its_day_and_not_the_day_before(entry: Entry) -> None:
    for older, value in zip([None, *entry.values], entry.values, strict=False):
        eve = value.since - timedelta(days=1)
        if older is None or older.gives is None:
            with pytest.raises(NoRule):
                entry.on(eve)
        else:
            assert entry.on(eve) is older
        if value.gives is not None:
            assert entry.on(value.since) is value


def test_every_value_has_a_basis_or_a_reason_and_a_scenario() -> None:
    assert checks.faults(DATA) == []


def test_the_longest_period_is_the_same_for_the_schemes_as_for_the_needs() -> None:
    longest = everything()["needs.longest_period"]
    ends = [*(rule_set.since - timedelta(days=1) for rule_set in rule_sets().values()), None][1:]
    for rule_set, end in zip(rule_sets().values(), ends, strict=True):
        last = longest.on(end) if end else longest.values[-1]
        assert {each.longest_period_years.value for each in rule_set.schemes} == {last.gives}
