"""A whole journey is recorded as those who made it, and every id in it is then tried as somebody else.

The ids are tried in the very requests that were made, in every address that takes an id, and as what a form or a
question names. Nothing of the journey is shown, and nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from samspel.config.policy import POLICY
from samspel.flow.models import Entry
from samspel.tenancy.by import By
from samspel.tenancy.context import nation, offices
from samspel.web import errors
from tests import databases
from tests.cast import AGDER, CHARLIE, FILIP, MONA, PIA, ROGALAND
from tests.config.asking import plainly
from tests.config.everybody import PRIVATE
from tests.config.world import people
from tests.conftest import swap
from tests.journey import telling
from tests.journey.asking import Asked
from tests.journey.people import Person
from tests.stories import forum, needs
from tests.stories.journey import carried_out
from tests.web.desk import sit

SEED = "samspel"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LATER = datetime.fromisoformat("2024-02-01T09:00:00+00:00")
OTHERS: dict[str, By | None] = {
    "nobody logged in": None,
    "another owner at the office": PIA,
    "an owner at another office": CHARLIE,
    "another office's caseworker": AGDER.caseworker,
    "another office's payer": AGDER.payer,
    "a partner in other needs": FILIP,
    "a member who is tied": MONA,
    "a private person": PRIVATE,
}  # fmt: skip
NO = {302, 400, 403, 404, 405}
# What only the journey's own people write and read, before and after it has become public what was given.
CANARIES = (needs.WORDS["assessment"], needs.WORDS["involvement"], "post@fjordvik.example", forum.REASON)


@dataclass
class Record:
    """What was asked for on the way, and every id that was met there."""

    asked: dict[tuple[str, str], dict[str, list[str]]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def meet(self, name: str, at: datetime) -> Person:
        """Meet somebody whose requests are kept."""
        return Recorded(self, name, at)


class Recorded(Person):
    """A person of the journey, whose requests are kept with the ids in what came back."""

    def __init__(self, record: Record, name: str, at: datetime) -> None:
        self.record = record
        super().__init__(name, at)

    def file(self, address: str, status: int = 200) -> bytes:
        """Fetch a file, and keep its address."""
        self.record.asked["GET", self.there(address)] = {}
        return super().file(address, status)

    def _took(self, method: str, address: str, sent: dict[str, list[str]], status: int) -> Person:
        self.record.asked[method, address] = sent
        super()._took(method, address, sent, status)
        self.record.asked["GET", self.address] = {}
        self.record.ids |= set(ID.findall(self.page.html + self.address + str(sent)))
        for link in self.page.links:
            if ID.search(link.address):
                self.record.asked["GET", self.there(link.address)] = {}
        return self


@dataclass
class Told:
    """A need's whole way as it was recorded, and the others who come afterwards, each at their desk."""

    record: Record
    browsers: dict[str, Client]


def told_apart(unblocked: AbstractContextManager[None]) -> Iterator[Told]:
    """Tell the story in a database of its own; after it the pages that say no are not drawn."""
    name = f"{databases.PROCESS}_swap"
    databases.clone(name, databases.template())
    swap(name)
    with unblocked, pytest.MonkeyPatch.context() as patch:
        with transaction.atomic(), offices([ROGALAND.office]):
            people()
            forum.established()
        record = Record()
        telling.the_whole(record.meet, works, Asked("regional", title="Reisa"))
        patch.setattr(errors, "answer", plainly(errors.answer))
        yield Told(record, {name: Client() if by is None else sit(by, LATER) for name, by in OTHERS.items()})
    swap(databases.PROCESS)
    databases.drop(name)


def works() -> None:
    """Let the worker do what waits in the outbox."""
    with transaction.atomic(), offices([ROGALAND.office]):
        carried_out()


def patterns() -> Iterator[tuple[str, list[str]]]:
    """Every address that takes the id of something, with the names of its parts."""
    for name in POLICY:
        parts = parts_of(name)
        if any(part.endswith("_id") for part in parts):
            yield name, parts


def told(answer: Any) -> str:  # noqa: ANN401 - Django's own answer
    return unescape(b"".join(answer).decode("utf-8", "replace"))


def fault(who: str, what: str, answer: Any, *, refused: bool = True) -> str:  # noqa: ANN401 - Django's own answer
    """Say what is wrong with an answer; nothing when it tells nothing."""
    leaked = [canary for canary in CANARIES if canary in told(answer)]
    if leaked or (refused and answer.status_code not in NO):
        return f"{what} by {who}: {answer.status_code} {leaked}"
    return ""


def entries() -> int:
    with transaction.atomic(), nation():
        return Entry.objects.count()


def parts_of(name: str) -> list[str]:
    """Give the names of what an address takes."""
    return list(get_resolver().reverse_dict.getlist(name)[0][0][0][1])
