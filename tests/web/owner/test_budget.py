"""The budget beside that of the last time: sums, differences, what the owner must pay itself, and what things cost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.flow.refusal import Refused
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.transitions import BudgetAmount, CostAmount
from tests.cast import KARI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import NOW, address, money


def begun_from(former: Need) -> Need:
    """A need begun from a former one under the same call."""
    return transitions.begin_from(
        former, former.call, scheme=former.scheme, owner=former.owner, title="", partners=True, by=KARI, at=NOW
    )


def now(need: Need) -> Need:
    return queries.need_of(KARI, need.pk)


def test_last_times_amounts_stand_beside_those_of_now_with_the_difference(rogaland: OfficeCast) -> None:
    need = begun_from(needs.filled(asked_nok=400_000))
    assert "I 2023: 300\xa0000\xa0kr. Nå det samme." in read(sit(KARI, NOW), "owner-budget", need.pk)
    for typed, told in (("350 000", "Nå 50\xa0000\xa0kr mer."), ("1", "Nå 299\xa0999\xa0kr mindre.")):
        write(sit(KARI, NOW), "owner-budget", need.pk, **{money(): typed, money(recipient="hiv"): "100 000"})
        page = read(sit(KARI, NOW), "owner-budget", need.pk)
        assert f"I 2023: 300\xa0000\xa0kr. {told}" in page
        assert "Sist søkte dere om" in page


def test_the_amounts_of_the_last_time_can_be_written_off_without_storing_anything(rogaland: OfficeCast) -> None:
    need = begun_from(needs.filled(asked_nok=400_000))
    transitions.set_budget(need, lines=[], by=KARI, at=NOW)
    assert 'name="sist"' in read(sit(KARI, NOW), "owner-budget", need.pk)
    page = write(sit(KARI, NOW), "owner-budget", need.pk, **{money(): "", "sist": "1"})
    assert page.status_code == 200
    assert 'value="300\xa0000"' in page.text
    assert sheets.of(now(need)).lines == ()


def test_whoever_asks_for_the_first_time_has_nothing_beside(rogaland: OfficeCast) -> None:
    page = read(sit(KARI, NOW), "owner-budget", needs.filled().pk)
    assert "Sist søkte dere om" not in page
    assert "data-was" not in page


def test_the_sums_are_those_of_what_was_typed_also_where_something_is_wrong(rogaland: OfficeCast) -> None:
    need = needs.filled("decentralised", asked_nok=400_000)
    answer = write(sit(KARI, NOW), "owner-budget", need.pk, **{money(): "1 000", money(recipient="hiv"): "mye"})
    assert answer.status_code == 422
    assert "Av 1\xa0000\xa0kr i tilskudd må dere selv stille med minst 300\xa0kr." in answer.text


def test_coordinating_is_told_as_a_share_with_the_ceiling_of_the_forum(rogaland: OfficeCast) -> None:
    need = needs.filled()
    line = (need.call.budget_year, "coordinator", id_of("fjordvik"), 100_000)
    transitions.set_budget(need, lines=[BudgetAmount(*line)], by=KARI, at=NOW)
    page = read(sit(KARI, NOW), "owner-budget", need.pk)
    assert "Koordinatoren får 100\xa0000\xa0kr. Det er 100,0 prosent" in page
    assert "coordinator_position_percent" in page
    type(need.call).objects.filter(pk=need.call_id).update(coordinator_percent=10)
    page = read(sit(KARI, NOW), "owner-budget", need.pk)
    assert "Forumet har satt grensen til 10 prosent." in page


def test_costs_and_the_least_amount_are_kept_and_read_again(rogaland: OfficeCast) -> None:
    need = needs.filled()
    sent = {money(): "5 000", "cost-course-per-participant-2023": "1 200", "minimum_nok": "4 000"}
    assert write(sit(KARI, NOW), "owner-budget", need.pk, **sent).status_code == 302
    sheet = sheets.of(now(need))
    assert [(row.year, row.kind, row.amount_nok) for row in sheet.costs] == [(2023, "course-per-participant", 1_200)]
    assert (sheet.need.minimum_nok, sheet.total_nok) == (4_000, 5_000)
    page = sit(KARI, NOW).get(address(need, "kontroll/")).text
    assert "2023, kurskostnad per deltaker: 1\xa0200\xa0kr" in page
    transitions.set_budget(need, lines=[], by=KARI, at=NOW)
    assert len(sheets.of(now(need)).costs) == 1


@pytest.mark.parametrize(
    ("cost", "code"),
    [((2031, "other", 5), "VR13"), ((2023, "weather", 5), "cost-kind"), ((2023, "other", 0), "amount")],
)
def test_a_cost_that_cannot_be_is_refused(rogaland: OfficeCast, cost: tuple[int, str, int], code: str) -> None:
    need = needs.filled()
    with pytest.raises(Refused, match=code):
        transitions.set_budget(need, lines=[], costs=[CostAmount(*cost)], by=KARI, at=NOW)


@pytest.mark.parametrize("why", ["the year is over", "the partner is gone"])
def test_an_amount_that_belongs_nowhere_any_more_is_shown_kept_and_taken_away_by_choice(
    rogaland: OfficeCast, why: str
) -> None:
    need = needs.filled(years=2)
    if why == "the year is over":
        transitions.fill(need, content={"ends_on": date(2023, 12, 31)}, by=KARI, at=NOW)
        told, stray, left = "2024, Høgskulen i vest: 100\xa0000\xa0kr", 400_000, 400_000
    else:
        transitions.cancel_invitation(needs.partnership(need), by=KARI, at=NOW)
        told, stray, left = "2023, Høgskulen i vest: 100\xa0000\xa0kr", 200_000, 600_000
    client = sit(KARI, NOW)
    page = read(client, "owner-budget", need.pk)
    assert "Disse beløpene hører ikke til noe sted lenger" in page and told in page
    saved = write(client, "owner-budget", need.pk, **{money(): "300 000", money(2024): "300 000"})
    assert saved.status_code == 302
    assert sum(line.amount_nok for line in sheets.of(now(need)).stray) == stray
    assert write(client, "owner-budget", need.pk, fjern="1").status_code == 302
    sheet = sheets.of(now(need))
    assert (sheet.stray, sheet.total_nok) == ((), left - (100_000 if why == "the year is over" else 0))
    assert "hører ikke til noe sted" not in read(client, "owner-budget", need.pk)


def test_a_new_amount_that_belongs_nowhere_is_refused(rogaland: OfficeCast) -> None:
    need = needs.filled()
    with pytest.raises(Refused, match="VR13"):
        transitions.set_budget(need, lines=[BudgetAmount(2029, "carry-out", id_of("hiv"), 1)], by=KARI, at=NOW)


def test_the_short_form_asks_about_none_of_it(rogaland: OfficeCast) -> None:
    need = needs.filled()
    Need.objects.filter(pk=need.pk).update(light=True)
    page = read(sit(KARI, NOW), "owner-budget", need.pk)
    assert "minimum_nok" not in page
    assert "cost-other" not in page


def test_the_page_costs_the_same_with_the_last_time_beside(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    need = begun_from(needs.filled(years=3))
    client = sit(KARI, NOW)
    with django_assert_max_num_queries(25):
        client.get(address(need, "budsjett/"))


def test_what_is_wrong_is_told_with_the_year_the_receiver_and_the_use_where_there_are_several(
    rogaland: OfficeCast,
) -> None:
    need, client = needs.filled(years=2), sit(KARI, NOW)
    answer = write(client, "owner-budget", need.pk, **{money(recipient="hiv"): "mye"})
    assert f">{need.call.budget_year}, Høgskulen i vest: Skriv" in answer.text
    several = {"formaal": ["carry-out", "coordinator"], money(recipient="hiv"): "mye"}
    answer = write(client, "owner-budget", need.pk, **several)
    assert re.search(rf">{need.call.budget_year}, [^<,:]+, Høgskulen i vest: Skriv", answer.text)


def test_a_cost_that_is_wrong_is_told_with_its_year(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    answer = write(sit(KARI, NOW), "owner-budget", need.pk, **{"cost-placement-2023": "mye"})
    assert answer.status_code == 422 and ">2023, Hospitering: Skriv" in answer.text
