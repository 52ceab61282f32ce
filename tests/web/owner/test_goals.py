"""Beside the goals stands what the former need said and its reports tell; beside the units, what is known of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Unit
from samspel.followup import transitions as followup_acts
from samspel.needs import transitions
from samspel.needs.models import Indicator, Need
from tests.cast import KARI, PIA, OfficeCast, id_of
from tests.stories import followup, needs
from tests.web.desk import read, sit, words, write
from tests.web.owner.pages import FILLED, NOW, address


def begun_from(former: Need) -> Need:
    """A need begun from a former one under the same call."""
    return transitions.begin_from(
        former, former.call, scheme=former.scheme, owner=former.owner, title="", partners=True, by=KARI, at=NOW
    )


def test_what_was_reported_of_the_last_time_stands_beside_the_goals(rogaland: OfficeCast) -> None:
    report = followup.submitted()
    former = report.decision.case.need
    need = begun_from(former)
    page = read(sit(KARI, NOW), "owner-goals", need.pk)
    assert f"Kjennetegnene i {former.ref}" in page
    assert "5 av 8" in page
    assert f"rapport for {report.year}" in page
    assert report.outcome in page


def test_where_nothing_was_reported_that_is_said(rogaland: OfficeCast) -> None:
    need = begun_from(needs.filled())
    page = read(sit(KARI, NOW), "owner-goals", need.pk)
    assert "ikke rapportert" in page
    assert "Utbytte, slik dere rapporterte" not in page


def test_whoever_asks_for_the_first_time_sees_nothing_of_others(rogaland: OfficeCast) -> None:
    followup.submitted()
    need = needs.drafted(owner="trollskogen")
    assert "Kjennetegnene i" not in read(sit(PIA, NOW), "owner-goals", need.pk)


def goals(**changes: str) -> dict[str, object]:
    """What the page about goals sends, with one indicator in percent."""
    return {**FILLED["goals"], "version": "0", **changes}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"target-1": "alle"}, "target-1", "Skriv bare et tall fra 0 til 100, for eksempel 34."),
        ({"baseline-1": "101"}, "baseline-1", "Skriv bare et tall fra 0 til 100, for eksempel 34."),
        ({"measured_in-1": "score"}, "baseline-1", "Skriv bare et tall fra 1 til 5, for eksempel 3,8."),
        ({"measured_in-1": "liter"}, "measured_in-1", "Velg et av svarene under «Hva måler dere det i?»."),
        ({"what-1": ""}, "what-1", "Skriv hva som skal bli bedre."),
    ],
)
def test_a_number_that_is_none_is_told_at_its_question_and_nothing_is_lost_or_kept(
    rogaland: OfficeCast, changes: dict[str, str], field: str, said: str
) -> None:
    need = needs.drafted()
    answer = write(sit(KARI, NOW), "owner-goals", need.pk, **goals(**changes))
    assert answer.status_code == 422
    assert said in answer.text
    assert f'href="#id_{field}"' in answer.text or f'href="#id_{field}_0"' in answer.text
    assert 'value="Styreren"' in answer.text
    assert not Indicator.objects.exists()


def test_an_indicator_in_numbers_is_kept_and_shown_with_its_unit(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    assert write(sit(KARI, NOW), "owner-goals", need.pk, **goals(**{"baseline-1": "25 %"})).status_code == 302
    row = Indicator.objects.get()
    assert (row.measured_in, row.baseline, row.target, row.measured_by) == ("percent", "25", "100", "Styreren")
    page = words(sit(KARI, NOW).get(address(need, "kontroll/")))
    assert "Nå: 25 % Mål: 100 % Måles i: Prosent Måles slik: Vi teller. Måles av: Styreren" in page


def test_how_far_the_last_one_came_is_drawn_and_said(rogaland: OfficeCast) -> None:
    report = followup.asked()
    former = report.decision.case.need
    Indicator.objects.filter(need=former, position=1).update(measured_in="percent", baseline="20", target="70")
    told = followup.told(report)
    first = Indicator.objects.get(need=former, position=1).pk
    results = {**told.results, first: "45 %"}
    followup_acts.submit(report, told=replace(told, results=results), by=KARI, at=followup.HANDED_IN)
    page = read(sit(KARI, NOW), "owner-goals", begun_from(former).pk)
    assert "45\xa0%" in page
    assert '<progress max="100" value="50" aria-hidden="true">' in page
    assert "50 % av veien til målet" in page


def test_what_the_registers_tell_of_the_units_stands_with_source_and_day(rogaland: OfficeCast) -> None:
    need = needs.filled()
    known = {"learners": 1_036, "staff": 9, "counted_on": date(2023, 1, 3), "register": Unit.Register.NBR}
    Unit.objects.filter(pk=id_of("solsida")).update(**known)
    for page in ("owner-participants", "owner-assessment"):
        shown = read(sit(KARI, NOW), page, need.pk)
        assert "Nasjonalt barnehageregister, hentet 3.\xa0januar 2023" in shown
        assert "1\xa0036" in shown
        assert "ukjent" in shown
        assert "Tall fra registrene for enhetene dere har valgt" in shown
        assert "alle enhetene deres" not in shown
    assert "Tall fra registrene" not in read(sit(KARI, NOW), "owner-participants", needs.drafted().pk)


def test_while_no_unit_is_chosen_the_figures_of_all_that_may_take_part_stand_by_the_assessment(
    rogaland: OfficeCast,
) -> None:
    Unit.objects.filter(pk=id_of("solsida")).update(learners=60, staff=14)
    Unit.objects.filter(pk=id_of("nordsida")).update(learners=99, closed_on=NOW.date())
    Unit.objects.filter(pk__in=[id_of("fjordskulen"), id_of("troll")]).update(learners=200)
    page = read(sit(KARI, NOW), "owner-assessment", needs.drafted().pk)
    table = page.partition("<table")[2].partition("</table>")[0]
    assert "Tall fra registrene for alle enhetene deres" in page
    assert "Dere har ikke valgt enheter ennå." in page
    assert "Solsida barnehage" in table
    for name in ("Nordsida barnehage", "Fjordskulen", "Trollskogen barnehage"):
        assert name not in table, "closed, of another kind, or another's"
    assert "ukjent" not in table
    assert table.count('<td class="sam-num">60</td>') == 2, "its own row and the sum"
    of_network = read(sit(KARI, NOW), "owner-assessment", needs.drafted(owner="vidda").pk)
    assert "Solsida barnehage" in of_network and "Trollskogen barnehage" in of_network


def test_an_owner_of_whom_no_register_tells_sees_no_figures(rogaland: OfficeCast) -> None:
    assert set(Unit.objects.filter(owner_id=id_of("fjordvik")).values_list("learners", "staff")) == {(None, None)}
    assert "Tall fra registrene" not in read(sit(KARI, NOW), "owner-assessment", needs.drafted().pk)
    chosen = read(sit(KARI, NOW), "owner-assessment", needs.filled().pk).partition("<tfoot")[2].partition("</tfoot>")[0]
    assert chosen.count("ukjent") == 2, "a sum of nothing is not nought"


def test_the_goals_cost_the_same_for_a_small_and_a_large_need(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    need = begun_from(needs.filled(years=3))
    client = sit(KARI, NOW)
    with django_assert_max_num_queries(27):
        client.get(address(need, "maal/"))
