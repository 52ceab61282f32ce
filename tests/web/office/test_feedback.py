"""The office reads what readers have said, page by page and word by word."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.feedback.models import Feedback
from tests.cast import AGDER, ROGALAND, OfficeCast
from tests.stories import feedback
from tests.web.desk import read, sit, words

NOW = feedback.SAID


def test_the_office_reads_its_own_and_the_administrator_what_is_shared(rogaland: OfficeCast) -> None:
    feedback.told(text="Vår tekst")
    feedback.told(text="Felles tekst", office="", path="/")
    page = words(sit(ROGALAND.caseworker, NOW).get("/kontor/tilbakemeldinger/"))
    assert "Vår tekst" in page
    assert "Felles tekst" not in page
    assert "Felles tekst" in read(sit(ROGALAND.admin, NOW), "office-feedback")
    assert "Vår tekst" not in read(sit(AGDER.caseworker, NOW), "office-feedback")
    assert sit(ROGALAND.payer, NOW).get("/kontor/tilbakemeldinger/").status_code == 403


def test_it_is_narrowed_by_page_and_kind(rogaland: OfficeCast) -> None:
    feedback.told(text="Fristen", path="/a/")
    feedback.told(text="Kartet", kind=Feedback.Kind.BARRIER, found=None, path="/b/")
    client = sit(ROGALAND.decider, NOW)
    for asked, there, gone in (("?adresse=/a/", "Fristen", "Kartet"), ("?slag=barrier", "Kartet", "Fristen")):
        page = words(client.get(f"/kontor/tilbakemeldinger/{asked}"))
        assert there in page
        assert gone not in page
    assert "Ingen har svart ennå." in words(client.get("/kontor/tilbakemeldinger/?slag=barrier"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        feedback.told(path=f"/embeter/rogaland/sider/{number}/")
    client = sit(ROGALAND.caseworker, NOW)
    with django_assert_num_queries(11):
        client.get("/kontor/tilbakemeldinger/")
