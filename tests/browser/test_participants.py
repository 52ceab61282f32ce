"""Private kindergartens and schools are answered for with the keyboard alone, on a phone and without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from samspel.web import clock
from tests.browser import chromium
from tests.browser.chromium import LOOKS, Look
from tests.browser.conftest import Open, Served
from tests.stories import needs, private_units
from tests.stories.private_units import TROLL, invited

NOW = datetime(2023, 1, 20, 9, tzinfo=UTC)
KNOWN = 30


@pytest.fixture(scope="module")
def known(served: Served) -> None:
    """A kommune with thirty-one private kindergartens."""
    with served():
        private_units.known(KNOWN)


@pytest.mark.axe
@pytest.mark.parametrize("look", [*LOOKS, Look(320, "nb", javascript=False)], ids=str)
def test_thirty_are_answered_for_in_a_few_presses_and_one_is_otherwise(
    open_page: Open, base_url: str, served: Served, known: None, look: Look
) -> None:
    with served():
        need = needs.drafted("competence-boost", title=f"Laget rundt barnet {look}")
    page = open_page(look)
    page.context.add_cookies(
        [
            {
                "name": clock.COOKIE,
                "value": clock.starting_at(NOW),
                "domain": str(urlsplit(base_url).hostname),
                "path": "/",
            }
        ]
    )
    chromium.log_in(page, "Kari Fjord", "/eier/")
    page.goto(f"/eier/behov/{need.pk}/deltakere/")
    if look.javascript:
        chromium.well_made(page, f"owner-private-{look}")
    chromium.tab_to(page, page.locator("input[name=private_invited]").first)
    page.keyboard.press("Space")
    row = page.locator(f"fieldset:has(> legend:text-is('{TROLL}'))")
    chromium.tab_to(page, row.locator("input").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(row.locator("input").nth(2)).to_be_checked()
    page.locator("main form button[name=liste]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/behov/{need.pk}/")
    with served():
        found = invited(need)
    assert (found.pop(TROLL), list(found.values())) == (False, [True] * KNOWN)
    page.goto(f"/eier/behov/{need.pk}/deltakere/")
    expect(row.locator("input").nth(2)).to_be_checked()
    expect(row).to_be_visible()
    assert chromium.sideways(page) == 0
    if look.javascript:
        chromium.well_made(page, f"owner-private-answered-{look}")
        page.goto(f"/eier/behov/{need.pk}/kontroll/")
        chromium.well_made(page, f"owner-private-check-{look}")
