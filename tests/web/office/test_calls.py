"""The office lists its calls and begins a new one."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.calls.models import Call
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast
from tests.stories import calls
from tests.web.desk import read, sit, write

NOW = calls.DRAFTED["2021"]
NEW = {"title": "Behov for 2024", "ref": "behov-2024", "budget_year": "2024", "rule_set": "2021"}


def test_the_calls_of_the_office_are_listed_with_where_they_stand(rogaland: OfficeCast) -> None:
    assert "Embetet har ingen utlysninger ennå." in read(sit(ROGALAND.payer, NOW), "office-calls")
    calls.announced()
    calls.drafted("2026")
    page = read(sit(ROGALAND.caseworker, calls.ANNOUNCED["2021"]), "office-calls")
    assert page.index("Tilskot til kompetanseutvikling 2027") < page.index("Tilskot til kompetanseutvikling 2023")
    assert "1.\xa0februar 2023 kl.\xa023.59" in page
    assert "Kunngjort" in page
    assert "Under arbeid" in page


def test_a_call_is_begun_with_the_schemes_of_its_rules(rogaland: OfficeCast) -> None:
    assert 'value="2021" selected' in read(sit(ROGALAND.caseworker, NOW), "office-call-new")
    answer = write(sit(ROGALAND.caseworker, NOW), "office-call-new", **NEW)
    assert (answer.status_code, answer.url) == (302, "/kontor/utlysninger/behov-2024/endre/")
    made = Call.objects.get()
    assert (made.title, made.budget_year, made.schemes) == (
        "Behov for 2024",
        2024,
        ["regional", "decentralised", "competence-boost"],
    )


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"title": ""}, "Fyll ut «Tittel»."),
        ({"ref": "Behov 2024"}, "Kjenningen kan bare ha små bokstaver"),
        ({"ref": "behov-2023"}, "Kjenningen er alt brukt"),
        ({"budget_year": "neste år"}, "Skriv et helt tall"),
        ({"budget_year": "20240"}, "Tallet kan være høyst"),
        ({"rule_set": "1999"}, "Velg et av svarene under «Regelsett»."),
    ],
)
def test_a_call_that_cannot_be_begun_is_told(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    calls.drafted()
    answer = write(sit(ROGALAND.caseworker, NOW), "office-call-new", **{**NEW, **sent})
    assert answer.status_code == 422
    assert told in answer.text
    assert Call.objects.count() == 1


def test_others_do_not_see_the_offices_calls(rogaland: OfficeCast) -> None:
    calls.drafted()
    assert sit(KARI, NOW).get("/kontor/utlysninger/").status_code == 403
    assert "2023" not in read(sit(AGDER.payer, NOW), "office-calls").split("<main")[1]
    assert write(sit(ROGALAND.payer, NOW), "office-call-new", **NEW).status_code == 403


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        calls.drafted(ref=f"utlysing-{number}")
    client = sit(ROGALAND.caseworker, NOW)
    with django_assert_num_queries(9):
        client.get("/kontor/utlysninger/")
