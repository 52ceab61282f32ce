"""Every page of every desk, as it stands in the practice rounds: no accessibility rule is broken, nothing sticks out.

Each desk is walked from its first page along its own links, one page for each address; together the walks must reach
every address that is a page, so that a new page cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from samspel.config.policy import POLICY
from tests.browser import chromium
from tests.browser.chromium import LOOKS

pytestmark = pytest.mark.axe
# Who walks, from where, on which day of the demo.
WALKS = {
    "anybody": ("", "/", ""),
    "owner": ("Hanne Sørbø", "/eier/", ""),
    "owner in 2023": ("Trude Ims", "/eier/", "2023-01-20T09:00:00+01:00"),
    "partner": ("Eirik Hodne", "/partner/", ""),
    "caseworker": ("Amira Solheim", "/kontor/", "2023-04-20T09:00:00+02:00"),
    "payer": ("Ragnhild Tveit", "/kontor/utbetalinger/", "2023-05-10T09:00:00+02:00"),
    "administrator": ("Marit Oftedal", "/kontor/utlysninger/", ""),
    "member": ("Gro Vestbø", "/forum/", "2023-03-10T09:00:00+01:00"),
    "secretary": ("Sigrid Nærland", "/forum/", "2023-03-10T09:00:00+01:00"),
}
FILES = ("healthz", "readyz", "open-data-manifest", "open-data-file", "logout", "demo-clock", "language")
VISITED: set[str] = set()


def name_of(address: str) -> str:
    """The name of an address of ours; empty for any other."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def is_page(name: str) -> bool:
    """Tell whether an address is a page that people look at, and not a file or something that is only done."""
    return "GET" in POLICY[name].methods and name not in FILES and not name.startswith("api-")


def walk(page: Page, start: str) -> Iterator[str]:
    """Give one address for each page that can be reached from the first along links, while standing on it."""
    waiting, seen = [start], set()
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if not name or name in seen or not is_page(name):
            continue
        seen.add(name)
        answer = page.goto(address)
        assert answer is not None
        if "text/html" not in (answer.headers.get("content-type") or "") or not answer.ok:
            continue
        VISITED.add(name)
        waiting += page.evaluate(
            "[...document.querySelectorAll('main a[href], nav a[href], footer a[href]')].map(a => a.href)"
        )
        yield address


@pytest.mark.parametrize("walker", WALKS)
def test_every_page_of_a_desk_can_be_used_by_everybody(browser: Browser, practice_url: str, walker: str) -> None:
    person, start, day = WALKS[walker]
    faults: dict[str, list[str]] = {}
    first, *others = LOOKS
    with chromium.looking(browser, practice_url, first) as page:
        enter(page, practice_url, person, start, day)
        addresses = [note(page, address, str(first), faults) for address in walk(page, start)]
    for look in others:
        with chromium.looking(browser, practice_url, look) as page:
            enter(page, practice_url, person, start, day)
            for address in addresses:
                page.goto(address)
                note(page, address, str(look), faults)
    assert faults == {}


def enter(page: Page, base: str, person: str, start: str, day: str) -> None:
    """Log in as somebody, on a day of the demo."""
    if day:
        host = str(urlsplit(base).hostname)
        page.context.add_cookies([{"name": "samspel-demoklokke", "value": day, "domain": host, "path": "/"}])
    if person:
        chromium.log_in(page, person, start)


def note(page: Page, address: str, look: str, faults: dict[str, list[str]]) -> str:
    """Keep what is wrong with the page as it stands."""
    wrong = chromium.axe(page)
    if wide := chromium.sideways(page):
        wrong.append(f"{wide} pixels too wide")
    if wrong:
        faults[f"{name_of(address)} {look}"] = wrong
    return address


def test_the_walks_reach_every_page_there_is() -> None:
    if not VISITED:
        pytest.skip("runs after the walks")
    assert {name for name in POLICY if is_page(name)} - VISITED == set()
