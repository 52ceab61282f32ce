"""A member lets its network report a need: on the list of tasks, on a page of its own, and back again."""

from __future__ import annotations

from samspel.needs import intake
from tests.cast import PIA, OfficeCast
from tests.stories import intake as story
from tests.stories import needs
from tests.web.desk import sit, words, write
from tests.web.owner.pages import NOW, address


def test_a_member_is_offered_the_network_and_follows_what_becomes_of_it(rogaland: OfficeCast) -> None:
    need, client = story.of_member(), sit(PIA, NOW)
    assert "Meld inn til nettverket" not in words(client.get(address(need)))
    nothing = words(client.get(address(need, "meld-inn/")))
    assert "Ingen av nettverkene dere er med i, har et utkast" in nothing
    network = story.network_need()
    assert "Meld inn til nettverket" in words(client.get(address(need)))
    assert "Velg et svar" in words(write(client, "owner-offer", need.pk, offer="1"))
    assert write(client, "owner-offer", need.pk, offer="1", to=str(network.pk)).status_code == 302
    hub, page = words(client.get(address(need))), words(client.get(address(need, "meld-inn/")))
    assert "Behovet er meldt inn til Vidda barnehagenettverk, og kan ikke sendes alene så lenge." in hub
    assert "Trekk innmeldingen" in page
    assert "Hos nettverket" in words(client.get("/eier/"))
    offer = story.taken_in(story.again(intake.offers_to(network)[0]))
    page = words(client.get(address(need, "meld-inn/")))
    assert "Fjordvik kommune koordinerer nettverket, og kan slippe det." in page and "Trekk innmeldingen" not in page
    refused = write(client, "owner-offer", need.pk, withdraw="1")
    assert refused.status_code == 422
    story.left_out(offer, "Passar ikkje.")
    assert "Vidda barnehagenettverk tok ikke med behovet. Dere kan sende det inn selv. Passar ikkje." in words(
        client.get(address(need))
    )


def test_a_need_that_is_handed_in_says_why_it_is_not_offered(rogaland: OfficeCast) -> None:
    sent = needs.submitted(owner="trollskogen")
    assert "Bare et utkast kan meldes inn til nettverket." in words(sit(PIA, NOW).get(address(sent, "meld-inn/")))
