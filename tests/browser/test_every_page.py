"""Every page of every desk, in both written forms and both colour schemes: no rule is broken, nothing sticks out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse
from playwright.sync_api import Browser, Page
from pytest_django.plugin import DjangoDbBlocker

from samspel.config.policy import POLICY
from samspel.tenancy.context import offices
from samspel.web import clock
from tests.browser import chromium
from tests.browser.chromium import LOOKS
from tests.browser.conftest import telling
from tests.cast import ROGALAND
from tests.journey.world import world

pytestmark = pytest.mark.axe
DAY = datetime(2023, 1, 25, 9, tzinfo=UTC)
# Who looks at the pages of a desk, by how their names begin; the others are looked at by anybody.
LOOKERS = {
    "owner": "Kari Fjord",
    "partner": "Unni Haug",
    "party": "Kari Fjord",
    "office": "Amir Hussain",
    "forum": "Sigrun Nes",
    "choose": "Charlie Utvik",
    "owner admin": "Alma Admin",
    "partner admin": "Aksel Admin",
    "office admin": "Anna Rød",
    "": "",
}
# Files, what is said to machines, and the way to a provider and back.
FILES = ("healthz", "readyz", "api-", "login-")


def desk_of(name: str) -> str:
    """The desk that a page stands on, by how its name begins."""
    first, _dash, page = name.partition("-")
    if page.startswith(("people", "person", "clients")):
        return f"{first} admin"
    return first if first in LOOKERS else ""


def pages() -> Iterator[URLPattern]:
    """Every address that is a page people look at."""
    for route in get_resolver().url_patterns:
        if not isinstance(route, URLPattern) or not route.name or "GET" not in POLICY[route.name].methods:
            continue
        if "." not in str(route.pattern) and not route.name.startswith(FILES):
            yield route


@pytest.fixture(scope="module")
def served_world(django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, dict[str, object]]]:
    """A served Samspel with one of everything in it, and what its addresses are made of."""
    parts: dict[str, object] = {}

    def tell() -> None:
        with transaction.atomic(), offices([ROGALAND.office]):
            parts.update(world(1))

    with telling("world", tell, django_db_blocker) as address:
        yield address, parts


def address_of(route: URLPattern, parts: dict[str, object]) -> str:
    """The address of a page in the world that was told."""
    wanted = route.pattern.converters
    return reverse(
        str(route.name), kwargs={part: parts.get(f"{route.name} {part}", parts.get(part)) for part in wanted}
    )


@pytest.mark.parametrize("desk", LOOKERS)
def test_every_page_of_a_desk_can_be_used_by_everybody(
    browser: Browser, served_world: tuple[str, dict[str, object]], desk: str
) -> None:
    base, parts = served_world
    faults: dict[str, list[str]] = {}
    for look in LOOKS:
        with chromium.looking(browser, base, look) as page:
            enter(page, base, LOOKERS[desk])
            for route in (route for route in pages() if desk_of(str(route.name)) == desk):
                answer = page.goto(address_of(route, parts))
                assert answer, route.name
                assert answer.status == 200, f"{route.name}: {answer.status}"
                if wrong := chromium.wrong_with(page):
                    faults[f"{route.name} {look}"] = wrong
    if faults:
        pytest.fail(str(faults), pytrace=False)


def enter(page: Page, base: str, person: str) -> None:
    """Log in as somebody, on the day."""
    host = str(urlsplit(base).hostname)
    page.context.add_cookies([{"name": clock.COOKIE, "value": clock.starting_at(DAY), "domain": host, "path": "/"}])
    if person:
        page.goto("/logg-inn/")
        page.get_by_role("button", name=person).first.click()


def test_a_page_that_cannot_be_used_is_found(page: Page) -> None:
    page.goto("/kontakt/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/no.png\">')")
    assert [fault.split(":")[0] for fault in chromium.axe(page)] == ["image-alt"]
    page.evaluate("document.querySelector('main img').remove()")
    page.evaluate("document.querySelector('h1').dataset.dim = ''")
    page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("
        "'@media (prefers-color-scheme: dark) { [data-dim] { color: #333 } }');"
        "document.adoptedStyleSheets.push(sheet); }"
    )
    assert [fault.split(":")[0] for fault in chromium.axe(page)] == ["in the dark, color-contrast"]
    page.evaluate("document.querySelector('main').style.inlineSize = '5000px'")
    assert chromium.sideways(page) > 3000
