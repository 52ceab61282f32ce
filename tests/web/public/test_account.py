"""The public account shows what was published, however it is filtered, and in as many questions for 30 as for one."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samspel.opendata import transitions
from samspel.opendata.queries import Group, Sums
from samspel.web.public import account
from tests.cast import SYSTEM, OfficeCast
from tests.opendata.test_files import publish
from tests.stories import rows

AT = datetime(2023, 5, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.api


@pytest.fixture
def published(rogaland: OfficeCast) -> None:
    """Fjordvik with its partner over two years, and Trollskogen alone."""
    shares = (("fjordvik", 2023, 70_000), ("hiv", 2023, 30_000), ("fjordvik", 2024, 50_000))
    transitions.publish(rows.decision(1, shares, reserved=2024), by=SYSTEM, at=AT)
    transitions.publish(rows.decision(2, (("trollskogen", 2023, 10_000),)), by=SYSTEM, at=AT)


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\xa0", " ").split())


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", "160 000 kr"),
        ("?ar=2023", "110 000 kr"),
        ("?slag=university", "30 000 kr"),
        ("?mottaker=210000038", "10 000 kr"),
        ("?eier=210000011&ar=2024", "50 000 kr"),
        ("?ordning=regional&sok=trollskogen", "10 000 kr"),
        ("?sok=ingenting", "0 kr"),
        *((f"?etter={account.WORDS[group]}", "160 000 kr") for group in Group),
    ],
)
def test_the_page_shows_the_total_of_what_is_asked_for(client: Client, query: str, total: str) -> None:
    response = client.get(f"/pengene/{query}")
    assert response.status_code == 200
    assert f"Tildelt {total} Utbetalt" in words(response.text)


@pytest.mark.usefixtures("published")
def test_the_figure_and_the_table_beside_it_say_the_same(client: Client) -> None:
    page = client.get("/pengene/").text
    figure, table = page.split('<svg class="sam-plot"')[1].split("</svg>", 1)
    for name, amount in (("Fjordvik kommune", "120 000 kr"), ("Høgskulen i vest", "30 000 kr")):
        assert f"{name} {amount}" in words(figure)
        assert f"{name} {amount}" in words(table)
    assert 'role="img"' in figure
    assert "<title id=" in figure
    assert "<desc id=" in figure
    assert "style=" not in figure


@pytest.mark.usefixtures("published")
def test_a_year_under_reservation_is_marked(client: Client) -> None:
    assert "med forbehold om Stortingets budsjett" in client.get("/pengene/?ar=2024").text
    assert "med forbehold om Stortingets budsjett" not in client.get("/pengene/?ar=2023").text


@pytest.mark.usefixtures("published")
def test_a_group_leads_to_itself_and_back_again(client: Client) -> None:
    assert 'href="?ar=2023&amp;mottaker=210000046"' in client.get("/pengene/?ar=2023&side=1").text
    page = client.get("/pengene/?ar=2023&mottaker=210000046").text
    assert "Viser bare Høgskulen i vest." in page
    assert 'href="?ar=2023"' in page


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("query", ["ar=abc", "ar=1999", "ordning=x", "etter=x", "sok=%00", f"eier={'1' * 61}"])
def test_what_cannot_be_read_is_said_at_its_field(client: Client, query: str) -> None:
    response = client.get(f"/pengene/?{query}")
    assert response.status_code == 400
    assert "ds-error-summary" in response.text


def test_an_empty_account_says_so(client: Client, rogaland: OfficeCast) -> None:
    assert "Ingen tilskudd passer" in client.get("/pengene/?side=99999999999999999999").text


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("query", ["", "?etter=kommune", "?mottaker=210000011"])
def test_the_page_takes_as_many_questions_however_long_it_is(
    rogaland: OfficeCast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int, query: str
) -> None:
    publish(count)
    with django_assert_max_num_queries(10):  # two for the request, three choices, sums, groups, count, page, name
        client.get(f"/pengene/{query}")


def test_a_long_list_is_folded_with_the_rest_as_one() -> None:
    lines = [account.Shown(str(number), "", Sums(1, number, 0, 0)) for number in (5, 4, 3, 2)]
    first, second, rest = account.folded(lines, 3)
    assert (first.name, second.name, rest.name, rest.sums) == ("5", "4", "2 andre", Sums(2, 5, 0, 0))
    assert account.folded(lines, 4) == lines


def test_a_scheme_that_the_rules_do_not_know_is_shown_by_its_code() -> None:
    assert account.scheme_name("unknown", "2021") == "unknown"
