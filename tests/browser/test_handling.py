"""The office's and the forum's part in a real browser: without JavaScript on a phone's width, and with the keyboard."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from samspel.forum import transitions
from samspel.forum.models import Meeting
from samspel.web import clock
from tests.browser import chromium
from tests.browser.chromium import LOOKS, Look
from tests.browser.conftest import Open, Served
from tests.cast import SIGRUN, id_of
from tests.stories import casework, forum, needs

HELD = forum.HELD
CANARY = "Berre for dei gilde"


def at_desk(page: Page, base_url: str, person: str, at: datetime, address: str) -> None:
    """Sit down at a desk on a day, and open a page."""
    host = str(urlsplit(base_url).hostname)
    page.context.add_cookies([{"name": clock.COOKIE, "value": clock.starting_at(at), "domain": host, "path": "/"}])
    chromium.log_in(page, person, address)


@pytest.fixture(scope="module")
def meeting(served: Served) -> Meeting:
    """A meeting on its day, about Mona's own case and another, with a reason that she is not to read."""
    with served():
        made = forum.convened()
        line = forum.lines(made)[0]
        transitions.rank(line, reason=CANARY, shares={(id_of("fjordvik"), 2023): 234_567}, by=SIGRUN, at=forum.CONVENED)
    return made


def test_a_caseworker_prepares_a_case_without_javascript_on_a_phone(
    open_page: Open, base_url: str, served: Served
) -> None:
    with served():
        need = needs.submitted(title="Prøve frå mobilen")
    page = open_page(Look(320, "nn", javascript=False))
    at_desk(page, base_url, "Amir Hussain", casework.when(need), "/kontor/?sok=mobilen")

    page.get_by_role("link", name="Prøve frå mobilen").click()
    page.get_by_role("button", name="Opne sak").click()
    page.get_by_label("Kva meiner embetet om behovet?").fill("Godt grunngitt.")
    page.get_by_role("button", name="Lagre vurderinga").click()
    page.get_by_text("Be om tilleggsopplysningar").click()
    page.get_by_label("Kva manglar?").fill("Skriv kven som har vore med.")
    page.get_by_label("Siste dag for svar").fill("31.2.2023")
    page.get_by_role("button", name="Send tilbake til eigaren").click()
    expect(page.locator(".ds-error-summary")).to_contain_text("Skriv ein dato som finst")
    expect(page.get_by_label("Kva manglar?")).to_have_value("Skriv kven som har vore med.")
    page.get_by_label("Siste dag for svar").fill("1.3.2023")
    page.get_by_role("button", name="Send tilbake til eigaren").click()

    expect(page.locator("main")).to_contain_text("Ventar på svar frå eigaren")
    assert chromium.sideways(page) == 0


def test_the_secretary_orders_and_proposes_with_the_keyboard_alone(page: Page, base_url: str, meeting: Meeting) -> None:
    at_desk(page, base_url, "Sigrun Nes", HELD, f"/forum/moter/{meeting.pk}/arbeid/")
    rows = page.locator("tbody th a")
    before = rows.all_inner_texts()

    chromium.tab_to(page, page.get_by_role("button", name="ned").first)
    page.keyboard.press("Enter")
    expect(rows.first).to_have_text(before[1])
    chromium.tab_to(page, page.get_by_role("button", name="opp").nth(1))
    page.keyboard.press("Enter")
    expect(rows.first).to_have_text(before[0])

    chromium.tab_to(page, rows.first)
    page.keyboard.press("Enter")
    amount = page.get_by_label("Fjordvik kommune, 2023")
    chromium.tab_to(page, amount)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("900 000")
    page.keyboard.press("Enter")
    expect(page.locator(".ds-error-summary")).to_be_focused()
    chromium.well_made(page, "forum-line-wrong")
    chromium.tab_to(page, page.locator(".ds-error-summary a"))
    page.keyboard.press("Enter")
    expect(amount).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("234 567")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Arbeidsside")


@pytest.mark.ties
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_tied_member_is_told_and_shown_nothing(open_page: Open, base_url: str, meeting: Meeting, look: Look) -> None:
    page = open_page(look)
    at_desk(page, base_url, "Mona Sund", HELD, f"/forum/moter/{meeting.pk}/")
    chromium.well_made(page, f"forum-tied-{look}")
    expect(page.locator("main")).to_contain_text("Du er ugild i den")
    page.get_by_role("link", name="Språkmiljø i Fjordvik").click()
    chromium.well_made(page, f"forum-tied-case-{look}")
    for address in (page.url, f"/forum/moter/{meeting.pk}/"):
        page.goto(address)
        assert CANARY not in page.content()
        assert "234" not in page.locator("main").inner_text()


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_pages_that_refuse_are_as_well_made_as_the_others(
    open_page: Open, base_url: str, served: Served, meeting: Meeting, look: Look
) -> None:
    with served():
        need = needs.submitted(title=f"Avvist skjema {look}")
        casework.opened(need)
    page = open_page(look)
    at_desk(page, base_url, "Amir Hussain", HELD, f"/kontor/saker/{need.pk}/")
    page.locator("form:has(input[value=assess]) button").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    chromium.well_made(page, f"office-case-wrong-{look}")
    at_desk(page, base_url, "Sigrun Nes", HELD, f"/forum/moter/{meeting.pk}/ugildhet/")
    page.locator("main form button[type=submit]").click()
    chromium.well_made(page, f"forum-ties-wrong-{look}")
    page.goto(f"/forum/moter/{meeting.pk}/arbeid/")
    chromium.well_made(page, f"forum-work-{look}")
