"""Members are told by e-mail what became of the need they offered: its number, or that they may send it alone."""

from __future__ import annotations

import pytest

from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.needs import transitions
from samspel.people.models import Person
from tests.cast import KARI, PIA, OfficeCast
from tests.stories import intake as story
from tests.stories import needs
from tests.stories.invitations import Box

AT = story.AT


@pytest.fixture
def box(rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch) -> Box:
    """The e-mails that go out; Pia is the one who can be reached."""
    box = Box()
    monkeypatch.setattr(mail, "carrier", box)
    Person.objects.filter(pk=PIA.somebody).update(email="pia@trollskogen.example")
    return box


def deliver(kind: str) -> None:
    """Let the worker do what waits of one kind."""
    for message in Outbox.objects.filter(kind=kind, done_at=None).order_by("put_at", "pk"):
        outbox.handlers[kind](message, AT)
        message.done_at = AT
        message.save(update_fields=["done_at"])


def test_the_coordinating_owner_is_told_of_what_is_offered_until_it_is_judged(box: Box) -> None:
    Person.objects.filter(pk=KARI.somebody).update(email="kari@fjordvik.example")
    offer = story.offered()
    deliver("offer-made")
    (letter,) = box.sent
    assert letter.email == "kari@fjordvik.example"
    assert letter.title == "Trollskogen barnehage SA har meldt inn eit behov til Vidda barnehagenettverk"
    assert "«Språk i leiken» ventar på at de tek det med" in letter.text
    assert letter.text.endswith(f"/eier/behov/{offer.network_need_id}/inntak/")
    transitions.withdraw_offer(offer, by=PIA, at=AT)
    again = story.offered(offer.need, offer.network_need)
    transitions.withdraw_offer(again, by=PIA, at=AT)
    deliver("offer-made")
    assert len(box.sent) == 1


def test_a_member_is_told_that_its_need_was_left_out_and_how_long_it_may_send_it_alone(box: Box) -> None:
    offer = story.left_out(story.offered())
    deliver("offer-left-out")
    (letter,) = box.sent
    assert letter.email == "pia@trollskogen.example"
    assert letter.title == "Vidda barnehagenettverk har ikke tatt med behovet deres"
    assert "Dere kan sende det inn selv til og med 1. februar 2023." in letter.text.replace("\xa0", " ")
    assert f"/eier/behov/{offer.need_id}/status/" in letter.text
    assert "Vi har ikkje plass" not in letter.text


def test_a_need_that_was_taken_in_after_all_is_not_told_as_left_out(box: Box) -> None:
    story.taken_in(story.left_out(story.offered()))
    deliver("offer-left-out")
    assert box.sent == []


def test_all_are_told_when_the_network_sends_and_when_it_takes_back(box: Box) -> None:
    taken = story.taken_in()
    left_out = story.left_out(story.offered(story.of_member(title="Meir"), taken.network_need))
    network = story.sent(taken)
    deliver("intake-result")
    assert [letter.title for letter in box.sent] == ["Vidda barnehagenettverk har sendt inn behovet deres"]
    assert "«Språk i leiken» er med som nummer 1." in box.sent[0].text
    assert all(str(left_out.pk) not in told.payload["offers"] for told in Outbox.objects.filter(kind="intake-result"))
    transitions.withdraw(network, reason="Vi ventar.", by=KARI, at=needs.when("2021", day=22))
    deliver("intake-result")
    assert box.sent[1].title == "Vidda barnehagenettverk har trukket behovsmeldingen"
    assert "Dere kan sende det inn selv" in box.sent[1].text
