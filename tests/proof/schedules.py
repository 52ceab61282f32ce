"""Several people press at once: each real transaction stops at named points until the scheduler lets it on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, Queue
from random import Random
from typing import Any

import psycopg
from django.db import connection

STUCK = 20
BLOCKED = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
HERE = threading.local()


class Cut(Exception):
    """The network went away: whoever pressed never heard what became of it."""


class Stuck(AssertionError):
    """Nobody can go on: everybody waits for somebody."""


@dataclass
class Player:
    """One browser with its own thread, its own connection to the database, and a place where its next press is cut."""

    number: int
    cut: str = ""
    state: str = "idle"
    result: Any = None
    jobs: Queue[Callable[[], Any] | None] = field(default_factory=Queue)
    events: Queue[tuple[str, Any]] = field(default_factory=Queue)
    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    pid: int = 0
    gone: bool = False

    def live(self) -> None:
        """Do one job after the other until there is none."""
        HERE.player = self
        for job in iter(self.jobs.get, None):
            self.gone = False
            try:
                self.events.put(("done", job()))
            except Exception as fault:  # noqa: BLE001 - whatever went wrong is told to the test
                connection.close()
                self.events.put(("cut", None) if self.gone else ("fault", fault))
        connection.close()


def pause(point: str) -> None:
    """Stop at a point until the scheduler lets on; nobody who is not scheduled stops."""
    player: Player | None = getattr(HERE, "player", None)
    if player is None:
        return
    connection.ensure_connection()
    assert connection.connection is not None
    player.pid = connection.connection.info.backend_pid
    player.events.put(("at", point))
    assert player.go.acquire(timeout=STUCK)
    if player.cut == point:
        player.gone = True
        if point != "answered":
            connection.connection.close()
        raise Cut(point)


@contextmanager
def players(count: int) -> Iterator[list[Player]]:
    """Give browsers that are ready to press, and let them go afterwards."""
    made = [Player(number) for number in range(count)]
    threads = [threading.Thread(target=player.live, daemon=True) for player in made]
    for thread in threads:
        thread.start()
    try:
        yield made
    finally:
        for player in made:
            player.jobs.put(None)
        for thread in threads:
            thread.join(STUCK)


class Schedule:
    """One way in which some presses can come between one another."""

    def __init__(self, chance: Random, watch: psycopg.Connection[Any]) -> None:
        self.chance, self.watch = chance, watch

    def play(self, presses: list[tuple[Player, Callable[[], Any]]]) -> None:
        """Begin every press, and let one of those that can go on take a step, until all have ended."""
        taking_part = [player for player, _job in presses]
        for player, job in presses:
            player.state, player.result = "begun", None
            player.jobs.put(job)
            self.hear(player)
        waited = 0
        while any(player.state in {"at", "blocked"} for player in taking_part):
            ready = [player for player in taking_part if player.state == "at"]
            if ready:
                player = self.chance.choice(ready)
                player.state = "running"
                player.go.release()
                self.hear(player)
            waited = 0 if ready else waited + 1
            if waited > 2_000:
                raise Stuck([player.state for player in taking_part])
            for player in taking_part:
                if player.state == "blocked":
                    self.hear(player)

    def hear(self, player: Player) -> None:
        """Wait until a player has come to its next point or its end, or waits for a lock that another holds."""
        for _turn in range(10_000):
            try:
                player.state, player.result = player.events.get(timeout=0.004)
                return
            except Empty:
                if player.pid and self.waits(player):
                    player.state = "blocked"
                    return
        raise Stuck(player.number)

    def waits(self, player: Player) -> bool:
        """Tell whether the database says that a player waits for a lock."""
        row = self.watch.execute(BLOCKED, [player.pid]).fetchone()
        return bool(row and row[0])
