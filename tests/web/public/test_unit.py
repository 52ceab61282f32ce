"""The page of a kindergarten or a school tells who owns it, who owned it before, and where its owner reports."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from samspel.actors.models import Organisation, Ownership, Unit
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


def test_the_page_tells_owner_kommune_office_and_open_calls(rogaland: OfficeCast, reader: Client) -> None:
    calls.announced("2026")
    Unit.objects.filter(orgnr="310000019").update(kommune_number="1103")
    page = reader.get("/enheter/310000019/").text
    assert '<span lang="nn">Fjordvik kommune</span>' in page
    assert 'href="/kommuner/1103/">Stavanger</a>' in page
    assert 'href="/embeter/rogaland/"' in page
    assert "310\xa0000\xa0019" in page
    assert 'href="/utlysninger/rogaland/behov-2027/"' in page


def test_owners_over_time_are_told_with_their_days(rogaland: OfficeCast, reader: Client) -> None:
    unit = Unit.objects.get(orgnr="310000019")
    before, now = Organisation.objects.get(ref="210000038"), Organisation.objects.get(ref="210000011")
    Ownership.objects.create(unit=unit, owner=before, since=date(2015, 8, 1), until=date(2023, 12, 31), source="avtale")
    Ownership.objects.create(unit=unit, owner=now, since=date(2024, 1, 1), source="avtale")
    page = reader.get("/enheter/310000019/").text
    assert page.index("Trollskogen barnehage SA") < page.index("31.\xa0desember 2023") < page.index("1.\xa0januar 2024")


def test_a_closed_unit_says_so_and_offers_no_call(rogaland: OfficeCast, reader: Client) -> None:
    calls.announced("2026")
    Unit.objects.filter(orgnr="310000019").update(kommune_number="1103", closed_on=date(2026, 6, 30))
    page = reader.get("/enheter/310000019/").text
    assert "Enheten gikk ut av registeret 30.\xa0juni 2026." in page
    assert "behov-2027" not in page


def test_what_is_in_no_register_is_not_there(rogaland: OfficeCast, reader: Client) -> None:
    assert [reader.get(f"/enheter/{number}/").status_code for number in ("999999999", "x")] == [404, 404]
