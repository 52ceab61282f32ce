"""Being logged out comes as no surprise: a warning in good time, a way to go on, and nothing typed is taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import chromium

pytestmark = pytest.mark.login
QUIET = 29 * 60  # half an hour, less the minute in which no sign of life is written down


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    """Kari at a page where she writes, with a clock that we set."""
    context = browser.new_context(base_url=base_url, reduced_motion="reduce")
    window = context.new_page()
    window.clock.install()
    window.goto("/logg-inn/")
    window.get_by_role("button", name="Kari").first.click()
    window.wait_for_url("**/eier/**")  # the time is set on the page that is there, not on the one that is left
    yield window
    context.close()


def words(page: Page) -> Locator:
    return page.get_by_role("dialog")


def later(page: Page, seconds: int) -> None:
    page.clock.fast_forward(seconds * 1000)
    page.clock.run_for(2000)


def test_whoever_is_quiet_is_warned_in_time_and_goes_on_with_one_press(page: Page) -> None:
    later(page, QUIET - 10 * 60)
    expect(words(page)).to_be_hidden()
    later(page, 6 * 60)
    expect(words(page)).to_contain_text("Du blir logget ut om 4 minutter.")
    expect(page.get_by_role("button", name="Fortsett")).to_be_focused()
    assert chromium.axe(page) == []
    page.keyboard.press("Enter")
    expect(words(page)).to_be_hidden()
    later(page, 10 * 60)
    expect(words(page)).to_be_hidden()


def test_whoever_goes_on_in_another_window_is_not_asked_in_this_one(page: Page) -> None:
    later(page, QUIET - 4 * 60)
    expect(words(page)).to_be_visible()
    page.evaluate("localStorage.setItem('samspel-alive', Date.now())")
    later(page, 1)
    expect(words(page)).to_be_hidden()


def test_whoever_writes_is_not_quiet(page: Page) -> None:
    with page.expect_response("**/okt/"):
        later(page, 4 * 60)
        page.keyboard.press("a")
        later(page, 2 * 60)
    later(page, QUIET - 6 * 60)
    expect(words(page)).to_be_hidden()


def test_when_the_time_is_out_one_is_out_and_what_one_wrote_stands(page: Page) -> None:
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("main textarea").fill("Lang tekst")
    with page.expect_response("**/logg-ut/"):
        later(page, QUIET + 60)
    expect(words(page)).to_contain_text("Du er logget ut")
    words(page).get_by_role("button", name="Lukk").click()
    expect(page.locator("main textarea")).to_have_value("Lang tekst")
    page.goto("/eier/")
    assert "/logg-inn/" in page.url
