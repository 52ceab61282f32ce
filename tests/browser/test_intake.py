"""A network takes in on screen: moved with the keyboard, taken in, the frame used up, filled in; wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from samspel.needs import queries, transitions
from samspel.needs.models import Need
from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.conftest import Open, Served
from tests.browser.test_owner import walk
from tests.cast import KARI, PIA
from tests.stories import intake as story
from tests.stories import needs

NOW = needs.when("2021", day=18)
WORDS = {
    "nb": ("Flytt opp", "Skriv hvorfor behovet flyttes.", "Ta med", "Fyll inn", "Alt er fylt inn."),
    "nn": ("Flytt opp", "Skriv kvifor behovet blir flytta.", "Ta med", "Fyll inn", "Alt er fylt inn."),
}


def told(number: str) -> tuple[Need, Need, Need]:
    """A network with one need taken in, one waiting and one left out, over its frame; the draft has a goal already."""
    story.joined()
    network = story.network_need(f"Felles {number}")
    first = story.of_member(title=f"Språk i leiken {number}", asked_nok=180_000)
    second = story.of_member("bjorka", story.BJARNE, title=f"Musikk {number}", asked_nok=120_000)
    third = story.of_member("fjordvik", KARI, title=f"Foreldre {number}", asked_nok=90_000)
    for need, by in ((first, PIA), (second, story.BJARNE), (third, KARI)):
        offered = story.offered(need, network, by)
        if by == KARI:
            story.left_out(offered, "Dette tek kommunen sjølv i år.")
        elif by == PIA:
            story.taken_in(offered)
    at = story.AT
    transitions.frame_intake(network, amount_nok=200_000, by=KARI, at=at)
    transitions.fill(network, content={"goal": "Eit felles mål."}, by=KARI, at=at)
    group = story.first_group(network)
    transitions.set_target_groups(queries.need_of(KARI, network.pk), groups={group: 7}, by=KARI, at=at)
    return network, first, third


def opened(open_page: Open, base_url: str, look: Look, person: str) -> Page:
    """Somebody's window on the day of the story."""
    page = open_page(look)
    walk(page, base_url, NOW)
    chromium.log_in(page, person)
    return page


@pytest.mark.parametrize("look", chromium.LOOKS, ids=str)
def test_a_network_orders_takes_in_and_fills_in(open_page: Open, base_url: str, served: Served, look: Look) -> None:
    with served():
        network, first, third = told(look.form)
    up, missing, take, fill, filled = WORDS[look.form]
    kari = opened(open_page, base_url, look, "Kari Fjord")
    kari.goto(f"/eier/behov/{network.pk}/inntak/")
    kari.locator("summary", has_text=f"Musikk {look.form}").press("Enter")
    kari.get_by_role("button", name=up).locator("visible=true").press("Enter")
    expect(kari.locator("main")).to_contain_text(missing)
    chromium.well_made(kari, "owner-intake-refused")
    kari.locator("textarea:visible").fill("Har aldri fått før.")
    kari.get_by_role("button", name=up).locator("visible=true").press("Enter")
    expect(kari.locator("main tbody tr").first).to_contain_text("Har aldri fått før.")
    kari.locator("summary", has_text=f"Musikk {look.form}").press("Enter")
    kari.get_by_role("button", name=take, exact=True).locator("visible=true").press("Enter")
    expect(kari.locator("main .sam-streak")).to_be_visible()
    chromium.well_made(kari, "owner-intake-over")
    kari.goto(f"/eier/behov/{network.pk}/inntak/fyll-inn/")
    chromium.well_made(kari, "owner-intake-fill")
    kari.get_by_role("checkbox").first.check()
    kari.get_by_role("button", name=fill, exact=True).press("Enter")
    expect(kari.locator("main")).to_contain_text(filled)
    chromium.well_made(kari, "owner-intake-filled")
    kari.goto(f"/eier/behov/{third.pk}/")
    chromium.well_made(kari, "owner-need-left-out")
    pia = opened(open_page, base_url, look, "Pia Troll")
    pia.goto(f"/eier/behov/{first.pk}/meld-inn/")
    chromium.well_made(pia, "owner-offer-taken-in")
