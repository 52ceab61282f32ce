"""An office's page tells what it covers, its calls, its forum, its news, its plan, and how to reach it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from samspel.places import lookups
from samspel.web import clock
from tests.cast import OfficeCast
from tests.stories import calls, forum, pages

NOW = calls.ANNOUNCED["2026"] + timedelta(days=30)


@pytest.fixture
def reader() -> Client:
    """A browser of somebody who reads in the autumn of 2026."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


@pytest.mark.django_db
def test_each_of_the_ten_offices_has_a_page_even_before_it_has_written_anything(reader: Client) -> None:
    listed = reader.get("/embeter/").text
    for office in lookups.offices(NOW.date()):
        assert f'href="/embeter/{office.slug}/" lang="{office.written_form}">{office.name}</a>' in listed
        page = reader.get(f"/embeter/{office.slug}/").text
        assert f'lang="{office.written_form}">{office.name}</h1>' in page
        assert "Statsforvalteren har ikke lagt inn hvem som sitter i forumet." in page
        for kommune in lookups.kommunar_of(office, NOW.date()):
            assert f'href="/kommuner/{kommune.number}/">{kommune.name}</a>' in page
    assert reader.get("/embeter/finnes-ikke/").status_code == 404


def test_calls_open_and_earlier_news_and_plan_stand_on_the_page(rogaland: OfficeCast, reader: Client) -> None:
    calls.announced("2021")
    calls.announced("2026")
    pages.published()
    pages.published("Langtidsplan", kind="plan")
    page = reader.get("/embeter/rogaland/").text
    opened, earlier = page.split("Tidligere utlysninger")
    assert "behov-2027" in opened
    assert "behov-2023" not in opened
    assert "behov-2023" in earlier
    assert 'href="/nyheter/rogaland/nytt-om-motet/"' in page
    assert 'href="/embeter/rogaland/sider/langtidsplan/"' in page
    assert "post@rogaland.example" in page


def test_the_forum_is_told_by_organisation_and_never_by_person(rogaland: OfficeCast, reader: Client) -> None:
    forum.established()
    page = reader.get("/embeter/rogaland/").text
    for organisation in ("Fjordvik kommune", "Trollskogen barnehage SA", "Høgskulen i vest", "Lærarlaget Øving"):
        assert f"<td>{organisation}</td>" in page
    assert "Lærerorganisasjon" in page
    assert not [name for name in ("Mona", "Petter", "Ulrik", "Kirsti", "Lars", "Pernille", "Sigrun") if name in page]


def test_the_name_of_an_office_is_that_of_the_day(rogaland: OfficeCast, reader: Client) -> None:
    slug = "ostfold-buskerud-oslo-og-akershus"
    assert "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus" in reader.get(f"/embeter/{slug}/").text
    reader.cookies[clock.COOKIE] = clock.starting_at(calls.ANNOUNCED["2021"])
    assert "Statsforvalteren i Oslo og Viken" in reader.get(f"/embeter/{slug}/").text
