"""The network reads what a member has offered, with what is missing there, and can write nothing in it."""

from __future__ import annotations

from samspel.needs import transitions
from tests.cast import KARI, PIA, OfficeCast
from tests.stories import intake as story
from tests.web.desk import sit, words
from tests.web.owner.pages import NOW, address


def test_every_answer_is_read_with_what_is_missing(rogaland: OfficeCast) -> None:
    need = story.of_member()
    transitions.fill(need, content={"goal": "", "measure": "Rettleiing på huset."}, by=PIA, at=story.AT)
    offer = story.offered(need)
    page = sit(KARI, NOW).get(address(offer.network_need, f"inntak/{offer.pk}/"))
    said = words(page)
    assert "Rettleiing på huset." in said and "Meldt inn" in said
    assert "Dette mangler Skriv hva tiltaket skal føre til." in said
    assert "Bare Trollskogen barnehage SA kan endre det." in said
    assert "<textarea" not in page.content.decode()


def test_what_was_withdrawn_is_read_no_more(rogaland: OfficeCast) -> None:
    offer = story.offered()
    transitions.judge(transitions.withdraw_offer, offer, by=PIA, at=story.AT)
    assert sit(KARI, NOW).get(address(offer.network_need, f"inntak/{offer.pk}/")).status_code == 404
