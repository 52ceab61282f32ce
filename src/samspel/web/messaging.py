"""What the screens of both sides share: the questions, the thread, and that one press of a button writes once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samspel.actors import queries as actors
from samspel.actors.alphabet import sort_key
from samspel.kit.deadlines import oslo_day
from samspel.kit.ids import new_id
from samspel.messages import queries, rules, transitions
from samspel.messages.models import Conversation, Message
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.forms import Form, LongText, Text

COLORS = {Conversation.State.OPEN: "info", Conversation.State.CLOSED: "neutral"}
HINT = _("Skriv ikke fødselsnummer, helseopplysninger eller navn på barn og elever.")


class Answer(Form):
    """Another message in a conversation; `key` is the same for two presses of the button."""

    text = LongText(label=_("Melding"), help_text=HINT, max_length=rules.TEXT, rows=8)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_id


class First(Answer):
    """The first message, with what it is about."""

    topic = Text(label=_("Emne"), max_length=rules.TOPIC)
    sak = forms.UUIDField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Shown:
    """A message as one side sees it: whether that side wrote it, and whether it has not been read before."""

    message: Message
    mine: bool
    new: bool


def offices(request: HttpRequest) -> list[Office]:
    """Give the offices where somebody answers messages, in the order of the places they are named after."""
    found = actors.offices_with(rules.OFFICE_WRITERS, oslo_day(clock.now(request)))
    return sorted(found, key=lambda office: sort_key(office.name.partition(" i ")[2] or office.name))


def writer(request: Request) -> By:
    """Give who sits at the desk, in a role that writes messages where the person holds one."""
    return acting_as(request, Role.CASEWORKER, Role.DECIDER, Role.OFFICE_ADMIN)


def thread(conversation: Conversation, by: By) -> list[Shown]:
    """Give what has been written, as one side sees it."""
    side = queries.side_of(by)
    said = queries.messages_in(conversation)
    return [Shown(one, one.side == side, one.side != side and one.read_at is None) for one in said]


def note_read(request: Request, conversation: Conversation, shown: Iterable[Shown]) -> None:
    """Note that what is new has been read, when whoever reads it is one who answers."""
    by, at = writer(request), clock.now(request)
    new = any(one.new and one.message.sent_at <= at for one in shown)
    if request.method == "GET" and new and not transitions.mark_read.refusals(conversation, by=by, at=at):
        transitions.mark_read(conversation, by=by, at=at)


def once(write: Callable[[], object], written: Callable[[], object]) -> None:
    """Write, unless the same press of the button has written already, also when it does so at this very moment."""
    if written():
        return
    try:
        write()
    except IntegrityError:
        if not written():
            raise


def rows(found: Iterable[Conversation]) -> list[tuple[Conversation, str]]:
    """Give conversations with the colour of their state."""
    return [(one, COLORS[Conversation.State(one.state)]) for one in found]


def is_written(conversation: Conversation, key: UUID | None) -> bool:
    """Tell whether a press of the button has written its message already."""
    return key is not None and queries.messages_in(conversation).filter(pk=key).exists()
