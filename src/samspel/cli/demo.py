"""`samspel demo`: everything at once on this machine, with the demo round: database, web server, worker."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from samspel.cli import children, database, migrate, serve
from samspel.cli.postgres import Cluster
from samspel.kit import environment

PATIENCE = 60.0


class NotReady(Exception):
    """The demo could not be started; the text says why."""


class Stopped(BaseException):
    """Somebody asked us to stop; raised where we were, so that what was begun is ended in order."""


def run(arguments: list[str]) -> int:
    """Start all parts, print the address when they are ready, and stop all of them when asked to."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stopped)
    os.environ.setdefault("SAMSPEL_DEMO", "1")
    address = f"http://127.0.0.1:{serve.port()}"
    os.environ.setdefault("SAMSPEL_BASE_URL", address)
    environment.check()
    if running := already_running():
        print(f"samspel: the demo runs already, at {running}/ (`samspel stop` ends it)", file=sys.stderr)
        return 1
    serve.see_that_free("127.0.0.1", serve.port())
    cluster = None if environment.value("DATABASE_URL") else database.embedded_cluster()
    started: list[subprocess.Popen[bytes]] = []
    try:
        start(address, started)
        watch(started)
    except Stopped:
        return 0
    except NotReady as fault:
        print(f"samspel: {fault}", file=sys.stderr)
        return 1
    else:
        return 1
    finally:
        end(started, cluster)


def stopped(number: int, frame: FrameType | None) -> None:
    """Leave whatever is being done; a second signal while stopping changes nothing."""
    for later in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(later, signal.SIG_IGN)
    raise Stopped


def start(address: str, started: list[subprocess.Popen[bytes]]) -> None:
    """Bring up database, worker and web server, with the demo round in an empty database.

    The web server makes itself ready while we migrate; nobody knows its address before all is there.
    """
    mark().write_text(json.dumps({"pid": os.getpid(), "began": began(os.getpid()), "address": address}))
    with uncollected():
        open_database()
        started.append(children.start(["serve", "--port", str(serve.port())]))
        migrate.migrate()
        started.append(children.start(["worker"]))
        load()
    wait_until_ready(address, started)
    print(f"{address}/", flush=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave memory uncollected for a while: looking for it would take a quarter of the loading."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def open_database() -> None:
    """Start the database; the code is read meanwhile. No thread is left when this returns."""
    import django

    if environment.value("DATABASE_URL"):
        database.prepare().enter()
        return
    cluster = database.embedded_cluster()
    with ThreadPoolExecutor(1) as meanwhile:
        begun = meanwhile.submit(cluster.start)
        database.within(cluster).enter()
        django.setup()
        begun.result()
    database.in_cluster(cluster, database.NAME)


def load() -> None:
    """Load the registers and the demo's rounds, all or nothing, when the database has no office.

    The registers come first: a call tells every owner that stands in them when it is announced.
    """
    from django.db import transaction
    from django.utils import timezone

    from samspel import rounds
    from samspel.actors.registers import loading as registers
    from samspel.actors.registers import tables
    from samspel.rounds.loading import load as do
    from samspel.rounds.reading import read
    from samspel.tenancy.models import Office

    (environment.var_folder() / database.DEMO_MARK).touch()
    if Office.objects.exists():
        return
    with transaction.atomic():
        registers.load(tables.DATA, at=timezone.now(), tell=lambda line: None)
        for path in sorted((Path(rounds.__file__).parent / "demo").glob("*.json")):
            do(read(path.read_bytes()), at=timezone.now())


def wait_until_ready(address: str, started: list[subprocess.Popen[bytes]]) -> None:
    """Wait until `/readyz` answers 200; NotReady when a part has died or time is up."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and all(child.poll() is None for child in started):
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.1)
    raise NotReady("the demo did not become ready")


def watch(started: list[subprocess.Popen[bytes]]) -> None:
    """Stay until a part ends by itself, which it should not."""
    while all(child.poll() is None for child in started):
        time.sleep(0.5)
    print("samspel: a part of the demo ended by itself", file=sys.stderr)


def end(started: list[subprocess.Popen[bytes]], cluster: Cluster | None) -> None:
    """End the children, then the private server, then take away the mark."""
    children.end(started)
    if cluster is not None:
        cluster.stop()
    mark().unlink(missing_ok=True)


def mark() -> Path:
    """Give the file that says who runs here, for `samspel stop`."""
    folder = environment.var_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "running.json"


def already_running() -> str:
    """Give the address of the demo that runs in this folder; empty when none does."""
    if not mark().exists():
        return ""
    told = json.loads(mark().read_text())
    return str(told["address"]) if told["began"] and began(int(told["pid"])) == told["began"] else ""


def began(pid: int) -> str:
    """Give when a process began, as the kernel counts it; empty for one that has ended.

    It tells two processes with one number apart.
    """
    try:
        facts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return "" if facts[0] == "Z" else facts[19]
