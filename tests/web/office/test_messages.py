"""An office sees everything written to it and by it, what is unread first, and narrows the list by state."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.messages import transitions
from tests.cast import AGDER, KARI, PIA, ROGALAND, OfficeCast
from tests.stories import messages
from tests.web.desk import read, sit, words

NOW = messages.ANSWERED + timedelta(days=1)


def test_what_is_unread_stands_first_with_who_wrote(rogaland: OfficeCast) -> None:
    assert "Ingen har skrevet til embetet ennå." in read(sit(ROGALAND.payer, NOW), "office-messages")
    messages.begun("Frå Fjordvik")
    messages.begun_by_office("Til alle", at=NOW)
    messages.begun("Til Agder", by=PIA, office=AGDER.office)
    page = sit(ROGALAND.caseworker, NOW).get("/kontor/meldinger/")
    told = words(page)
    assert told.index("Frå Fjordvik Ulest Fjordvik kommune") < told.index("Til alle")
    assert "Til Agder" not in told
    assert "Meldinger (1 ulest)" in page.text
    assert sit(KARI, NOW).get("/kontor/meldinger/").status_code == 403


def test_the_list_is_narrowed_by_state(rogaland: OfficeCast) -> None:
    closed = messages.begun("Ferdig")
    transitions.close(closed, by=ROGALAND.caseworker, at=messages.ANSWERED)
    messages.begun("Ope")
    client = sit(ROGALAND.decider, NOW)
    for asked, there, gone in (("open", "Ope", "Ferdig"), ("closed", "Ferdig", "Ope")):
        told = words(client.get(f"/kontor/meldinger/?status={asked}"))
        assert f"{there} " in told.partition("Sist skrevet")[2]
        assert gone not in told.partition("Sist skrevet")[2]
    assert "Alle 2 Åpen 1 Avsluttet 1" in words(client.get("/kontor/meldinger/?status=feil&side=99"))


def test_an_empty_state_leads_back_to_all(rogaland: OfficeCast) -> None:
    messages.begun()
    told = words(sit(ROGALAND.decider, NOW).get("/kontor/meldinger/?status=closed"))
    assert "Ingen meldinger har denne statusen. Vis alle" in told


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        messages.begun(f"Melding {number}")
    client = sit(ROGALAND.caseworker, NOW)
    with django_assert_num_queries(11):
        client.get("/kontor/meldinger/")
