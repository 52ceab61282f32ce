"""A served Samspel and a browser to look at it with."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page
from pytest_django.plugin import DjangoDbBlocker

from samspel.tenancy.context import offices
from tests import databases
from tests.browser import chromium, practice
from tests.browser.chromium import Look
from tests.cast import ROGALAND
from tests.conftest import swap

# Playwright keeps an event loop in this thread; Django must not mistake our tests for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

Served = Callable[[], AbstractContextManager[None]]
Open = Callable[[Look], Page]
PATIENCE = 30.0


def free_port() -> int:
    """Give a port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    pytest.fail("the web server did not start")


@contextmanager
def serving(name: str) -> Iterator[str]:
    """Run a real server over a database of its own with the cast in it, and give its address."""
    database = databases.addresses(name)
    address = f"http://127.0.0.1:{(port := free_port())}"
    environment = {**os.environ, **databases.environment_of(database), "SAMSPEL_BASE_URL": address}
    command = [sys.executable, "-m", "samspel.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=databases.ROOT)
    try:
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)
        databases.drop(name)


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    """The address of a real server over a database with the cast in it, which only one file of tests writes to."""
    name = f"{databases.PROCESS}_browser"
    databases.clone(name, databases.template())
    with serving(name) as address:
        yield address


@contextmanager
def telling(part: str, tell: Callable[[], None], blocker: DjangoDbBlocker) -> Iterator[str]:
    """Tell something in a database of its own, and serve it."""
    name = f"{databases.PROCESS}_{part}"
    databases.clone(name, databases.template())
    swap(name)
    try:
        with blocker.unblock():
            tell()
    finally:
        swap(databases.PROCESS)
    with serving(name) as address:
        yield address


@pytest.fixture(scope="session")
def practice_url(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a real server over the practice rounds of the demo, and all that the worker makes of them."""
    with telling("practice", practice.tell, django_db_blocker) as address:
        yield address


@pytest.fixture(scope="session")
def stories_url(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a real server over what is on its way: a call being written, a meeting that is open."""
    with telling("stories", practice.tell_what_is_on_its_way, django_db_blocker) as address:
        yield address


@pytest.fixture(scope="module")
def served(base_url: str, django_db_blocker: DjangoDbBlocker) -> Served:
    """Give a block in which stories are told in the database that the served Samspel reads, in Rogaland."""

    @contextmanager
    def block() -> Iterator[None]:
        swap(f"{databases.PROCESS}_browser")
        try:
            with django_db_blocker.unblock(), transaction.atomic(), offices([ROGALAND.office]):
                yield
        finally:
            swap(databases.PROCESS)

    return block


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with chromium.browser() as started:
        yield started


@pytest.fixture
def open_page(browser: Browser, base_url: str) -> Iterator[Open]:
    """Give a function that opens a page for a look; nothing may go wrong on it before the test ends."""
    with ExitStack() as pages:
        yield lambda look: pages.enter_context(chromium.looking(browser, base_url, look))


@pytest.fixture
def page(open_page: Open) -> Page:
    """A page on a wide light screen in bokmål."""
    return open_page(Look())


def pytest_configure(config: pytest.Config) -> None:
    """Look at everything in every way in the proof tier."""
    chromium.WHOLE = bool(config.getoption("--whole"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
