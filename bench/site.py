"""What is measured: a database with fsync on, Samspel's web server and the bare one; ours alone, and ended after."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import psycopg
from psycopg import sql

from bench.client import Client, WrongAnswer
from samspel.cli import children, database, migrate, static, translations
from samspel.cli.postgres import ADMIN, Cluster
from samspel.kit import environment

VAR = environment.var_folder() / "bench"
NAME = "bench"
CLOCK = "2023-01-10T09:00:00+01:00"  # the call that the data are filled under is open
PATIENCE = 60.0
SAMSPEL, BARE = "/", "/bare/"


class Stopped(BaseException):
    """Somebody asked us to stop; raised where we were, so that everything is ended in order."""


@dataclass(frozen=True)
class Server:
    """A web server that answers, and how many seconds passed from its start to its first page."""

    process: subprocess.Popen[bytes]
    port: int
    seconds: float


@dataclass
class Site:
    """The database and the web servers that run."""

    cluster: Cluster
    addresses: database.Addresses
    started: list[subprocess.Popen[bytes]]

    @cached_property
    def samspel(self) -> Server:
        """Give Samspel's own web server, started when it is first asked for."""
        return self.serve()

    @cached_property
    def bare(self) -> Server:
        """Give the web server with the bare page, started when it is first asked for."""
        return self.serve(bare=True)

    @property
    def postmaster(self) -> int:
        """Give the process that every other of the database's is a child of."""
        return int((self.cluster.home / "postmaster.pid").read_text().splitlines()[0])

    def serve(self, *, bare: bool = False) -> Server:
        """Start a web server and wait for its first page."""
        port = free_port()
        began = time.monotonic()
        if bare:
            process = children.start([str(port)], module="bench.bare")
        else:
            process = children.start(["serve", "--port", str(port)])
        self.started.append(process)
        wait(process, port, BARE if bare else SAMSPEL)
        return Server(process, port, time.monotonic() - began)

    def end(self, server: Server) -> None:
        """End one web server."""
        children.end([server.process])
        self.started.remove(server.process)


def free_port() -> int:
    """Give a port on this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    """Wait for the first answer with status 200."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            Client(port).get(path)
            return
        except (OSError, WrongAnswer):
            time.sleep(0.005)
    raise WrongAnswer(f"the web server did not answer on {path}")


@contextmanager
def running() -> Iterator[Site]:
    """Start everything on an empty, migrated database, and end all of it, whatever happens inside."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stopped)
    enter_environment()
    cluster = Cluster(VAR / "postgres", durable=True)
    started: list[subprocess.Popen[bytes]] = []
    try:
        cluster.start()
        site = Site(cluster, empty_database(cluster), started)
        site.addresses.enter()
        migrate.migrate()
        translations.compile()
        static.collect()
        yield site
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        children.end(started)
        cluster.stop()


def stopped(number: int, frame: object) -> None:
    """Leave whatever is being done."""
    raise Stopped


def enter_environment() -> None:
    """Forget what this shell has set for another Samspel; the demo's login lets us be anybody."""
    for name in list(os.environ):
        if (name.startswith("SAMSPEL_") and name != "SAMSPEL_PG_BIN") or name == "DATABASE_URL":
            del os.environ[name]
    os.environ.update(SAMSPEL_DEMO="1", SAMSPEL_VAR=str(VAR), SAMSPEL_CLOCK=CLOCK)


def empty_database(cluster: Cluster) -> database.Addresses:
    """Give a database with nothing in it, in place of the one of the last run."""
    with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME)))
    return database.in_cluster(cluster, NAME)
