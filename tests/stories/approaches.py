"""What owners ask of others before any form: Fjordvik asks the university for a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from samspel.actors.approaches import queries, transitions
from samspel.actors.approaches.queries import Choice
from samspel.actors.models import Approach, Organisation
from samspel.tenancy.by import By
from samspel.tenancy.context import offices
from tests.cast import KARI, ROGALAND, UNNI, id_of

AT = datetime(2023, 1, 11, 9, tzinfo=UTC)


@contextmanager
def as_party(by: By) -> Iterator[None]:
    """Let the database know on whose behalf somebody acts, at the office in Rogaland."""
    with offices([ROGALAND.office], party=by.party):
        yield


def choice(by: By, what: str, name: str) -> Choice:
    """One of those that an owner may turn to."""
    with as_party(by):
        return next(one for one in queries.choices(by, AT.date()) if (one.what, one.name) == (what, name))


def begun(
    topic: str = "Språk i leiken",
    text: str = "Kan vi snakke om rettleiing?",
    *,
    by: By = KARI,
    owner: str = "fjordvik",
    to: Choice | None = None,
    at: datetime = AT,
) -> Approach:
    """What an owner asks of another; of the university for a conversation when nobody else is named."""
    whom = to or Choice("conversation", "Høgskulen i vest", id_of("hiv"))
    with as_party(by):
        return transitions.approach(
            Organisation.objects.get(pk=id_of(owner)), to=whom, topic=topic, text=text, by=by, at=at
        )


def asked(topic: str = "Språk i leiken") -> Approach:
    """The university has been asked for a conversation, and has not answered."""
    with as_party(KARI):
        found = Approach.objects.filter(asking_id=id_of("fjordvik"), asked_id=id_of("hiv"), state="asked").first()
    return found or begun(topic)


def many(count: int) -> Approach:
    """The university has said no so many times, and is asked once more."""
    for number in range(count):
        one = begun(f"Tema {number}")
        with as_party(UNNI):
            transitions.turn_down(one, answer="Ikkje i år.", by=UNNI, at=AT)
    return asked()
