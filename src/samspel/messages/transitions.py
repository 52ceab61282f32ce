"""The acts on messages: begun by either side or told by Samspel, answered, closed by the office, opened again, read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from samspel.actors.models import Organisation
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.transition import creation, only, refuse, transition
from samspel.kit.ids import new_id
from samspel.messages import notices, queries, rules
from samspel.messages.models import Conversation, Message
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

State = Conversation.State


@creation(Conversation, guards=[rules.may_begin, rules.is_answered], journalled=True)
def begin(
    office: Office,
    *,
    topic: str,
    text: str,
    to: Organisation | None = None,
    about_need_id: UUID | None = None,
    key: UUID | None = None,
    by: By,
    at: datetime,
) -> Conversation:
    """Write the first message: an office to the organisation it names, a party to the office on its own behalf."""
    organisation_id = (to.pk if to else None) if by.for_office else by.organisation_id
    person_id = by.somebody if by.role == Role.PRIVATE_PERSON else None
    refuse([*rules.has_a_party(by, organisation_id), *rules.topic_is_told(topic), *rules.text_is_told(text)])
    conversation = Conversation(
        id=key or new_id(),
        office=office,
        organisation_id=organisation_id,
        person_id=person_id,
        party_id=organisation_id or person_id or by.somebody,
        topic=topic.strip(),
        about_need_id=about_need_id,
        state=State.OPEN,
        begun_at=at,
        written_at=at,
    )
    conversation.entry_facts = {"side": queries.side_of(by)}
    conversation.save(force_insert=True)
    _write(conversation, text, new_id(), by=by, at=at)
    return conversation


@creation(Conversation, guards=[only(Role.SYSTEM)])
def inform(
    office: Office,
    *,
    topic: str,
    text: str,
    to: Organisation,
    about_need_id: UUID,
    key: UUID,
    by: By,
    at: datetime,
) -> Conversation:
    """Tell a party of something that has been done already; it waits for no answer, and an answer opens it."""
    conversation = Conversation(
        id=key,
        office=office,
        organisation=to,
        party_id=to.pk,
        topic=topic,
        about_need_id=about_need_id,
        state=State.CLOSED,
        begun_at=at,
        written_at=at,
    )
    conversation.entry_facts = {"side": queries.Side.OFFICE}
    conversation.save(force_insert=True)
    _write(conversation, text, new_id(), by=by, at=at)
    return conversation


@transition(source=set(State), target=State.OPEN, guards=[rules.takes_part], journalled=True)
def answer(conversation: Conversation, *, text: str, key: UUID | None = None, by: By, at: datetime) -> Facts:
    """Write another message; what was closed is open again. Whoever answers has read what came."""
    refuse(rules.text_is_told(text))
    conversation.written_at = at
    _read(conversation, by, at)
    _write(conversation, text, key or new_id(), by=by, at=at)
    return {"side": queries.side_of(by)}


@transition(source={State.OPEN}, target=State.CLOSED, guards=[rules.office_closes])
def close(conversation: Conversation, *, by: By, at: datetime) -> Facts:
    """Close a conversation; either side may still answer, which opens it again."""
    return {"read": _read(conversation, by, at)}


@transition(source=set(State), guards=[rules.takes_part])
def mark_read(conversation: Conversation, *, by: By, at: datetime) -> Facts:
    """Note that a side has read what the other has written to it."""
    return {"read": _read(conversation, by, at)}


def _read(conversation: Conversation, by: By, at: datetime) -> int:
    unread = queries.unread_by(queries.side_of(by)).filter(conversation=conversation, sent_at__lte=at)
    return unread.update(read_at=at)


def _write(conversation: Conversation, text: str, key: UUID, *, by: By, at: datetime) -> None:
    message = Message(
        id=key,
        office_id=conversation.office_id,
        conversation=conversation,
        side=queries.Side.OFFICE if by.role == Role.SYSTEM else queries.side_of(by),
        written_by_id=by.person_id,
        text=text.strip(),
        sent_at=at,
    )
    message.save(force_insert=True)
    outbox.put(notices.KIND, conversation, at=at, key=str(message.pk), to=queries.other_side(message.side))
