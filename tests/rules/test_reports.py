"""The rules as a list for people: every value, what it rests on, and what nobody has confirmed."""

from __future__ import annotations

from datetime import date

from samspel.rules import RuleLine, report

BOTH = ("nb", "nn")


def line(key: str, on: date | None, form: str = "nb") -> RuleLine:
    """Give the only line of a rule on a day."""
    (found,) = [each for each in report(on, form=form) if each.key == key]
    return found


def test_a_value_is_said_in_words_with_its_basis_and_its_quote() -> None:
    weeks = line("decisions.appeal_weeks", date(2023, 5, 2))

    assert weeks == RuleLine(
        step="decisions",
        key="decisions.appeal_weeks",
        title="Klagefrist etter at underretningen er kommet fram",
        value="3 uker",
        basis="forvaltningsloven § 29 første ledd",
        address="https://lovdata.no/lov/1967-02-10",
        since=date(1970, 1, 1),
        verified=True,
        quote="Fristen for å klage er 3 uker fra det tidspunkt underretning om vedtaket er kommet frem til "
        "vedkommende part.",
        reason="",
    )


def test_the_same_list_is_given_in_nynorsk() -> None:
    weeks = line("decisions.appeal_weeks", date(2023, 5, 2), "nn")

    assert (weeks.value, weeks.basis) == ("3 veker", "forvaltningslova § 29 første ledd")
    assert line("casework.preliminary_reply_months", date(2023, 5, 2), "nn").value == "1 månad"
    assert line("schemes.2021", date(2023, 5, 2), "nn").title == "Ordningar i regelsettet"


def test_what_is_not_confirmed_says_why() -> None:
    parts = line("decisions.letter_parts", date(2023, 5, 2))

    assert (parts.verified, parts.basis) == (False, "bestemmelser om økonomistyring i staten punkt 6.3.3")
    assert parts.reason.startswith("Ordlyden i punkt 6.3.3 er ikke lest")


def test_without_a_day_every_value_ever_entered_is_there() -> None:
    days = [each.since for each in report() if each.key == "needs.longest_period"]

    assert days == [date(2021, 1, 26), date(2021, 11, 18), date(2022, 10, 3), date(2026, 1, 1)]


def test_a_day_shows_one_value_of_each_rule_and_none_that_has_not_begun() -> None:
    lines = report(date(2023, 2, 1))
    keys = [each.key for each in lines]

    assert len(keys) == len(set(keys))
    assert max(each.since for each in lines) <= date(2023, 2, 1)
    assert not [key for key in keys if key.startswith("schemes.2026")]


def test_an_older_rule_set_stays_on_the_list_because_its_needs_live_on() -> None:
    keys = {each.key for each in report(date(2026, 11, 24))}

    assert {"schemes.2021.decentralised.own_contribution_percent", "schemes.2026.collective.has_forum_step"} <= keys


def test_what_holds_for_every_scheme_of_a_rule_set_is_said_once() -> None:
    lines = [each for each in report(date(2023, 2, 1)) if each.key.endswith(".partner_kinds")]

    assert [(each.key, each.title) for each in lines] == [
        ("schemes.2021.partner_kinds", "Alle ordningene: Hvem som kan være partner")
    ]


def test_no_line_is_without_words() -> None:
    for form in BOTH:
        for each in report(form=form):
            assert each.title
            assert each.value
            assert each.basis
            assert each.verified or each.reason
