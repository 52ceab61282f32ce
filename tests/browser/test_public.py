"""The public pages and the gallery, looked at every way people look: no fault, nothing sideways, no axe violation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.conftest import Open

PAGES = {
    "front": "/",
    "gallery": "/komponenter/",
    "gallery-wrong": "/komponenter/?feil",
    "contact": "/kontakt/",
    "accessibility": "/tilgjengelighet/",
    "privacy": "/personvern/",
    "missing": "/finnes-ikke/",
}
LOOKS = [
    Look(1280, "light", "nb"),
    Look(1280, "dark", "nn"),
    Look(320, "light", "nn"),
    Look(320, "dark", "nb"),
]


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_however_it_is_looked_at(open_page: Open, name: str, look: Look) -> None:
    page = open_page(look)

    page.goto(PAGES[name])

    chromium.picture(page, f"{name}-{look}")
    assert chromium.axe(page) == []
    assert chromium.sideways(page) == 0


def test_the_written_form_is_chosen_without_javascript_on_the_same_address(open_page: Open) -> None:
    page = open_page(Look(javascript=False))
    page.goto("/kontakt/")

    page.get_by_role("button", name="Nynorsk").click()

    expect(page).to_have_url(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/kontakt/")
    expect(page.locator("html")).to_have_attribute("lang", "nn")


def test_the_first_key_leads_past_the_header(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til hovedinnholdet")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "nojs"])
def test_the_list_of_faults_takes_focus_and_leads_to_the_field(open_page: Open, javascript: bool) -> None:
    page = open_page(Look(javascript=javascript))
    page.goto("/komponenter/?feil")

    faults = page.locator(".ds-error-summary")
    expect(faults).to_be_focused()
    faults.get_by_role("link", name="Skriv beløpet i hele kroner").click()

    expect(page.get_by_label("Beløp dere søker om")).to_be_focused()
