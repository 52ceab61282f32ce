"""Whom a call tells: sought, narrowed, fifty on a page, and as a file; nothing of it for another office."""

from __future__ import annotations

import pytest

from tests.cast import AGDER, ROGALAND, OfficeCast
from tests.stories import calls, journey, registers
from tests.web.desk import read, sit

NOW = calls.ANNOUNCED["2021"]
HERE = "/kontor/utlysninger/behov-2023/varsler/"


@pytest.mark.parametrize("announced", [False, True])
def test_everybody_is_on_the_list_before_and_after(rogaland: OfficeCast, announced: bool) -> None:
    registers.many(60)
    if announced:
        calls.announced()
        journey.carried_out()
    else:
        calls.drafted()
    client = sit(ROGALAND.caseworker, NOW)
    page = read(client, "office-call-notices", "behov-2023")
    assert "62 mottakere" in page
    assert ("Hvem som har fått varsel" in page, "Hvem som får varsel" in page) == (announced, not announced)
    assert 'href="?side=2"' in page
    sought = client.get(f"{HERE}?sok=trollskogen").text
    assert "1 mottaker<" in sought
    assert "Trollskogen barnehage SA" in sought
    assert "Fjordvik kommune" in client.get(f"{HERE}?sok=210 000 011").text
    kommunar = client.get(f"{HERE}?slag=kommune").text
    assert ("Fjordvik kommune" in kommunar, "Trollskogen" in kommunar) == (True, False)
    assert "Ingen mottakere passer til utvalget." in client.get(f"{HERE}?sok=finst ikkje").text
    assert client.get(f"{HERE}?slag=tull&side=abc&sok=%00").status_code == 200


@pytest.mark.parametrize("announced", [False, True])
def test_the_list_as_a_file_has_everybody_asked_for(rogaland: OfficeCast, announced: bool) -> None:
    registers.many(60)
    calls.announced() if announced else calls.drafted()
    journey.carried_out()
    answer = sit(ROGALAND.caseworker, NOW).get(f"{HERE}?format=csv")
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Navn;Organisasjonsnummer;Slag;Barnehager;Skoler;Varsel sendt"
    assert len(lines) == 64
    sent = NOW.isoformat() if announced else ""
    assert f"Fjordvik kommune;210000011;Kommune;2;1;{sent}" in lines


def test_the_list_of_another_office_is_not_there(rogaland: OfficeCast) -> None:
    registers.placed()
    calls.announced()
    for by in (AGDER.payer, AGDER.caseworker):
        assert sit(by, NOW).get(HERE).status_code in {403, 404}
