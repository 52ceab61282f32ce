"""What the office in Rogaland and Fjordvik write to each other, in October 2022."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from samspel.actors.models import Organisation
from samspel.messages import transitions
from samspel.messages.models import Conversation
from samspel.tenancy.by import By
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import KARI, ROGALAND, id_of

WRITTEN = datetime(2022, 10, 6, 8, tzinfo=UTC)
ANSWERED = WRITTEN + timedelta(hours=2)


def begun(
    topic: str = "Spørsmål om fristen",
    text: str = "Kan vi få to dager til?",
    *,
    by: By = KARI,
    office: UUID = ROGALAND.office,
    about_need_id: UUID | None = None,
    at: datetime = WRITTEN,
) -> Conversation:
    """What a party writes to an office."""
    with offices([office], party=by.party):
        to = Office.objects.get(pk=office)
        return transitions.begin(to, topic=topic, text=text, about_need_id=about_need_id, by=by, at=at)


def begun_by_office(
    topic: str = "Nytt møte", text: str = "Vi vil snakke med dykk.", *, to: str = "fjordvik", at: datetime = WRITTEN
) -> Conversation:
    """What the office writes to an organisation."""
    organisation = Organisation.objects.get(pk=id_of(to))
    office = Office.objects.get(pk=ROGALAND.office)
    return transitions.begin(office, topic=topic, text=text, to=organisation, by=ROGALAND.caseworker, at=at)


def answered(
    conversation: Conversation, text: str = "Det går bra.", *, by: By = ROGALAND.caseworker, at: datetime = ANSWERED
) -> Conversation:
    """What either side answers."""
    with offices([conversation.office_id], party=by.party):
        transitions.answer(conversation, text=text, by=by, at=at)
    return conversation


def with_answers(count: int) -> Conversation:
    """A conversation in which both have answered so many times."""
    conversation = begun("Samtale")
    for number in range(count):
        answered(conversation, f"Svar {number}", by=(ROGALAND.caseworker, KARI)[number % 2])
    return conversation
