"""Owners see the units that registers say are theirs, narrow the list, and say when one is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Ownership, Unit
from tests.cast import KARI, PIA, OfficeCast, id_of
from tests.stories import registers
from tests.web.desk import read, sit

NOW = datetime(2023, 1, 25, 9, tzinfo=UTC)


def many(count: int) -> None:
    """So many kindergartens of Fjordvik's in one kommune."""
    Unit.objects.bulk_create(
        Unit(
            orgnr=f"38{number:07}", name=f"Eventyr {number} barnehage", sought=f"eventyr {number} barnehage",
            kind="kindergarten", kommune_number="1103", register="nbr", owner_id=id_of("fjordvik"), public=True,
        )
        for number in range(count)
    )  # fmt: skip


def test_an_owner_sees_its_units_with_since_when_and_how_it_is_known(rogaland: OfficeCast) -> None:
    registers.placed()
    unit = Unit.objects.get(pk=id_of("solsida"))
    Unit.objects.filter(pk=unit.pk).update(register="nbr")
    Ownership.objects.create(unit=unit, owner_id=id_of("fjordvik"), since=date(2021, 8, 1), source="a letter")
    page = read(sit(KARI, NOW), "owner-units")
    for words in ("Solsida barnehage", "Nasjonalt barnehageregister", "1.\xa0august 2021", "Stavanger", "Ikke vår"):
        assert words in page
    assert "Trollskogen barnehage" not in page
    assert "Utsyn skole" not in page


def test_closed_units_and_those_of_others_are_left_out_and_a_filter_narrows(rogaland: OfficeCast) -> None:
    registers.placed()
    Unit.objects.filter(pk=id_of("nordsida")).update(closed_on=date(2022, 7, 1))
    kari = sit(KARI, NOW)
    assert "Nordsida" not in read(kari, "owner-units")
    page = read(kari, "owner-units", slag="school")
    assert "Fjordskulen" in page
    assert "Solsida barnehage" not in page
    assert "Solsida barnehage" in read(kari, "owner-units", sok="SOLS", kommune="1103")
    assert "Ingen enheter passer" in read(kari, "owner-units", sok="finst ikkje")
    assert "Solsida barnehage" in read(kari, "owner-units", slag="no such", kommune="9999", eier="x")


def test_the_lead_sees_the_units_of_the_members_of_its_network(rogaland: OfficeCast) -> None:
    page = read(sit(KARI, NOW), "owner-units", eier=str(id_of("vidda")))
    assert "Enhetene i Vidda barnehagenettverk" in page
    assert "Trollskogen barnehage" in page
    page = read(sit(PIA, NOW), "owner-units", eier=str(id_of("vidda")))
    assert "Solsida" not in page


def test_hundreds_stand_on_several_pages_and_cost_as_much_as_one(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kari = sit(KARI, NOW)
    read(kari, "owner-units")
    many(1)
    with django_assert_num_queries(14):
        read(kari, "owner-units")
    many_more = 320
    Unit.objects.filter(orgnr__startswith="38").delete()
    many(many_more)
    with django_assert_num_queries(14):
        page = read(kari, "owner-units")
    assert f"{many_more + 4} enheter" in page
    assert page.count("<tr>") == 51


def test_an_owner_says_that_a_unit_is_not_its_own_or_missing(rogaland: OfficeCast) -> None:
    kari = sit(KARI, NOW)
    page = read(kari, "party-message-new", enhet="310000019")
    assert "Solsida barnehage er ikke vår" in page
    assert "310 000 019" in page.replace("\xa0", " ")
    assert "En enhet mangler hos oss" in read(kari, "party-message-new", mangler="1")
    assert "er ikke vår" not in read(kari, "party-message-new", enhet="<b>")
