"""Anybody reads what the offices have published, when it was published and updated, and in which role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samspel.pages import transitions
from samspel.web import clock
from tests.cast import ROGALAND, OfficeCast
from tests.stories import pages

NOW = pages.PUBLISHED
DAY = timedelta(days=1)


@pytest.fixture
def reader() -> Client:
    """A browser of somebody who is not logged in, in October 2022."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW + DAY)
    return client


def test_the_news_stand_on_the_front_page_and_in_the_list(rogaland: OfficeCast, reader: Client) -> None:
    assert "Ingen nyheter er publisert ennå." in reader.get("/nyheter/").text
    pages.published()
    pages.drafted("Utkast")
    pages.published("Om forumet", kind="forum")
    for address in ("/", "/nyheter/"):
        page = reader.get(address).text
        assert 'href="/nyheter/rogaland/nytt-om-motet/" lang="nn">Nytt om møtet</a>' in page
        assert "Utkast" not in page
        assert "Om forumet" not in page


def test_the_news_of_one_office_are_chosen(rogaland: OfficeCast, reader: Client) -> None:
    pages.published()
    assert "Nytt om møtet" in reader.get("/nyheter/?embete=rogaland").text
    assert "Nytt om møtet" in reader.get("/nyheter/?embete=finnes-ikke").text


def test_an_item_says_when_and_in_which_role_and_is_marked_with_its_form(rogaland: OfficeCast, reader: Client) -> None:
    article = pages.published()
    page = reader.get("/nyheter/rogaland/nytt-om-motet/").text
    assert '<h1 class="ds-heading" data-size="lg" lang="nn">Nytt om møtet</h1>' in page
    assert '<div class="sam-prose" lang="nn">' in page
    assert "3.\xa0oktober 2022 kl.\xa011.00" in page
    assert "av saksbehandler" in page
    assert "Oppdatert" not in page
    assert "Amir" not in page
    transitions.publish(article, by=ROGALAND.decider, at=NOW + DAY / 2)
    page = reader.get("/nyheter/rogaland/nytt-om-motet/").text
    assert "Oppdatert" in page
    assert "av beslutter" in page


def test_a_page_of_the_office_leads_on_to_its_others(rogaland: OfficeCast, reader: Client) -> None:
    pages.published()
    pages.published("Om forumet", kind="forum")
    pages.published("Plan til 2030", kind="plan")
    page = reader.get("/embeter/rogaland/sider/plan-til-2030/").text
    for address in ("/embeter/rogaland/sider/om-forumet/", "/nyheter/rogaland/nytt-om-motet/"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(
    "address",
    [
        "/nyheter/rogaland/planlagd/",
        "/nyheter/rogaland/trekt/",
        "/nyheter/agder/nytt-om-motet/",
        "/embeter/rogaland/sider/nytt-om-motet/",
    ],
)
def test_what_is_not_published_there_is_not_there(rogaland: OfficeCast, reader: Client, address: str) -> None:
    pages.published()
    pages.published("Planlagd", from_at=NOW + 9 * DAY)
    transitions.withdraw(pages.published("Trekt"), reason="Feil", by=ROGALAND.decider, at=NOW)
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_pages_cost_the_same_however_many_there_are(
    rogaland: OfficeCast, reader: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        pages.published(f"Nyhende {number}")
        pages.published(f"Side {number}", kind="guidance")
    savepoint = 2  # each request has its own inside the test's transaction
    with django_assert_num_queries(savepoint + 3):
        reader.get("/nyheter/")
    with django_assert_num_queries(savepoint + 3):
        reader.get("/nyheter/rogaland/nyhende-0/")
