"""A kommune's page tells its office, its calls and its kindergartens and schools, under any number it has had."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspel.actors.models import Unit
from samspel.web import clock
from tests.cast import OfficeCast
from tests.stories import calls

NOW = calls.ANNOUNCED["2026"] + timedelta(days=30)


@pytest.fixture
def reader() -> Client:
    """A browser of somebody who reads in the autumn of 2026."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


def kindergartens(count: int, **more: object) -> None:
    """Give Stavanger so many kindergartens."""
    for number in range(count):
        Unit.objects.create(
            orgnr=f"9990{Unit.objects.count():05}", name=f"Barnehage {number:03}", kind="kindergarten",
            kommune_number="1103", public=number % 2 == 0, **more,
        )  # fmt: skip


def test_the_page_tells_the_office_in_its_own_form_and_the_calls_open_now(rogaland: OfficeCast, reader: Client) -> None:
    page = reader.get("/kommuner/1103/").text
    assert '<a class="ds-link" href="/embeter/rogaland/" lang="nn">Statsforvaltaren i Rogaland</a>' in page
    assert "Ingen utlysninger er åpne akkurat nå." in page
    calls.announced("2026")
    assert 'href="/utlysninger/rogaland/behov-2027/"' in reader.get("/kommuner/1103/").text


def test_the_units_stand_under_their_kind_with_public_and_private(rogaland: OfficeCast, reader: Client) -> None:
    kindergartens(3)
    Unit.objects.create(orgnr="999100000", name="Skulen", kind="school", kommune_number="1103", public=True)
    Unit.objects.create(orgnr="999100001", name="Nedlagd", kind="school", kommune_number="1103", closed_on=NOW.date())
    page = reader.get("/kommuner/1103/").text
    assert [name in page for name in ("Barnehage 000", "Skulen", "Nedlagd")] == [True, False, False]
    page = reader.get("/kommuner/1103/?slag=school").text
    assert [name in page for name in ("Barnehage 000", "Skulen", "Nedlagd")] == [False, True, False]
    assert "Barnehage 000" in reader.get("/kommuner/1103/?slag=finnes-ikke&side=x").text


def test_a_number_of_before_leads_to_the_one_of_today(rogaland: OfficeCast, reader: Client) -> None:
    assert reader.get("/kommuner/3024/").headers["Location"] == "/kommuner/3201/"  # Bærum
    split = reader.get("/kommuner/1507/").text
    assert 'href="/kommuner/1508/">Ålesund</a>' in split
    assert 'href="/kommuner/1580/">Haram</a>' in split
    assert [reader.get(f"/kommuner/{number}/").status_code for number in ("9999", "x", "11030")] == [404, 404, 404]


def test_a_name_in_another_language_is_marked_with_it(rogaland: OfficeCast, reader: Client) -> None:
    assert '<span lang="se">Guovdageaidnu</span>' in reader.get("/kommuner/5612/").text


def test_thirty_units_cost_what_one_does(rogaland: OfficeCast, reader: Client) -> None:
    def asked() -> int:
        reader.get("/kommuner/1103/")
        with CaptureQueriesContext(connection) as questions:
            reader.get("/kommuner/1103/")
        return len(questions)

    kindergartens(1)
    one = asked()
    kindergartens(29)
    assert asked() == one


def test_a_long_list_is_shown_a_page_at_a_time(rogaland: OfficeCast, reader: Client) -> None:
    kindergartens(51)
    page = reader.get("/kommuner/1103/").text
    assert "Barnehage 049" in page
    assert "Barnehage 050" not in page
    assert "Barnehage 050" in reader.get("/kommuner/1103/?slag=kindergarten&side=2").text
