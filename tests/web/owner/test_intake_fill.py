"""The difference stands in words before anything is written, and one chooses where both have written."""

from __future__ import annotations

from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from tests.cast import KARI, OfficeCast
from tests.stories import intake as story
from tests.web.desk import hidden, sit, words, write
from tests.web.owner.pages import NOW, address


def test_both_are_shown_and_one_chooses(rogaland: OfficeCast) -> None:
    network = story.taken_in().network_need
    group = story.first_group(network)
    transitions.set_target_groups(network, groups={group: 7}, by=KARI, at=story.AT)
    transitions.fill(network, content={"goal": "Vårt mål."}, by=KARI, at=story.AT)
    client = sit(KARI, NOW)
    page = client.get(address(network, "inntak/fyll-inn/"))
    said = words(page)
    assert "Trollskogen barnehage Enhet Ikke med Med" in said
    assert "2023, gjennomføre: Høgskulen i vest Budsjett – 25 000 kr" in said
    assert "Dere har skrevet noe annet enn medlemmene" in said and "Deltakere 7 10" in said
    assert "Mål Vårt mål. Trollskogen barnehage SA:" in said
    write(client, "owner-intake-fill", network.pk, shown=hidden(page, "shown"), taken=[f"group-{group}"])
    sheet = sheets.of(queries.need_of(KARI, network.pk))
    assert (sheet.target_groups[0].participants, sheet.need.goal) == (10, "Vårt mål.")


def test_what_changed_meanwhile_is_shown_again_and_nothing_is_written(rogaland: OfficeCast) -> None:
    network = story.taken_in().network_need
    client = sit(KARI, NOW)
    answer = write(client, "owner-intake-fill", network.pk, shown="noko anna", taken=["goal"])
    assert answer.status_code == 422
    assert "Noe er endret siden siden ble vist. Se over på nytt." in words(answer)
    assert sheets.of(queries.need_of(KARI, network.pk)).units == ()


def test_an_empty_intake_and_a_closed_one_say_so(rogaland: OfficeCast) -> None:
    network = story.network_need()
    client = sit(KARI, NOW)
    assert "Ingenting er tatt med ennå." in words(client.get(address(network, "inntak/fyll-inn/")))
    assert "Ingen har meldt inn noe ennå." in words(client.get(address(network, "inntak/")))
    sent = story.sent()
    said = words(client.get(address(sent, "inntak/fyll-inn/")))
    assert "Kan ikke fylles inn nå" in said
    closed = words(client.get(address(sent, "inntak/")))
    assert "Flytt og avgjør" not in closed and "Trollskogen barnehage SA" in closed
