"""The difference stands in words before anything is written, and one chooses where both have written."""

from __future__ import annotations

from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from tests.cast import KARI, PIA, OfficeCast
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


def test_what_things_cost_is_added_up_and_what_the_network_typed_is_chosen_between(rogaland: OfficeCast) -> None:
    offer = story.taken_in()
    network, need = offer.network_need, offer.need
    lines = [
        transitions.BudgetAmount(row.year, row.category, row.recipient_id, row.amount_nok)
        for row in sheets.of(need).lines
    ]
    told = [transitions.CostAmount(2023, "placement", 12_000), transitions.CostAmount(2023, "other", 500)]
    transitions.set_budget(need, lines=lines, costs=told, by=PIA, at=story.AT)
    transitions.set_budget(network, lines=[], costs=[transitions.CostAmount(2023, "other", 900)], by=KARI, at=story.AT)
    client = sit(KARI, NOW)
    page = client.get(address(network, "inntak/fyll-inn/"))
    said = words(page)
    assert "2023, hospitering Hva ting koster – 12 000 kr" in said
    assert "Hva ting koster 900 kr 500 kr" in said
    write(client, "owner-intake-fill", network.pk, shown=hidden(page, "shown"))
    costs = {row.kind: row.amount_nok for row in sheets.of(queries.need_of(KARI, network.pk)).costs}
    assert costs == {"placement": 12_000, "other": 900}
    page = client.get(address(network, "inntak/fyll-inn/"))
    write(client, "owner-intake-fill", network.pk, shown=hidden(page, "shown"), taken=["cost-other-2023"])
    costs = {row.kind: row.amount_nok for row in sheets.of(queries.need_of(KARI, network.pk)).costs}
    assert costs == {"placement": 12_000, "other": 500}


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
