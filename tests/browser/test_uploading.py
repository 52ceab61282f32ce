"""A file on its way shows how far it has come, and the page that the server answers with stands there when it has."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page, expect

from samspel.needs.models import Need
from tests.browser import chromium
from tests.browser.conftest import Served
from tests.browser.test_owner import walk
from tests.stories import needs, samples
from tests.web.owner.test_from_file import ROWS, TITLE, book


@pytest.fixture
def need(served: Served) -> Need:
    """A need that is being written."""
    with served():
        return needs.filled()


def test_a_file_shows_how_far_it_has_come_and_what_is_wrong_with_it(page: Page, base_url: str, need: Need) -> None:
    walk(page, base_url)
    chromium.log_in(page, "Kari Fjord", "/eier/")
    page.goto(f"/eier/behov/{need.pk}/vedlegg/")
    send = page.get_by_role("button", name="Last opp")
    send.click()
    expect(page.locator(".ds-error-summary")).to_contain_text("Velg en fil.")
    slowly(page)
    page.get_by_label("Fil", exact=True).set_input_files({"name": "a.pdf", "mimeType": "x", "buffer": b"x" * 300_000})
    send.click()
    bar = page.locator("[data-uploading] progress")
    expect(bar).to_be_visible()
    expect(bar).to_have_attribute("value", re.compile(r"^[1-9]"))
    expect(page.get_by_role("status").first).to_contain_text("Filen er")
    expect(page.locator(".ds-error-summary")).not_to_contain_text("Velg en fil.")
    expect(page.locator(".ds-error-summary")).to_be_focused()
    expect(page.locator("[data-uploading]")).to_be_hidden()
    page.get_by_label("Fil", exact=True).set_input_files({"name": "b.pdf", "mimeType": "x", "buffer": samples.pdf()})
    page.get_by_role("button", name="Last opp").click()
    expect(page.locator("main")).to_contain_text("b.pdf")
    chromium.well_made(page, "owner-attachments-after-progress")


def test_a_workbook_shows_how_far_it_has_come_and_what_it_becomes(page: Page, base_url: str, need: Need) -> None:
    walk(page, base_url)
    chromium.log_in(page, "Kari Fjord", "/eier/")
    page.goto("/eier/behov-fra-fil/")
    slowly(page)
    send = page.get_by_role("button", name="Se hva filen blir til")
    field = page.get_by_label("Den utfylte malen")
    field.set_input_files({"name": "a.xlsx", "mimeType": "x", "buffer": b"x" * 300_000})
    send.click()
    bar = page.locator("[data-uploading] progress")
    expect(bar).to_be_visible()
    expect(bar).to_have_attribute("value", re.compile(r"^[1-9]"))
    expect(page.locator("main")).to_contain_text("Ingenting er lagret.")
    expect(page.locator("[data-uploading]")).to_be_hidden()
    expect(page.get_by_role("radio")).to_be_checked()
    kept = io.BytesIO()
    book(ROWS).save(kept)
    field.set_input_files({"name": "b.xlsx", "mimeType": "x", "buffer": kept.getvalue()})
    send.click()
    expect(page.locator("main")).to_contain_text(TITLE)
    chromium.well_made(page, "owner-from-file-after-progress")
    page.get_by_role("button", name=re.compile("Lag")).click()
    expect(page.locator("main")).to_contain_text("Ute i skogen")
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_have_count(1)


def slowly(page: Page) -> None:
    """Let little through at a time, as out on the fjord."""
    away = {"offline": False, "latency": 20, "downloadThroughput": 10_000_000, "uploadThroughput": 300_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", away)
