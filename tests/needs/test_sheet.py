"""A need is read whole in a fixed number of queries, and written as the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from samspel.kit.text import digest
from samspel.needs import sheet, transitions
from samspel.needs.transitions import BudgetAmount
from tests.cast import FILIP, KARI, OfficeCast, id_of
from tests.stories import needs

Queries = Callable[[int], AbstractContextManager[object]]


@pytest.mark.parametrize(("owner", "queries", "parts"), [("fjordvik", 9, 35), ("vidda", 10, 36)])
def test_a_need_is_read_in_a_fixed_number_of_queries(
    rogaland: OfficeCast, django_assert_num_queries: Queries, owner: str, queries: int, parts: int
) -> None:
    need = needs.confirmed(owner=owner, years=3)
    with django_assert_num_queries(queries):
        read = sheet.of(need)
        assert read.total_nok == 1_200_000
        assert len(sheet.canonical(read)) == parts


def test_the_years_are_those_the_timetable_touches(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    assert sheet.of(need).years == (2023, 2024, 2025)
    for starts_on, ends_on, years in [
        (date(2023, 8, 1), date(2026, 7, 31), (2023, 2024, 2025, 2026)),
        (date(2022, 8, 1), date(2023, 7, 31), (2023,)),
        (date(2023, 1, 1), date(2040, 1, 1), (2023, 2024, 2025, 2026)),
        (date(2021, 1, 1), date(2021, 2, 1), (2023,)),
    ]:
        need.starts_on, need.ends_on = starts_on, ends_on
        assert sheet.of(need).years == years


def test_money_may_go_to_the_owner_the_members_of_its_network_and_the_partners(rogaland: OfficeCast) -> None:
    read = sheet.of(needs.filled(owner="vidda"))
    assert {recipient.pk for recipient in read.recipients} == {
        id_of("vidda"),
        id_of("fjordvik"),
        id_of("trollskogen"),
        id_of("hiv"),
    }


def test_sums_are_per_receiver_and_year(rogaland: OfficeCast) -> None:
    read = sheet.of(needs.filled(asked_nok=400_000, years=2))
    assert read.asked_nok() == 800_000
    assert read.asked_nok(year=2024) == 400_000
    assert read.asked_nok(recipient_id=id_of("hiv")) == 200_000
    assert read.asked_nok(recipient_id=id_of("hiv"), year=2023) == 100_000


def test_the_same_content_has_the_same_digest_whatever_order_it_was_written_in(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    before = digest(sheet.canonical(sheet.of(need)))
    transitions.set_units(need, unit_ids=[], by=KARI, at=needs.when("2021"))
    assert digest(sheet.canonical(sheet.of(need))) != before
    transitions.set_units(need, unit_ids=list(reversed(needs.units(need))), by=KARI, at=needs.when("2021"))
    lines = [
        BudgetAmount(2023, "carry-out", id_of("hiv"), 100_000),
        BudgetAmount(2023, "carry-out", id_of("fjordvik"), 300_000),
    ]
    transitions.set_budget(need, lines=lines, by=KARI, at=needs.when("2021"))
    assert digest(sheet.canonical(sheet.of(need))) == before


def test_the_partner_confirms_its_own_money_only(rogaland: OfficeCast) -> None:
    need = needs.filled()
    read = sheet.of(need)
    own = sheet.to_confirm(need, id_of("hiv"), read.lines)
    assert own["money"] == [{"year": 2023, "category": "carry-out", "amount_nok": 100_000}]
    empty = sheet.to_confirm(needs.drafted(), id_of("hiv"), [])
    assert (empty["starts_on"], empty["ends_on"], empty["money"]) == ("", "", [])


def test_a_timetable_without_steps_is_confirmed_as_before_there_were_any(rogaland: OfficeCast) -> None:
    need = needs.filled()
    read = sheet.of(need)
    before = sheet.confirm_digest(need, id_of("hiv"), read.lines)
    assert set(sheet.to_confirm(need, id_of("hiv"), read.lines)) == {"measure", "starts_on", "ends_on", "money"}
    need.milestones = "Veke 36: oppstart."
    assert sheet.to_confirm(need, id_of("hiv"), read.lines)["milestones"] == "Veke 36: oppstart."
    assert sheet.confirm_digest(need, id_of("hiv"), read.lines) != before


def test_an_agreement_is_part_of_the_content_where_it_is_ticked_and_nothing_is_said_of_it_else(
    rogaland: OfficeCast,
) -> None:
    need = needs.filled("collective", partner="fagskulen")
    row, at = needs.partnership(need, "fagskulen"), needs.when("2026", day=16)
    for agreed in (None, True):
        transitions.confirm(
            row, shown=needs.shown(row), back_to_education="", binding_agreement=agreed, by=FILIP, at=at
        )
        told = str(sheet.canonical(sheet.of(need))["partners"])
        assert ("'binding_agreement': True" in told, "binding_agreement" in told) == (bool(agreed), bool(agreed))
