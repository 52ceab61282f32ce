"""A party sees its conversations with every office, what is unread first, and how many there are in the menu."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import AGDER, KARI, PIA, ROGALAND, UNNI, OfficeCast
from tests.config.everybody import READER
from tests.config.world import people
from tests.stories import messages
from tests.web.desk import read, sit, words

NOW = messages.ANSWERED + timedelta(days=1)


def test_what_is_unread_stands_first_and_is_counted_in_the_menu(rogaland: OfficeCast) -> None:
    assert "Her er ingen meldinger ennå." in read(sit(KARI, NOW), "party-messages")
    messages.answered(messages.begun("Med svar"))
    messages.begun("Til Agder", office=AGDER.office, at=NOW)
    page = sit(KARI, NOW).get("/meldinger/")
    told = words(page)
    assert told.index("Med svar Ulest") < told.index("Til Agder")
    assert "Statsforvalteren i Agder" in told
    assert "Meldinger (1 ulest)" in page.text
    assert "Meldingar (1 ulesen)" in sit(KARI, NOW, "nn").get("/eier/").text


def test_others_see_nothing_of_it_and_a_reader_may_not_write(rogaland: OfficeCast) -> None:
    people()
    messages.begun("Hemmeleg")
    messages.begun_by_office("Til universitetet", to="hiv")
    for by in (PIA, UNNI):
        assert "Hemmeleg" not in sit(by, NOW).get("/meldinger/").text
    assert "Til universitetet" in words(sit(UNNI, NOW).get("/meldinger/"))
    told = words(sit(READER, NOW).get("/meldinger/"))
    assert "Hemmeleg" in told
    assert "Skriv en melding" not in told
    assert sit(ROGALAND.caseworker, NOW).get("/meldinger/").status_code == 403


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        messages.begun_by_office(f"Melding {number}")
    client = sit(KARI, NOW)
    with django_assert_num_queries(11):
        client.get("/meldinger/")
