"""Every page of every desk, as it stands in the practice rounds: no accessibility rule is broken, nothing sticks out.

Each desk is walked from its first page along its own links, one page for each address; together the walks must reach
every address that is a page, so that a new page cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, get_resolver, resolve
from playwright.sync_api import Browser, Page

from samspel.config.policy import POLICY
from tests.browser import chromium
from tests.browser.chromium import LOOKS

pytestmark = pytest.mark.axe
PRACTICE, STORIES = "practice_url", "stories_url"
# Who walks: in which rounds, as whom, from where, on which day of the demo.
WALKS = {
    "anybody": (PRACTICE, "", "/", ""),
    "owner": (PRACTICE, "Hanne Sørbø", "/eier/", ""),
    "owner in 2023": (PRACTICE, "Trude Ims", "/eier/", "2023-01-20T09:00:00+01:00"),
    "partner": (PRACTICE, "Eirik Hodne", "/partner/", ""),
    "caseworker": (PRACTICE, "Amira Solheim", "/kontor/", "2023-04-20T09:00:00+02:00"),
    "payer": (PRACTICE, "Ragnhild Tveit", "/kontor/utbetalinger/", "2023-05-10T09:00:00+02:00"),
    "administrator": (PRACTICE, "Marit Oftedal", "/kontor/utlysninger/", ""),
    "member": (PRACTICE, "Gro Vestbø", "/forum/", "2023-03-10T09:00:00+01:00"),
    "secretary": (PRACTICE, "Sigrid Nærland", "/forum/", "2023-03-10T09:00:00+01:00"),
    "caseworker with a draft call": (STORIES, "Amir Hussain", "/kontor/utlysninger/", "2023-03-10T09:00:00+01:00"),
    "attestant with payments to plan": (STORIES, "Astrid Lie", "/kontor/utbetalinger/", "2023-05-02T09:00:00+02:00"),
    "secretary of an open meeting": (STORIES, "Sigrun Nes", "/forum/", "2023-03-10T09:00:00+01:00"),
    "member of an open meeting": (STORIES, "Mona Sund", "/forum/", "2023-03-10T09:00:00+01:00"),
    "somebody who may choose": (STORIES, "Charlie Utvik", "/velg/", ""),
}
LINKS = "[...document.querySelectorAll('main a[href], nav a[href], footer a[href]')].map(a => a.href)"
VISITED: set[str] = set()


def name_of(address: str) -> str:
    """The name of an address of ours; empty for any other."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def is_page(name: str) -> bool:
    """Tell whether an address is a page that people look at, and not a file or something that is only done."""
    return "GET" in POLICY[name].methods and not name.startswith(("api", "openapi")) and not is_file(name)


def is_file(name: str) -> bool:
    """Tell whether an address gives a file, or an answer to a machine."""
    routes = [str(one.pattern) for one in get_resolver().url_patterns if getattr(one, "name", "") == name]
    return any("." in route.rsplit("/", 1)[-1] or route in {"healthz", "readyz"} for route in routes)


def walk(page: Page, start: str) -> Iterator[str]:
    """Give one address for each page that can be reached from the first along links, while standing on it."""
    waiting, seen = [start], set()
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        # The public pages are the same for whoever looks, so one walk over them is enough.
        if not name or name in seen or not is_page(name) or (POLICY[name].public and start != "/"):
            continue
        seen.add(name)
        answer = page.goto(address)
        assert answer is not None
        if "text/html" not in (answer.headers.get("content-type") or "") or not answer.ok:
            continue
        VISITED.add(name)
        waiting += page.evaluate(LINKS)
        yield address


@pytest.mark.parametrize("walker", WALKS)
def test_every_page_of_a_desk_can_be_used_by_everybody(
    browser: Browser, request: pytest.FixtureRequest, walker: str
) -> None:
    rounds, person, start, day = WALKS[walker]
    base_url = request.getfixturevalue(rounds)
    faults: dict[str, list[str]] = {}
    first, *others = LOOKS
    with chromium.looking(browser, base_url, first) as page:
        enter(page, base_url, person, start, day)
        addresses = [note(page, address, str(first), faults) for address in walk(page, start)]
    for look in others:
        with chromium.looking(browser, base_url, look) as page:
            enter(page, base_url, person, start, day)
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
