"""The public account and the open data, looked at every way people do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from samspel.opendata import transitions
from tests.browser import chromium
from tests.browser.chromium import LOOKS, Look
from tests.browser.conftest import Open, Served
from tests.cast import SYSTEM
from tests.opendata.test_files import announce
from tests.stories import rows

AT = datetime(2023, 5, 2, 9, tzinfo=UTC)
PAGES = {
    "account": "/pengene/",
    "account-year": "/pengene/?etter=ar&slag=kommune",
    "account-one": "/pengene/?mottaker=210000046",
    "account-none": "/pengene/?sok=ingenting",
    "account-wrong": "/pengene/?ar=1999",
}


@pytest.fixture(scope="module", autouse=True)
def published(served: Served) -> None:
    """Thirty awards and a call, in the database that the served Samspel reads."""
    with served():
        announce()
        for number in range(1, 31):
            owner = ("fjordvik", "trollskogen", "vidda")[number % 3]
            shares = ((owner, 2023, 40_000 * number), ("hiv", 2023, 15_000 * number), (owner, 2024, 1_000 * number))
            transitions.publish(rows.decision(number, shares, reserved=2024), by=SYSTEM, at=AT)


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_the_account_is_accessible_however_it_is_looked_at(open_page: Open, name: str, look: Look) -> None:
    page = open_page(look)
    page.goto(PAGES[name])
    chromium.well_made(page, f"{name}-{look}")


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "nojs"])
def test_the_account_is_filtered_with_the_keyboard_alone(open_page: Open, javascript: bool) -> None:
    page = open_page(Look(javascript=javascript))
    page.goto("/pengene/")
    page.get_by_label("År", exact=True).select_option("2024")
    page.get_by_label("Vis etter").select_option("eier")
    page.get_by_label("Navn eller tiltak").press("Enter")
    expect(page.get_by_role("heading", name="Tildelt etter eier")).to_be_visible()
    assert "ar=2024" in page.url
    expect(page.get_by_role("img", name="Tildelt etter eier")).to_be_visible()
