"""Whatever the network does, and however many press: one submission, one receipt, one journal number, one message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import transaction

from samspel.files.models import Document
from samspel.flow import outbox
from samspel.flow import transition as acts
from samspel.flow.models import Entry, Outbox
from samspel.needs import handing, queries, transitions
from samspel.needs.models import Submission
from samspel.tenancy.context import offices
from tests import databases
from tests.cast import KARI, ROGALAND
from tests.proof import schedules
from tests.proof.schedules import Player, Schedule, pause
from tests.stories import needs

pytestmark = pytest.mark.submit
SEED = 9_10
NOW = needs.when("2021", day=20)
LATER = datetime(2023, 6, 1, tzinfo=UTC)
POINTS = ("begun", "lock", "locked", "written", "commit", "answered")
Watch = psycopg.Connection[Any]


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the points into the act: around its lock and after its last row; receipts are bytes that nobody else has."""
    lock, put = acts.lock, outbox.put

    def locking(record: Any) -> None:  # noqa: ANN401 - any record
        pause("lock")
        lock(record)
        pause("locked")

    def putting(*args: Any, **kwargs: Any) -> Outbox:
        message = put(*args, **kwargs)
        pause("written")
        return message

    monkeypatch.setattr(acts, "lock", locking)
    monkeypatch.setattr(outbox, "put", putting)
    monkeypatch.setattr(handing, "render", lambda *_sheet, **_who: b"receipt " + uuid4().bytes)


@pytest.fixture
def watch(real_database: str) -> Iterator[Watch]:
    """A connection that looks at who waits for whom."""
    with psycopg.connect(databases.addresses(real_database).app, autocommit=True) as found:
        yield found


def pressed(need_id: UUID, key: UUID, turn: int) -> Callable[[], UUID]:
    """What the server does when the button is pressed, in a transaction of its own as each request has."""

    def press() -> UUID:
        with transaction.atomic(), offices([ROGALAND.office]):
            pause("begun")
            need = queries.need_of(KARI, need_id)
            made = handing.hand_in(need, key=key, turn=turn, by=KARI, at=NOW).pk
            pause("commit")
        pause("answered")
        return made

    return press


def one_round(chance: Random, watch: Watch, players: list[Player], need_id: UUID, turn: int) -> list[str]:
    """Let some press at once, the same or in several pages, cut some of them off; all press again until they hear."""
    keys = [uuid4() for _page in range(chance.choice((1, 1, 2, 3)))]
    presses = []
    for player in players[: chance.choice((2, 2, 2, 3, 4))]:
        player.cut = chance.choice(("", "", "", *POINTS))
        presses.append((player, pressed(need_id, chance.choice(keys), turn)))
    Schedule(chance, watch).play(presses)
    faults = [f"{turn}: {player.result!r}" for player, _press in presses if player.state == "fault"]
    heard = {player.result for player, _press in presses if player.state == "done"}
    # Whoever heard nothing presses again; somebody goes back and presses once more; a new page is opened and sent.
    for again in (*(press for player, press in presses if player.state == "cut"), presses[0][1]):
        heard.add(again())
    heard.add(pressed(need_id, uuid4(), turn)())
    with transaction.atomic(), offices([ROGALAND.office]):
        made = {one.pk for one in Submission.objects.filter(need_id=need_id, turn=turn)}
        if heard != made or len(made) != 1:
            faults.append(f"{turn}: {len(made)} submissions, {len(heard)} were told")
        faults += [f"{turn}: {count} of {what}, not {turn}" for what, count in counts() if count != turn]
    return faults


def counts() -> Iterator[tuple[str, int]]:
    """Count what there must be one of for each time the need was handed in."""
    yield "submissions", Submission.objects.count()
    yield "receipts", Document.objects.count()
    yield "messages", Outbox.objects.filter(kind="receipt").count()
    numbers = Counter(Entry.objects.filter(act="needs.submit").values_list("journal_year", "journal_number"))
    yield "journal numbers", len(numbers)
    yield "entries", sum(numbers.values())


def rounds(watch: Watch, count: int, seed: int = SEED) -> list[str]:
    """Hand one need in over and over: each time in another way, and sent back to its owner in between."""
    chance, faults = Random(seed), []
    with transaction.atomic(), offices([ROGALAND.office]):
        need_id = needs.confirmed().pk
    with schedules.players(4) as players:
        for turn in range(1, count + 1):
            faults += one_round(chance, watch, players, need_id, turn)
            if len(faults) > 3:
                break
            with transaction.atomic(), offices([ROGALAND.office]):
                need = queries.need_of(KARI, need_id)
                transitions.send_back(need, reason="Meir", answer_by=LATER, by=ROGALAND.caseworker, at=NOW)
    return faults


def test_in_every_schedule_a_need_is_handed_in_exactly_once(
    stops: None, watch: Watch, pytestconfig: pytest.Config, record_property: Callable[[str, object], None]
) -> None:
    count = 10_000 if pytestconfig.getoption("--whole") else 500
    assert rounds(watch, count) == []
    record_property(f"counted schedules of handing in (seed {SEED})", count)


def test_without_the_lock_the_schedules_find_it(stops: None, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "lock", lambda _record: pause("locked"))
    assert rounds(watch, 40) != []


def test_when_only_the_key_counts_the_schedules_find_it(
    stops: None, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "made_before", lambda need, key, _turn: queries.submission_with(need, key))
    with pytest.raises(Exception, match=r"wrong-state|assert"):
        assert rounds(watch, 20) == []
