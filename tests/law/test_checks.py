"""The checks of the rule data see: each planted fault turns them red, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.law import checks, rulebook
from tests.law.rulebook import Data

pytestmark = pytest.mark.law


def value_of(planted: Data, key: str, position: int = 0) -> dict[str, Any]:
    """Give one value of one rule, to plant a fault in."""
    step, name = key.split(".")
    value: dict[str, Any] = planted.rules[step][name]["value"][position]
    return value


def a_value_without_a_basis(planted: Data) -> str:
    del value_of(planted, "decisions.appeal_weeks")["basis"]
    return "decisions.appeal_weeks since 1970-01-01: no basis"


def a_basis_that_does_not_exist(planted: Data) -> str:
    value_of(planted, "decisions.appeal_weeks")["basis"] = "sachsenspiegel"
    return "decisions.appeal_weeks since 1970-01-01: sachsenspiegel is no source"


def a_basis_that_nobody_has_read(planted: Data) -> str:
    value = value_of(planted, "needs.receipt_at_once")
    value["basis"] = value.pop("expected")
    del value["reason"]
    return "needs.receipt_at_once since 2021-01-26: eforvaltning is the basis, but nobody has read it"


def a_basis_that_is_not_in_force_yet(planted: Data) -> str:
    value_of(planted, "casework.archive_duty", 1)["since"] = date(2025, 12, 31)
    return "casework.archive_duty since 2025-12-31: arkivlova-2025 was not in force before 2026-01-01"


def an_unconfirmed_value_without_a_reason(planted: Data) -> str:
    value_of(planted, "needs.receipt_at_once")["reason"] = "  "
    return "needs.receipt_at_once since 2021-01-26: to be verified, without a reason"


def a_reason_where_nothing_is_unconfirmed(planted: Data) -> str:
    value_of(planted, "decisions.appeal_weeks")["reason"] = "Vi tror det."
    return "decisions.appeal_weeks since 1970-01-01: a reason or an expected source belongs to what is to be verified"


def an_expected_source_that_does_not_exist(planted: Data) -> str:
    value_of(planted, "needs.receipt_at_once")["expected"] = "forskrift-1814"
    return "needs.receipt_at_once since 2021-01-26: expected in forskrift-1814, which is no source"


def a_value_without_a_scenario(planted: Data) -> str:
    planted.rules["needs"]["longest_period"]["value"].append(
        {"since": date(2030, 1, 1), "is": 4, "basis": "utlysing-rogaland-2023"}
    )
    return "needs.longest_period since 2030-01-01: no scenario"


def a_scenario_taken_away(planted: Data) -> str:
    planted.scenarios = [each for each in planted.scenarios if each["rule"] != "payments.nobody_pays_oneself"]
    return "payments.nobody_pays_oneself since 2020-01-01: no scenario"


def a_misspelt_key(planted: Data) -> str:
    value_of(planted, "decisions.appeal_weeks")["qoute"] = "3 uker"
    return "decisions.appeal_weeks since 1970-01-01: qoute means nothing here"


def a_moment_where_a_day_belongs(planted: Data) -> str:
    value_of(planted, "followup.reminder_days")["since"] = datetime(2021, 1, 26)  # noqa: DTZ001
    return "followup.reminder_days since 2021-01-26 00:00:00: since is not a day"


def values_out_of_order(planted: Data) -> str:
    value_of(planted, "calls.usual_deadline", 1)["since"] = date(2021, 11, 18)
    return "calls.usual_deadline: 2021-11-18 does not come after 2021-11-18"


def values_of_two_types(planted: Data) -> str:
    value_of(planted, "needs.longest_period", 1)["is"] = "tre"
    return "needs.longest_period: values of several types"


def a_rule_without_a_title_in_nynorsk(planted: Data) -> str:
    del planted.rules["needs"]["longest_period"]["title_nn"]
    return "needs.longest_period: title_nn is missing"


def a_rule_without_values(planted: Data) -> str:
    planted.rules["calls"]["empty"] = {"title": "Tom", "title_nn": "Tom", "value": []}
    return "calls.empty: no value"


def a_unit_that_is_none(planted: Data) -> str:
    planted.rules["needs"]["longest_period"]["unit"] = "fortnights"
    return "needs.longest_period: no such unit: fortnights"


def a_code_without_words(planted: Data) -> str:
    value_of(planted, "decisions.reason_parts")["is"].append("mood")
    return "decisions.reason_parts since 1995-04-01: mood has no words in reason_parts"


def a_fact_without_a_basis(planted: Data) -> str:
    del planted.schemes["scheme"]["2021"]["decentralised"]["facts"]["own_contribution_percent"]["basis"]
    return "schemes.2021.decentralised.own_contribution_percent: no basis"


def a_fact_without_a_reason(planted: Data) -> str:
    del planted.schemes["scheme"]["2026"]["collective"]["facts"]["has_forum_step"]["reason"]
    return "schemes.2026.collective.has_forum_step: to be verified, without a reason"


def a_fact_without_a_value(planted: Data) -> str:
    del planted.schemes["scheme"]["2026"]["collective"]["facts"]["duties"]["is"]
    return "schemes.2026.collective.duties: no value"


def a_fact_without_a_scenario(planted: Data) -> str:
    for scenario in planted.scheme_scenarios:
        if scenario["scheme"] == "collective":
            scenario["expect"].pop("partner_kinds", None)
    return "schemes.2026.collective.partner_kinds: no scenario"


def a_source_that_nothing_rests_on(planted: Data) -> str:
    planted.sources["kong-sverre"] = {**planted.sources["fvl"], "title": "Kong Sverre"}
    return "source kong-sverre: nothing is based on it"


def a_term_without_nynorsk(planted: Data) -> str:
    planted.terms["themes"]["digital"]["nn"] = ""
    return "term themes.digital: nn is missing"


PLANTED = [
    a_value_without_a_basis,
    a_basis_that_does_not_exist,
    a_basis_that_nobody_has_read,
    a_basis_that_is_not_in_force_yet,
    an_unconfirmed_value_without_a_reason,
    a_reason_where_nothing_is_unconfirmed,
    an_expected_source_that_does_not_exist,
    a_value_without_a_scenario,
    a_scenario_taken_away,
    a_misspelt_key,
    a_moment_where_a_day_belongs,
    values_out_of_order,
    values_of_two_types,
    a_rule_without_a_title_in_nynorsk,
    a_rule_without_values,
    a_unit_that_is_none,
    a_code_without_words,
    a_fact_without_a_basis,
    a_fact_without_a_reason,
    a_fact_without_a_value,
    a_fact_without_a_scenario,
    a_source_that_nothing_rests_on,
    a_term_without_nynorsk,
]


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(plant: Callable[[Data], str]) -> None:
    planted = rulebook.load()
    fault = plant(planted)

    assert fault in checks.faults(planted)


def test_the_data_without_a_fault_is_clean() -> None:
    assert checks.faults(rulebook.load()) == []
