"""The reports in a real browser: filled in by keyboard alone, without JavaScript, and looked at every way people do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from samspel.followup import queries, transitions
from samspel.followup.models import Report
from tests.browser import chromium
from tests.browser.chromium import LOOKS, Look
from tests.browser.conftest import Open, Served
from tests.cast import KARI, ROGALAND
from tests.stories import followup as stories
from tests.stories import rows

KARI_FJORD, AMIR = "Kari Fjord", "Amir Hussain"


@pytest.fixture(scope="module")
def reports(served: Served) -> dict[str, str]:
    """The id of a report in each of its states, and one award that nobody has asked about."""
    with served():
        returned = stories.submitted(503)
        transitions.send_back(returned, reason="Sum stemmer ikkje.", by=ROGALAND.caseworker, at=stories.HANDED_IN)
        made = {
            "due": stories.asked(501),
            "submitted": stories.submitted(502),
            "returned": returned,
            "approved": stories.approved(504),
            "keyboard": stories.asked(505),
            "plain": stories.asked(506),
        }
        rows.decision(507)
        return {name: str(report.pk) for name, report in made.items()}


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_receivers_pages_are_accessible_however_they_are_looked_at(
    open_page: Open, reports: dict[str, str], look: Look
) -> None:
    page = open_page(look)
    chromium.log_in(page, KARI_FJORD, "/eier/rapporter/")
    chromium.well_made(page, f"owner-reports-{look}")
    for name in ("due", "submitted", "returned", "approved"):
        page.goto(f"/eier/rapporter/{reports[name]}/")
        chromium.well_made(page, f"owner-report-{name}-{look}")
    page.goto(f"/eier/rapporter/{reports['due']}/")
    page.locator("button[name=lever]").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    chromium.well_made(page, f"owner-report-refused-{look}")


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_offices_pages_are_accessible_however_they_are_looked_at(
    open_page: Open, reports: dict[str, str], look: Look
) -> None:
    page = open_page(look)
    chromium.log_in(page, AMIR, "/kontor/rapporter/")
    chromium.well_made(page, f"office-reports-{look}")
    for name in ("due", "submitted", "returned"):
        page.goto(f"/kontor/rapporter/{reports[name]}/")
        chromium.well_made(page, f"office-report-{name}-{look}")
    page.goto(f"/kontor/rapporter/{reports['submitted']}/")
    page.locator("details > summary").last.click()
    page.locator("details[open] button").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    chromium.well_made(page, f"office-report-refused-{look}")


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def fill_in(page: Page) -> None:
    """Answer every question with the keyboard alone, from the first to the button that hands in."""
    page.get_by_label("Hvor mye av tilskuddet er brukt?").focus()
    page.keyboard.type("90 000")
    for words in ("Resten betaler vi tilbake.", "24", "Vi snakker mer med barna.", "5 av 8", "6 av 8"):
        press(page, "Tab")
        page.keyboard.type(words)
    press(page, "Tab", "Enter")


@pytest.mark.parametrize(("name", "javascript"), [("keyboard", True), ("plain", False)])
def test_a_report_is_handed_in_with_the_keyboard_alone(
    open_page: Open, served: Served, reports: dict[str, str], name: str, javascript: bool
) -> None:
    page = open_page(Look(javascript=javascript))
    address = f"/eier/rapporter/{reports[name]}/"
    chromium.log_in(page, KARI_FJORD, address)
    fill_in(page)
    expect(page.get_by_role("heading", name="Rapporten er levert")).to_be_visible()
    with served():
        report = queries.report(Report.objects.get(pk=reports[name]).pk, KARI)
        assert (report.state, report.spent_nok, report.participants) == (Report.State.SUBMITTED, 90_000, 24)
