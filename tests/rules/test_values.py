"""A rule gives what it says on a day, with the basis of that day, and fails loudly when it says nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.rules import NoRule, codes, rule
from samspel.rules.values import Rule, entry_of

DAY = date(2023, 2, 1)


def test_a_rule_gives_its_value_and_its_basis_on_a_day() -> None:
    longest = rule("needs.longest_period", of=int)

    assert (longest.key, longest.on(DAY)) == ("needs.longest_period", 3)
    assert longest.basis_on(DAY).key == "utlysing-rogaland-2023"
    assert longest.basis_on(date(2021, 11, 18)).key == "utlysing-oslo-viken-2022"


def test_appeal_is_three_weeks_by_the_administration_act() -> None:
    weeks = rule("decisions.appeal_weeks", of=int)

    assert weeks.on(DAY) == 3
    assert str(weeks.basis_on(DAY)) == "forvaltningsloven § 29 første ledd"
    assert weeks.basis_on(DAY).text("nn") == "forvaltningslova § 29 første ledd"


def test_a_list_of_codes_is_a_rule_too() -> None:
    assert codes("decisions.reason_parts").on(DAY) == ("rule", "facts", "considerations")


def test_before_its_first_value_a_rule_says_nothing() -> None:
    with pytest.raises(NoRule, match=r"decisions\.appeal_weeks has no value on 1969-12-31"):
        rule("decisions.appeal_weeks", of=int).on(date(1969, 12, 31))


def test_a_name_that_is_no_rule_fails_at_once() -> None:
    with pytest.raises(NoRule, match=r"no rule is called needs\.longest_perod"):
        rule("needs.longest_perod", of=int)


@pytest.mark.parametrize("of", [str, bool])
def test_a_wrong_type_fails_at_once(of: type[str]) -> None:
    with pytest.raises(TypeError, match=r"needs\.longest_period since 2021-01-26 is int"):
        rule("needs.longest_period", of=of)


def test_yes_or_no_is_not_a_number() -> None:
    with pytest.raises(TypeError, match="is bool, not int"):
        rule("forum.office_votes", of=int)


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(TypeError):
        rule("needs.longest_period", of=int).on(datetime(2023, 2, 1, tzinfo=UTC))


def test_a_rule_that_has_ended_says_nothing_until_it_begins_again() -> None:
    entry = entry_of("needs.planted", planted([date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)], ended=1))
    gives = Rule(entry, int)

    assert (gives.on(date(2021, 12, 31)), gives.on(date(2024, 1, 1))) == (0, 2)
    for day in (date(2022, 1, 1), date(2023, 12, 31)):
        with pytest.raises(NoRule):
            gives.on(day)


@given(st.lists(st.dates(), min_size=1, max_size=8, unique=True), st.dates())
def test_the_newest_value_not_later_than_the_day_holds(days: list[date], day: date) -> None:
    gives = Rule(entry_of("needs.planted", planted(days)), int)
    begun = [since for since in days if since <= day]

    if begun:
        assert gives.on(day) == days.index(max(begun))
    else:
        with pytest.raises(NoRule):
            gives.on(day)


def planted(days: list[date], *, ended: int | None = None) -> dict[str, Any]:
    """Give rule data with a value for each day, numbered in order; the one at `ended` ends the rule."""
    values = [{"since": day, "is": number, "basis": "fvl"} for number, day in enumerate(days)]
    if ended is not None:
        del values[ended]["is"]
    return {"title": "Plantet", "title_nn": "Planta", "value": values}
