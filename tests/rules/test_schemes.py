"""The schemes of 2021 and the one of 2026, as data with a basis for each fact."""

from __future__ import annotations

from datetime import date

import pytest

from samspel.rules import NoRule, rule_set_on, rule_sets, scheme, schemes_of, word


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2021, 1, 26), "2021"),
        (date(2025, 12, 31), "2021"),
        (date(2026, 1, 1), "2026"),
        (date(2027, 1, 15), "2026"),
    ],
)
def test_the_day_of_the_call_decides_the_rule_set(day: date, code: str) -> None:
    assert rule_set_on(day) == code


def test_before_the_regulation_there_is_no_rule_set() -> None:
    with pytest.raises(NoRule):
        rule_set_on(date(2021, 1, 25))


def test_three_schemes_became_one() -> None:
    assert {code: [each.code for each in schemes_of(code)] for code in rule_sets()} == {
        "2021": ["regional", "decentralised", "competence-boost"],
        "2026": ["collective"],
    }


@pytest.mark.parametrize(("code", "rule_set"), [("collective", "2021"), ("regional", "2026"), ("regional", "1999")])
def test_a_scheme_that_is_not_in_the_rule_set_is_none(code: str, rule_set: str) -> None:
    with pytest.raises(NoRule):
        scheme(code, rule_set)


def test_only_the_decentralised_scheme_asks_for_thirty_per_cent_of_the_grant() -> None:
    own = {
        each.code: (each.own_contribution_percent.value, each.own_contribution_base.value)
        for each in schemes_of("2021")
    }

    assert own == {
        "regional": (0, "none"),
        "decentralised": (30, "awarded-grant"),
        "competence-boost": (0, "none"),
    }
    assert scheme("decentralised", "2021").own_contribution_percent.basis.key == "utlysing-oslo-viken-2022"


def test_a_vocational_college_may_be_a_partner_from_2026() -> None:
    assert "vocational-college" not in scheme("decentralised", "2021").partner_kinds
    assert "vocational-college" in scheme("collective", "2026").partner_kinds


def test_a_county_leaves_the_scheme_with_its_schools_in_2026() -> None:
    collective = scheme("collective", "2026")

    assert "fylkeskommune" in scheme("decentralised", "2021").owner_kinds
    assert "fylkeskommune" not in collective.owner_kinds
    assert "upper-secondary" not in collective.unit_kinds
    assert not collective.owner_kinds.basis.verified


def test_the_forum_step_of_2026_is_off_and_says_that_it_is_not_confirmed() -> None:
    step = scheme("collective", "2026").has_forum_step

    assert (step.value, step.basis.verified) == (False, False)
    assert step.reason.startswith("Utkastet taler om direkte fordeling")


def test_only_the_competence_boost_has_duties_and_they_are_sentences() -> None:
    assert {each.code: each.duties.codes for each in schemes_of("2021")} == {
        "regional": (),
        "decentralised": (),
        "competence-boost": ("all-three-kinds", "kommune-leads"),
    }
    assert all(
        term.text(form).endswith(".") for term in scheme("competence-boost", "2021").duties for form in ("nb", "nn")
    )


def test_names_and_choices_come_in_both_written_forms() -> None:
    boost = scheme("competence-boost", "2021")

    assert boost.name_in("nn") == "Kompetanseløftet for spesialpedagogikk og inkluderande praksis"
    assert (boost.short_in("nb"), boost.short_in("nn")) == ("Kompetanseløftet", "Kompetanseløftet")
    assert boost.owner_kinds.choices("nn")[2] == ("private-owner", "Privat eigar")
    assert boost.owner_kinds.choices()[2] == ("private-owner", "Privat eier")


def test_the_seven_criteria_end_with_what_comes_back_to_teacher_education() -> None:
    criteria = scheme("regional", "2021").criteria

    assert len(criteria.codes) == 7
    assert criteria.codes[-1] == "back-to-education"


def test_a_code_without_words_is_shown_as_it_is() -> None:
    assert word("partner_kinds", "vocational-college", "nn") == "Fagskule"
    assert word("partner_kinds", "guild") == "guild"
