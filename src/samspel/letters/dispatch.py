"""What the worker does with a letter in the outbox: hands it to the channel, then asks until it has come."""

from __future__ import annotations

from datetime import datetime

from samspel.files import store
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.letters import post, transitions
from samspel.letters.models import Letter
from samspel.tenancy.by import By, Role

ARRIVAL = "letter-arrival"
CHANNEL = By(None, None, None, Role.SYSTEM)


class NotThereYet(RuntimeError):
    """The channel has not said that the letter has come; the worker asks again later."""


def hand_over(message: Outbox, at: datetime) -> None:
    """Give a letter to the channel, and put out a question about when it comes."""
    letter = Letter.objects.select_related("recipient", "document").get(pk=message.subject_id)
    content = store.read(letter.document)
    parcel = post.Parcel(
        key=str(letter.pk),
        orgnr=letter.recipient.orgnr,
        name=letter.recipient.name,
        title=letter.document.title,
        content=content,
        sha256=letter.document.sha256,
    )
    reference = post.channel.hand_over(parcel, at)
    transitions.send(letter, reference=reference, content=content, by=CHANNEL, at=at)
    outbox.put(ARRIVAL, letter, at=at)


def ask_for_arrival(message: Outbox, at: datetime) -> None:
    """Write down that a letter has come when the channel says so; NotThereYet makes the worker ask again."""
    letter = Letter.objects.get(pk=message.subject_id)
    delivered_at = post.channel.delivered_at(letter.channel_reference)
    if delivered_at is None:
        raise NotThereYet(letter.number)
    transitions.deliver(letter, delivered_at=delivered_at, by=CHANNEL, at=max(at, delivered_at))
