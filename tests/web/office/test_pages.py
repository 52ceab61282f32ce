"""The office lists its pages, narrows the list, and begins a new page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.pages.models import Article
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast
from tests.stories import pages
from tests.web.desk import read, sit, words, write

NOW = pages.PUBLISHED
NEW = {"kind": "plan", "title": "Langtidsplan 2027", "slug": "", "summary": "", "text": "", "written_form": "nn"}


def test_the_pages_of_the_office_are_listed_with_where_they_stand(rogaland: OfficeCast) -> None:
    assert "Ingen sider passer til utvalget." in read(sit(ROGALAND.payer, NOW), "office-pages")
    pages.published("Møtet i mars")
    pages.published("Møtet i mai", from_at=NOW + timedelta(days=9))
    pages.drafted("Utkast")
    page = read(sit(ROGALAND.caseworker, NOW), "office-pages")
    for told in ("Møtet i mars", "Publisert", "Planlagt", "12.\xa0oktober 2022 kl.\xa011.00", "Under arbeid"):
        assert told in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?sok=MARS", {"Møtet i mars"}),
        ("?slag=plan", {"Langtidsplan"}),
        ("?status=draft", {"Langtidsplan"}),
        ("?status=planned", {"Møtet i mai"}),
        ("?status=feil&slag=feil", {"Møtet i mars", "Møtet i mai", "Langtidsplan"}),
        ("?side=99", {"Møtet i mars", "Møtet i mai", "Langtidsplan"}),
    ],
)
def test_the_list_is_narrowed_in_the_address(rogaland: OfficeCast, asked: str, found: set[str]) -> None:
    pages.published("Møtet i mars")
    pages.published("Møtet i mai", from_at=NOW + timedelta(days=9))
    pages.drafted("Langtidsplan", kind="plan")
    told = words(sit(ROGALAND.decider, NOW).get(f"/kontor/sider/{asked}")).partition("Sist endret")[2]
    assert {title for title in ("Møtet i mars", "Møtet i mai", "Langtidsplan") if title in told} == found


def test_a_page_is_begun_and_opened(rogaland: OfficeCast) -> None:
    answer = write(sit(ROGALAND.admin, NOW), "office-page-new", **NEW)
    made = Article.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/kontor/sider/{made.pk}/")
    assert (made.slug, made.kind, made.state) == ("langtidsplan-2027", "plan", "draft")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"title": ""}, "Fyll ut «Tittel»."),
        ({"slug": "Ikke slik"}, "Adressen kan bare ha små bokstaver"),
        ({"title": "Utkast"}, "En annen side har alt denne adressen."),
        ({"kind": "dikt"}, "Velg et av svarene under «Slag»."),
        ({"summary": "x" * 401}, "Den kan ha høyst 400."),
    ],
)
def test_a_page_that_cannot_be_begun_is_told(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    pages.drafted("Utkast")
    answer = write(sit(ROGALAND.caseworker, NOW), "office-page-new", **{**NEW, **sent})
    assert answer.status_code == 422
    assert told in answer.text
    assert Article.objects.count() == 1


def test_others_do_not_see_the_offices_pages(rogaland: OfficeCast) -> None:
    pages.drafted("Utkast")
    assert sit(KARI, NOW).get("/kontor/sider/").status_code == 403
    assert "Utkast" not in words(sit(AGDER.payer, NOW).get("/kontor/sider/"))
    assert write(sit(ROGALAND.payer, NOW), "office-page-new", **NEW).status_code == 403


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        pages.published(f"Side {number}")
    client = sit(ROGALAND.caseworker, NOW)
    with django_assert_num_queries(10):
        client.get("/kontor/sider/")
