"""What an owner's writing costs: keeping a page of answers, and handing a need in, as multiples of the bare page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from uuid import uuid4

from bench.client import TOKEN, Client, WrongAnswer
from bench.cpu import Way, beside
from bench.figure import Figure
from bench.pages import Reading, against_bare, named
from bench.site import BARE

BATCH, BATCHES = 5, 5
VERSION = re.compile(r'name="version" value="(\d+)"')


class Owner:
    """Somebody who writes for an owner and has the pages open already: only the sending is measured."""

    def __init__(self, reading: Reading) -> None:
        self.filled, self.client = reading.filled, reading.visitor(reading.filled.signer)
        self.token = token(self.client, named("owner-assessment", self.filled.drafts[0]))
        self.waiting = iter(self.filled.drafts[1:])
        self.words, self.sent = iter(range(1_000_000)), iter(range(1, 1_000_000))
        page = self.client.get(named("owner-assessment", self.filled.drafts[0])).decode()
        found = VERSION.search(page)
        self.tab, self.version = str(uuid4()), int(found[1]) if found else 0

    def keep(self) -> None:
        """Keep a page with one answer changed."""
        answers = {"assessment": f"Barna treng meir språk, {next(self.words)} gonger.", "involvement": "Alle var med."}
        self.send(named("owner-assessment", self.filled.drafts[0]), answers)

    def save_itself(self) -> None:
        """Save a page while it is written, as its script does: the one answer that was touched."""
        path = named("owner-autosave", self.filled.drafts[0], "assessment")
        told = {"tab": self.tab, "seq": str(next(self.sent)), "version": str(self.version), "endret": "assessment"}
        answers = {"assessment": f"Barna treng meir språk, {next(self.words)} gonger."}
        status, content, _ = self.client.ask("POST", path, answers | told | {"csrfmiddlewaretoken": self.token})
        if status != 200 or (answer := json.loads(content)).get("kept") != ["assessment"]:
            raise WrongAnswer(f"{path} answered {status}: {content[:300]!r}")
        self.version = answer["version"]

    def hand_in(self) -> None:
        """Hand in the next need that waits."""
        self.send(named("owner-check", next(self.waiting)), {"key": str(uuid4()), "sure": "on"})

    def send(self, path: str, answers: dict[str, str]) -> None:
        """Send a form that must be taken."""
        status, content, _ = self.client.ask("POST", path, answers | {"csrfmiddlewaretoken": self.token})
        if status not in {302, 303}:
            raise WrongAnswer(f"{path} answered {status} to a form: {content[:300]!r}")


def token(client: Client, path: str) -> str:
    """Give the mark that a form of this visitor must carry."""
    found = TOKEN.search(client.get(path).decode())
    return found[1] if found else ""


def least(reading: Reading) -> Way:
    """Make the way of keeping one answer with Django alone: no roles, no rules, nobody else who writes, no journal."""
    filled, server = reading.filled, reading.site.bare
    path = f"{BARE}{filled.signer.pk}/{filled.desks[0].office.pk}/{filled.drafts[-1]}/"
    return Way((server.process.pid, *reading.database), partial(Client(server.port).get, path))


def figures(reading: Reading) -> Iterator[Figure]:
    """Measure all in turns with the bare page; a need is handed in with receipt, journal entry and outbox row."""
    owner = Owner(reading)
    roots = reading.roots
    yield against_bare("the least of a saving: four rows through Django", beside(reading.bare, least(reading)), None)
    yield against_bare("a page that saves itself", beside(reading.bare, Way(roots, owner.save_itself)), 3)
    yield against_bare("a page of answers kept", beside(reading.bare, Way(roots, owner.keep)), 3)
    sent = beside(reading.bare, Way(roots, owner.hand_in), batch=BATCH, batches=BATCHES)
    yield against_bare("a need handed in, with receipt, journal and outbox", sent, 5)
