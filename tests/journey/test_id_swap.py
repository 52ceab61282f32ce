"""A whole journey is recorded as those who made it, and every id in it is then tried as somebody else.

The ids are tried in the very requests that were made, in every address that takes an id, and as what a form or a
question names. Nothing of the journey is shown, and nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from random import Random
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from samspel.actors.models import Assignment, Place
from samspel.config.policy import POLICY
from samspel.flow.models import Entry
from samspel.tenancy.by import By
from samspel.tenancy.context import nation, offices
from samspel.web import errors
from tests import databases
from tests.cast import AGDER, CHARLIE, FILIP, KARI, MONA, PIA, ROGALAND
from tests.config.asking import plainly
from tests.config.everybody import PRIVATE, desk_of
from tests.config.world import people
from tests.conftest import swap
from tests.journey import telling
from tests.journey.asking import Asked
from tests.journey.people import Person
from tests.stories import forum, needs
from tests.stories.journey import carried_out
from tests.web.desk import sit

pytestmark = pytest.mark.matrix
SEED, MANY = "samspel", 400
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
FIELDS = ("id", "sak", "behov", "need", "row", "share", "present", "person", "caseworker", "recipient", "konto")


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


@pytest.fixture(scope="module")
def journey(django_db_blocker: Any) -> Iterator[Told]:  # noqa: ANN401 - pytest-django does not name its type
    """The story, told once in a database of its own; after it the pages that say no are not drawn."""
    name = f"{databases.PROCESS}_swap"
    databases.clone(name, databases.template())
    swap(name)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
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


def test_what_was_asked_for_on_the_way_is_answered_to_nobody_else(
    journey: Told, record_property: Callable[..., None]
) -> None:
    public = journey.browsers["nobody logged in"]
    private = {
        (method, address): sent
        for (method, address), sent in journey.record.asked.items()
        if ID.search(address) and (method != "GET" or public.get(address).status_code != 200)
    }
    before, faults = entries(), []
    for (method, address), sent in private.items():
        for who, browser in journey.browsers.items():
            if who == "a member who is tied" and address.startswith("/forum/"):
                continue
            answer = browser.get(address) if method == "GET" else browser.post(address, sent)
            named = bool(ID.search(urlsplit(address).path))
            faults.append(fault(who, f"{method} {address}", answer, refused=named))
    record_property("counted requests of a journey made as others", len(private) * len(journey.browsers))
    assert [one for one in faults if one] == []
    assert entries() == before
    assert len(private) > 40
    assert len(journey.record.ids) > 30


def own(who: str, name: str, one: str) -> bool:
    """Tell whether an id is of somebody who has a role at the very place that one of the others acts for."""
    by = OTHERS[who]
    if by is None or name != f"{desk_of(by.role)}-person":
        return False
    there = Assignment.objects.at(Place(by.organisation_id, by.office_id)).in_force(LATER.date())
    return there.filter(person_id=one).exists()


def test_no_id_of_the_journey_opens_an_address_to_others(
    journey: Told, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    chance, addresses = Random(SEED), list(patterns())
    ids = sorted(journey.record.ids)
    tries = [(who, name, parts, one) for who in journey.browsers for name, parts in addresses for one in ids]
    if not pytestconfig.getoption("--whole"):
        tries = chance.sample(tries, k=MANY)
    before, faults = entries(), []
    for who, name, parts, one in tries:
        if who == "a member who is tied" and name.startswith("forum-"):
            continue
        if own(who, name, one):
            continue
        args = [one if part.endswith("_id") else 1 for part in parts]
        method = chance.choice(["get", "post"])
        answer = getattr(journey.browsers[who], method)(reverse(name, args=args), {"act": "x"})
        faults.append(fault(who, f"{method} {name} {one}", answer))
    record_property("counted ids swapped into addresses", len(tries))
    assert [one for one in faults if one] == []
    assert entries() == before


def test_no_id_of_the_journey_is_taken_from_a_form_of_others(
    journey: Told, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    chance, ids = Random(SEED), sorted(journey.record.ids)
    plain = [name for name in POLICY if not parts_of(name) and not POLICY[name].public and name != "choose"]
    tries = [(who, name, one) for who in journey.browsers if who != "nobody logged in" for name in plain for one in ids]
    if not pytestconfig.getoption("--whole"):
        tries = chance.sample(tries, k=MANY // 4)
    faults = []
    for who, name, one in tries:
        for method in ("get", "post"):
            answer = getattr(journey.browsers[who], method)(
                reverse(name), {**dict.fromkeys(FIELDS, one), "act": "attest"}
            )
            faults.append(fault(who, f"{method} {name} with {one}", answer, refused=False))
    record_property("counted ids swapped into forms and questions", 2 * len(tries))
    assert [one for one in faults if one] == []
    with transaction.atomic(), nation():
        assert not Entry.objects.filter(record_id__in=[UUID(one) for one in ids], at=LATER).exists()


def parts_of(name: str) -> list[str]:
    """Give the names of what an address takes."""
    return list(get_resolver().reverse_dict.getlist(name)[0][0][0][1])


def test_the_same_requests_tell_their_words_to_whoever_they_are_for(journey: Told) -> None:
    owner = sit(KARI, LATER)
    shown = [
        owner.get(address) for method, address in journey.record.asked if method == "GET" and "/eier/behov/" in address
    ]
    assert any(fault("kari", "GET", answer) for answer in shown)
