"""Beside the goals stands what the former need said and its reports tell; beside the units, what is known of them."""

from __future__ import annotations

from datetime import date

from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Unit
from samspel.needs import transitions
from samspel.needs.models import Need
from tests.cast import KARI, PIA, OfficeCast, id_of
from tests.stories import followup, needs
from tests.web.desk import read, sit
from tests.web.owner.pages import NOW, address


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


def test_what_the_registers_tell_of_the_units_stands_with_source_and_day(rogaland: OfficeCast) -> None:
    need = needs.filled()
    known = {"learners": 1_036, "staff": 9, "counted_on": date(2023, 1, 3), "register": Unit.Register.NBR}
    Unit.objects.filter(pk=id_of("solsida")).update(**known)
    for page in ("owner-participants", "owner-assessment"):
        shown = read(sit(KARI, NOW), page, need.pk)
        assert "Nasjonalt barnehageregister, hentet 3.\xa0januar 2023" in shown
        assert "1\xa0036" in shown
        assert "ukjent" in shown
    assert "Tall fra registrene" not in read(sit(KARI, NOW), "owner-participants", needs.drafted().pk)


def test_the_goals_cost_the_same_for_a_small_and_a_large_need(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    need = begun_from(needs.filled(years=3))
    client = sit(KARI, NOW)
    with django_assert_max_num_queries(27):
        client.get(address(need, "maal/"))
