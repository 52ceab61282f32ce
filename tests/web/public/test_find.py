"""From the name of a place, a kindergarten or a school, a newcomer comes to where its needs are reported."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.html import escape

from samspel.places import lookups
from samspel.web import clock
from tests.cast import OfficeCast
from tests.stories import calls

NOW = calls.ANNOUNCED["2026"] + timedelta(days=30)
STEP = 'class="sam-find__hit" href="'


@pytest.fixture
def newcomer() -> Client:
    """A browser of somebody who has never been here, a month after the call of 2027 was announced."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


def test_from_any_kommune_in_the_fylke_the_open_call_is_three_steps_away(
    rogaland: OfficeCast, newcomer: Client
) -> None:
    calls.announced("2026")
    there = lookups.kommunar_of(lookups.office("rogaland", NOW.date()), NOW.date())
    assert len(there) == 23
    for kommune in there:
        found = newcomer.get("/finn/", {"q": kommune.name}).text
        own = f"/kommuner/{kommune.number}/"
        assert f'{STEP}{own}"' in found
        assert 'href="/utlysninger/rogaland/behov-2027/"' in newcomer.get(own).text
    call = newcomer.get("/utlysninger/rogaland/behov-2027/").text
    assert "Frist for å melde behov" in call


@pytest.mark.django_db
def test_every_kommune_is_found_by_its_name_and_leads_to_its_office(newcomer: Client) -> None:
    day = NOW.date()
    offices = {one.orgnr: one for one in lookups.offices(day)}
    for kommune in lookups.kommunar(day):
        found = newcomer.get(f"/finn/?liste&q={quote(kommune.name)}").text
        assert f'{STEP}/kommuner/{kommune.number}/"' in found, kommune.name
        assert escape(offices[lookups.office_of(kommune.number, day)].name) in found


def test_a_unit_is_found_by_the_words_of_its_name_and_by_its_number(rogaland: OfficeCast, newcomer: Client) -> None:
    found = newcomer.get("/finn/", {"q": "solsida barn"}).text
    assert f'{STEP}/enheter/310000019/"' in found
    assert "Barnehage" in found
    assert newcomer.get("/finn/", {"q": "310 000 019"}).headers["Location"] == "/enheter/310000019/"
    assert newcomer.get("/finn/", {"q": "1103"}).headers["Location"] == "/kommuner/1103/"
    assert newcomer.get("/finn/", {"q": "964965226"}).headers["Location"] == "/kommuner/1103/"


def test_an_office_is_found_by_its_name(rogaland: OfficeCast, newcomer: Client) -> None:
    assert f'{STEP}/embeter/more-og-romsdal/"' in newcomer.get("/finn/", {"q": "statsforvaltaren romsdal"}).text


def test_what_is_nowhere_is_said_and_stands_in_the_box_still(rogaland: OfficeCast, newcomer: Client) -> None:
    page = newcomer.get("/finn/", {"q": '<b>qzx "'}).text
    assert "Ingenting i registrene heter noe som begynner slik." in page
    assert 'value="&lt;b&gt;qzx &quot;"' in page
    assert "<b>qzx" not in page
    assert "Ingenting i registrene" not in newcomer.get("/finn/").text


def test_typing_ahead_gets_the_list_alone(rogaland: OfficeCast, newcomer: Client) -> None:
    told = newcomer.get("/finn/?liste&q=sandnes").text
    assert f'{STEP}/kommuner/1108/"' in told
    assert "<html" not in told


def test_the_front_page_asks_where_one_lives_and_shows_every_fylke(rogaland: OfficeCast, newcomer: Client) -> None:
    page = newcomer.get("/").text
    assert '<form method="get" action="/finn/"' in page
    assert page.count('<rect class="sam-tiles__tile"') == 15
    for office in lookups.offices(NOW.date()):
        assert f'<a href="/embeter/{office.slug}/">' in page
