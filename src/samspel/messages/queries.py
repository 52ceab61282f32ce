"""What somebody may read of the messages: a party its own, an office its own, and nobody else anything."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samspel.flow.refusal import NotVisible
from samspel.messages.models import Conversation, Message
from samspel.statements import made_once
from samspel.tenancy.by import By

Side = Message.Side


def side_of(by: By) -> Side:
    """Give the side that somebody writes on."""
    return Side.OFFICE if by.for_office else Side.PARTY


def other_side(side: str) -> Side:
    """Give the side that a message goes to."""
    return Side.PARTY if side == Side.OFFICE else Side.OFFICE


def unread_by(side: str) -> QuerySet[Message]:
    """Give the messages that one side has not read yet."""
    return Message.objects.filter(side=other_side(side), read_at=None)


def conversations_of(by: By) -> QuerySet[Conversation]:
    """Give the conversations of an office or of a party: first those with something unread, then the last written."""
    unread = unread_by(side_of(by)).filter(conversation=OuterRef("pk"))
    found = Conversation.objects.filter(_mine(by)).annotate(unread=Exists(unread))
    return found.select_related("office", "organisation", "person").order_by("-unread", "-written_at", "pk")


def _mine(by: By) -> Q:
    if by.for_office:
        return Q(office_id=by.at_office)
    return Q(party_id=by.party) if by.party else Q(pk__in=[])


def counted(found: QuerySet[Conversation]) -> dict[str, int]:
    """Give how many conversations stand in each state."""
    rows = found.order_by().values_list("state").annotate(count=Count("pk"))
    return {Conversation.State.OPEN: 0, Conversation.State.CLOSED: 0, **dict(rows)}


def conversation_of(by: By, conversation_id: UUID) -> Conversation:
    """Give one conversation that somebody may read; NotVisible when there is none."""
    found = conversations_of(by).filter(pk=conversation_id).first()
    if found is None:
        raise NotVisible
    return found


def messages_in(conversation: Conversation) -> QuerySet[Message]:
    """Give what has been written in a conversation, the first message first."""
    return Message.objects.filter(conversation=conversation).select_related("written_by").order_by("sent_at", "pk")


def unread_count(by: By) -> int:
    """Give in how many conversations somebody has something to read."""
    side = other_side(side_of(by))
    if by.for_office:
        return len(_unread_at(by.at_office, side))
    return len(_unread_of(by.party, side)) if by.party else 0


@made_once
def _unread_at(office_id: UUID, written_by: str) -> QuerySet[Conversation]:
    return Conversation.objects.filter(_unread_from(written_by), office_id=office_id).only("pk")


@made_once
def _unread_of(party_id: UUID, written_by: str) -> QuerySet[Conversation]:
    return Conversation.objects.filter(_unread_from(written_by), party_id=party_id).only("pk")


def _unread_from(side: str) -> Q:
    return Q(pk__in=Message.objects.filter(side=side, read_at=None).values("conversation"))


def is_told(key: UUID) -> bool:
    """Tell whether a party has been told of something already, under its key."""
    return Conversation.objects.filter(pk=key).exists()


def begun_with(by: By, key: UUID) -> Conversation | None:
    """Give the conversation that a press of the button has begun already, if it has."""
    return conversations_of(by).filter(pk=key).first()
