"""The public pages and the gallery, looked at every way people look: no fault, nothing sideways, no axe violation."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from samspel.web.public.components import PARTS
from tests.browser import chromium
from tests.browser.chromium import LOOKS, Look
from tests.browser.conftest import Open

# test_every_page.py looks at these every way; the states after them it does not come by.
FIXED = {
    "front": "/",
    "gallery": "/komponenter/",
    "contact": "/kontakt/",
    "accessibility": "/tilgjengelighet/",
    "privacy": "/personvern/",
    "login": "/logg-inn/",
}
PAGES = {
    **{f"gallery-{part}": f"/komponenter/?del={part}" for part in PARTS},
    "gallery-skjema-wrong": "/komponenter/?del=skjema&feil",
    "gallery-siden-inne": "/komponenter/?del=siden&inne",
    "missing": "/finnes-ikke/",
}


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_however_it_is_looked_at(open_page: Open, name: str, look: Look) -> None:
    page = open_page(look)

    page.goto(PAGES[name])

    chromium.well_made(page, f"{name}-{look}")


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
    page.goto("/komponenter/?del=skjema&feil")

    faults = page.locator(".ds-error-summary")
    expect(faults).to_be_focused()
    faults.get_by_role("link", name="Skriv beløpet i hele kroner").click()

    expect(page.get_by_label("Beløp dere søker om")).to_be_focused()


@pytest.mark.parametrize("address", ["/", "/kontakt/", "/logg-inn/"])
def test_a_first_visit_is_light_and_stays_with_us(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")

    sizes: dict[str, int] = page.evaluate(
        "Object.fromEntries(['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
        ".map(entry => [entry.name, entry.transferSize]))"
    )

    fonts = sum(size for name, size in sizes.items() if name.endswith(".woff2"))
    assert 0 < sum(sizes.values()) - fonts <= 60_000
    assert 0 < fonts <= 60_000


@pytest.mark.parametrize("address", [*FIXED.values(), *PAGES.values()])
def test_text_twice_as_large_still_fits(page: Page, address: str) -> None:
    page.goto(address)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert chromium.sideways(page) == 0


@pytest.mark.parametrize("name", ["front", "gallery", "gallery-figurer", "gallery-kart"])
def test_on_paper_the_ways_round_the_site_are_gone(page: Page, name: str) -> None:
    page.goto((FIXED | PAGES)[name])

    page.emulate_media(media="print")

    chromium.picture(page, f"{name}-print")
    for hidden in [".sam-footer", ".sam-header__tools", ".ds-skip-link"]:
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_a_form_is_sent_once_however_often_the_button_is_pressed(page: Page) -> None:
    page.goto("/komponenter/?del=skjema")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.route("**/komponenter/", lambda route: route.fulfill(status=204) if route.request.method == "POST" else None)

    page.get_by_role("button", name="Lagre utkast").dblclick()
    page.wait_for_timeout(300)

    assert sent == ["POST"]


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_page_for_somebody_logged_in_says_who_acts_for_whom(open_page: Open, look: Look) -> None:
    page = open_page(look)

    chromium.log_in(page, "Kari", "/kontakt/")

    expect(page.locator(".sam-acting")).to_contain_text("Fjordvik kommune")
    chromium.well_made(page, f"logged-in-{look}")


@pytest.mark.axe
@pytest.mark.parametrize("width", [1280, 320])
def test_another_role_is_chosen_from_any_page_by_keyboard_and_without_javascript(open_page: Open, width: int) -> None:
    page = open_page(Look(width, javascript=False))
    page.goto("/logg-inn/")
    page.get_by_role("button", name="Charlie Utvik").first.click()
    page.locator("main").get_by_role("button", name="Utvik kommune").click()
    page.goto("/kontakt/")

    chromium.tab_to(page, page.locator("summary", has_text="Bytt rolle"))
    page.keyboard.press("Enter")
    chromium.picture(page, f"switch-{width}")
    other = page.locator(".sam-switch").get_by_role("button", name="Statsforvalteren i Agder")
    chromium.tab_to(page, other)
    page.keyboard.press("Enter")

    expect(page.locator(".sam-acting")).to_contain_text("handler for Statsforvalteren i Agder")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_tile_of_the_map_is_reached_and_followed_with_the_keyboard(open_page: Open, width: int) -> None:
    page = open_page(Look(width, javascript=False))
    page.goto("/komponenter/?del=kart")
    tile = page.get_by_role("group", name="Behovsmeldinger i hvert fylke").get_by_role("link", name="Møre og Romsdal")

    chromium.tab_to(page, tile)
    expect(tile.locator("rect")).to_have_css("stroke-width", "5px")
    page.keyboard.press("Enter")

    expect(page).to_have_url(page.url.split("?")[0] + "?del=kart#15")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_place_is_found_while_its_name_is_typed_and_chosen_by_keyboard(open_page: Open, width: int) -> None:
    page = open_page(Look(width))
    page.goto("/")

    page.get_by_label("Hvor holder du til?").press_sequentially("sandn")
    hit = page.get_by_role("search").get_by_role("link", name="Sandnes")
    expect(hit).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    page.keyboard.press("Escape")
    expect(hit).to_have_count(0)
    expect(page.get_by_label("Hvor holder du til?")).to_be_focused()
    page.keyboard.type("e")
    expect(hit).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/kommuner/1108/$"))


def test_a_place_is_found_without_javascript(open_page: Open) -> None:
    page = open_page(Look(javascript=False))
    page.goto("/")

    page.get_by_label("Hvor holder du til?").fill("sandnes")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Sandnes Kommune").click()

    expect(page).to_have_url(re.compile("/kommuner/1108/$"))


def test_designsystemets_own_script_breaks_no_rule(page: Page) -> None:
    page.goto("/komponenter/?del=javascript")

    expect(page.get_by_role("tab", name="Andre")).to_be_visible()
    assert chromium.axe(page) == []
