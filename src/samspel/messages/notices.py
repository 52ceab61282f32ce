"""The port that tells somebody that there is a message to read; what it says is never told outside Samspel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.flow.models import Outbox
from samspel.kit.deadlines import oslo_day
from samspel.messages.models import Conversation, Message
from samspel.messages.rules import PARTY_WRITERS

KIND = "message-notice"


@dataclass(frozen=True)
class Notice:
    """What is told to one receiver; the same `key` to the same address is the same notice."""

    key: str
    name: str
    email: str
    written_form: str
    title: str
    text: str


class Channel(Protocol):
    """A channel that carries notices, such as e-mail."""

    def tell(self, notice: Notice, at: datetime) -> None:
        """Tell the receiver."""


class NoChannel(RuntimeError):
    """No channel has been bound: nobody can be told anything."""


class Unbound:
    """What stands here until `config/wiring.py` binds a channel."""

    def tell(self, notice: Notice, at: datetime) -> None:
        """Refuse."""
        raise NoChannel


channel: Channel = Unbound()


def bind(to: Channel) -> None:
    """Let notices go by this channel from now on."""
    global channel  # noqa: PLW0603  the one place where the port is bound
    channel = to


def send(message: Outbox, at: datetime) -> None:
    """Tell everybody on the other side who can be told; whoever has no address sees it at the next login."""
    found = Conversation.objects.select_related("office", "organisation", "person").get(pk=message.subject_id)
    side = message.payload["to"]
    form = written_form(found, side)
    with translation.override(form):
        title = _("Ny melding i Samspel")
        text = told(found, side)
    for name, email in receivers(found, side, at):
        if email:
            channel.tell(Notice(message.key, name, email, form, title, text), at)


def told(conversation: Conversation, side: str) -> str:
    """Give the words: that a message is there, and for whom; never what it is about."""
    if side == Message.Side.OFFICE:
        return _("Det ligger en ny melding til embetet i Samspel. Logg inn for å lese den.")
    office = conversation.office.name
    return _("Det ligger en ny melding fra %(office)s i Samspel. Logg inn for å lese den.") % {"office": office}


def written_form(conversation: Conversation, side: str) -> str:
    """Give the written form of whoever is told; nothing is known of that of a private person."""
    to_organisation = side == Message.Side.PARTY and conversation.organisation
    return (to_organisation or conversation.office).written_form


def receivers(conversation: Conversation, side: str, at: datetime) -> Iterable[tuple[str, str]]:
    """Give the names and addresses of those told: the office, the person, or those who write for the organisation."""
    if side == Message.Side.OFFICE:
        return [(conversation.office.name, conversation.office.email)]
    if conversation.person:
        return [(conversation.person.name, conversation.person.email)]
    people = {one.person for one in actors.acting_for(conversation.party_id, PARTY_WRITERS, oslo_day(at))}
    return sorted((person.name, person.email) for person in people)
