"""The owner's first page lists its needs with where they are, and what can be done now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Assignment
from samspel.needs import transitions
from samspel.tenancy.by import Role
from tests.cast import KARI, KNUT, PIA, ROGALAND, OfficeCast
from tests.stories import calls, needs
from tests.web.desk import read, sit
from tests.web.owner.pages import NOW, address


def test_each_need_says_where_it_is_and_what_comes_next(rogaland: OfficeCast) -> None:
    draft, sent = needs.filled(title="Utkastet"), needs.submitted(title="Den sendte")
    page = read(sit(KARI, NOW), "owner-home")
    assert "Eieren sender inn behovsmeldingen." in page
    assert "Innen 1.\xa0februar 2023." in page
    assert "Statsforvalteren åpner sak og ser over behovsmeldingen." in page
    assert "søker om 400\xa0000\xa0kr" in page
    assert f'href="{address(draft)}"' in page
    assert f'href="{address(sent, "status/")}"' in page
    assert "Vidda barnehagenettverk" in page
    transitions.send_back(sent, reason="Meir", answer_by=needs.when("2021", 3), by=ROGALAND.caseworker, at=NOW)
    transitions.withdraw(draft, reason="Nei", by=KARI, at=NOW)
    page = read(sit(KARI, NOW), "owner-home")
    assert "Innen 10.\xa0mars 2023." in page
    assert "Eieren har trukket behovsmeldingen." in page


def test_a_draft_after_the_deadline_says_that_it_was_not_sent(rogaland: OfficeCast) -> None:
    draft = needs.drafted()
    closes = draft.call.closes_at
    assert closes is not None
    told = "Fristen er ute. Utkastet ble ikke sendt."
    assert told not in read(sit(KARI, closes + timedelta(minutes=59)), "owner-home")
    assert told in read(sit(KARI, closes + timedelta(minutes=60)), "owner-home")


def test_an_owner_without_needs_is_told_what_to_do(rogaland: OfficeCast) -> None:
    page = read(sit(PIA, NOW), "owner-home")
    assert "Dere har ingen behovsmeldinger ennå." in page
    assert "Ingen utlysninger er åpne" in page
    calls.announced()
    page = read(sit(PIA, NOW), "owner-home")
    assert 'href="/eier/ny/"' in page
    assert "Tilskot til kompetanseutvikling 2023" in page


def test_a_reader_sees_where_needs_are_and_writes_nothing(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    Assignment.objects.filter(person_id=KNUT.somebody).update(role=Role.OWNER_READER)
    client = sit(KNUT, NOW)
    assert f'href="{address(need, "status/")}"' in read(client, "owner-home")
    assert client.get(address(need)).status_code == 403
    page = read(client, "owner-status", need.pk)
    assert "Fortsett å fylle ut" not in page
    assert "Trekk behovsmeldingen" not in page


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        needs.drafted(title=f"Tiltak {number}")
    client = sit(KARI, NOW)
    with django_assert_num_queries(17):
        client.get("/eier/")
