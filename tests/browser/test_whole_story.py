"""One need's whole way in a real Chromium: every role at its own screen, day by day, with numbered pictures of it.

The words of the story are those of tests/journey/, where it is told by plain requests. Three things are done by the
acts: the forum's members get their seats, for which there is no screen; two more needs are handed in and prepared, so
that the lists hold more than one; and the worker empties the outbox without waiting for its turn.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser

from samspel.actors.registers import loading, tables
from tests.browser import chromium
from tests.browser.chromium import ROOT, Look
from tests.browser.conftest import Served
from tests.browser.visitor import Album, Visitor
from tests.journey import asking, calling, coming, telling
from tests.journey.asking import Asked
from tests.journey.somebody import Meet, Works
from tests.stories import casework, forum, journey, needs
from tests.stories.calls import ANNOUNCED, DRAFTED

KEPT = ROOT / "docs" / "pictures"
SHOWN = re.compile(r"pictures/(\d\d-([a-z-]+)\.png)")
ASKED = Asked("regional", title="Språk i leiken")
# What the forum gives the others; together they asked for more than there is.
OTHERS = (
    Asked("regional", "Ute heile året", owner="Trollskogen barnehage SA", owner_nok=460_000, partner_nok=150_000),
    Asked("decentralised", "Lesing i alle fag", owner_nok=240_000, partner_nok=80_000),
)
TIES = (
    *("Mona Sund i 2023-001", "Ulrik Berg i 2023-001", "Petter Eng i 2023-002", "Ulrik Berg i 2023-002"),
    *("Mona Sund i 2023-003", "Ulrik Berg i 2023-003"),
)


def shown() -> dict[str, str]:
    """Give the pictures that the documents show, by the name of what is in them."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return {name: file for page in pages for file, name in SHOWN.findall(page.read_text())}


@pytest.fixture
def album(request: pytest.FixtureRequest) -> Iterator[Album]:
    """The pictures of the story; those that the documents show are there, and are kept when that was asked for."""
    folder = chromium.SCREENSHOTS / "story"
    shutil.rmtree(folder, ignore_errors=True)
    made = Album(folder, frozenset(shown()))
    yield made
    assert {name: made.taken[name].name for name in shown()} == shown()
    if request.config.getoption("--pictures"):
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir()
        for name in shown():
            shutil.copy(made.taken[name], KEPT)


@pytest.fixture
def meet(browser: Browser, base_url: str, album: Album) -> Iterator[Meet]:
    """Meet somebody with a window of their own; nothing may go wrong in it before the story ends."""
    with ExitStack() as windows:

        def met(name: str, at: datetime) -> Visitor:
            window = windows.enter_context(chromium.looking(browser, base_url, Look(1100)))
            return Visitor(window, base_url, album, name, at)

        yield met


@pytest.fixture
def worker(served: Served) -> Works:
    """Let the worker do what waits in the outbox."""

    def works() -> None:
        with served():
            journey.carried_out()

    return works


@pytest.fixture
def _registers(request: pytest.FixtureRequest, served: Served) -> None:
    """Every kindergarten and school of the country, for the pictures that are kept; the story does without them."""
    if request.config.getoption("--pictures"):
        with served():
            loading.load(tables.DATA, at=DRAFTED["2021"], tell=lambda line: None)


@pytest.mark.usefixtures("_registers")
def test_a_need_travels_the_whole_way_through_the_screens(meet: Meet, worker: Works, served: Served) -> None:
    with served():
        forum.established()
    calling.announced(meet, "2021")
    kari = asking.handed_in(meet, ASKED)
    with served():
        others = [
            needs.submitted("regional", owner="trollskogen", title=OTHERS[0].title, asked_nok=700_000),
            needs.submitted("decentralised", title=OTHERS[1].title, asked_nok=350_000),
        ]
    telling.sent_back_and_answered(meet, kari, ASKED)
    with served():
        for need in others:
            casework.ready(need)
    telling.through_the_forum(meet, ASKED, OTHERS, TIES)
    telling.to_the_account(meet, worker, ASKED)
    coming.from_a_name_to_the_call(meet, ANNOUNCED["2021"] + timedelta(days=30), "2021")
