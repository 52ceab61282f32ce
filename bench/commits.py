"""The second control: one row put into the database and kept through a power cut."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psycopg

from bench.cpu import Way
from bench.figure import Figure
from bench.site import Site

BATCH, BATCHES = 50, 7


class Commits:
    """One connection of the role `app` that inserts into a table of its own, each row its own transaction."""

    def __init__(self, site: Site) -> None:
        with psycopg.connect(site.addresses.owner, autocommit=True) as owner:
            owner.execute("create table if not exists bench_commit (at timestamptz default now())")
        self.connection = psycopg.connect(site.addresses.app, autocommit=True)
        self.way = Way((site.postmaster,), self.once)

    def once(self) -> None:
        """Insert one row."""
        self.connection.execute("insert into bench_commit default values")

    def figures(self) -> Iterator[Figure]:
        """Measure what a commit costs the database, and how long it takes."""
        costs, waits = [], []
        for _ in range(BATCHES):
            began = time.monotonic()
            costs.append(self.way.cost(BATCH))
            waits.append((time.monotonic() - began) / BATCH * 1e3)
        yield Figure("bare commit", sorted(costs)[BATCHES // 2], "ms")
        yield Figure("bare commit, until it is kept", sorted(waits)[BATCHES // 2], "ms")
