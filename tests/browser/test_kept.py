"""What a partner or a unit writes is found again when the tab dies, by nobody else, and goes when it is sent."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from samspel.needs import links
from samspel.needs.models import Partnership, UnitAssessment
from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.conftest import Served
from tests.cast import UNNI
from tests.stories import needs, units

BENEFIT, BACK = "Hva får dere selv ut av det?", "Slik går erfaringene tilbake til lærerutdanningen"
SEES, REASON = "Hva ser dere hos dere?", "Hvorfor takker dere nei?"


@pytest.fixture
def context(browser: Browser, base_url: str) -> BrowserContext:
    """One machine, whose tabs die and whose net goes away."""
    made = browser.new_context(base_url=base_url, viewport={"width": 1280, "height": 900})
    made.add_cookies([{"name": "samspel-spraak", "value": "nb", "url": base_url}])
    made.set_default_timeout(10_000)
    return made


@pytest.fixture
def row(served: Served) -> Partnership:
    """A request to the university."""
    with served():
        return needs.partnership(needs.with_time(needs.filled(title="Tas vare på")))


def copies(page: Page) -> int:
    """Count what lies in this browser."""
    return int(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('samspel-kladd')).length"))


def opened(context: BrowserContext, address: str, person: str = "") -> Page:
    """A new tab with a page in it, where somebody may have logged in."""
    page = context.new_page()
    if person:
        chromium.log_in(page, person, "/partner/")
    page.goto(address, wait_until="networkidle")
    return page


def killed(page: Page) -> None:
    """The tab is gone, and nothing more is run in it."""
    page.close(run_before_unload=False)


def test_what_a_partner_wrote_is_offered_after_the_tab_died_and_goes_when_it_is_sent(
    context: BrowserContext, served: Served, row: Partnership
) -> None:
    address = f"/partner/samarbeid/{row.pk}/"
    page = opened(context, address, "Unni Haug")
    assert copies(page) == 0
    page.get_by_label(BENEFIT).fill("Ei praksisgruppe\ni året")
    page.get_by_text("Takk nei").first.click()
    page.get_by_label(REASON).fill("Kanskje")
    expect(page.locator("form[data-kept] .sam-saving")).to_contain_text("ligger i denne nettleseren")
    killed(page)
    page = opened(context, address)
    box = page.locator(".sam-theirs")
    expect(box).to_contain_text("det ble ikke sendt")
    expect(box.locator("dd")).to_have_text(["Ei praksisgruppe i året", "Kanskje"])
    chromium.well_made(page, "partner-kept")
    expect(page.get_by_label(BENEFIT)).to_have_value("")
    box.get_by_role("button", name="Bruk dette").click()
    expect(page.get_by_label(BENEFIT)).to_have_value("Ei praksisgruppe\ni året")
    expect(page.get_by_label(BENEFIT)).to_be_focused()
    expect(page.get_by_label(REASON)).to_have_value("Kanskje")
    page.get_by_role("button", name="Bekreft vår del").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()
    assert copies(page) == 1
    page.get_by_label(BACK).fill("Studentane er med.")
    page.get_by_role("button", name="Bekreft vår del").click()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("Endre svaret")).to_be_visible()
    assert (copies(page), page.url.endswith(address)) == (0, True)
    with served():
        kept = Partnership.objects.get(pk=row.pk)
        assert (kept.state, kept.own_benefit) == ("confirmed", "Ei praksisgruppe\ni året")


@pytest.mark.parametrize("back", [True, False], ids=["back", "anew"])
def test_what_could_not_be_sent_is_not_lost_also_right_after_something_was(
    context: BrowserContext, row: Partnership, back: bool
) -> None:
    address = f"/partner/samarbeid/{row.pk}/"
    page = opened(context, address, "Unni Haug")
    page.get_by_label(BACK).fill("Studentane er med.")
    page.get_by_role("button", name="Bekreft vår del").click()
    expect(page.get_by_text("Endre svaret")).to_be_visible()
    page.wait_for_load_state("networkidle")
    before = page.url
    page.get_by_label(BENEFIT).fill("Skrive på toget")
    context.set_offline(True)
    page.get_by_role("button", name="Lagre og bekreft").click()
    page.wait_for_timeout(300)
    context.set_offline(False)
    page.go_back() if back else page.goto(before)
    page.wait_for_load_state("networkidle")
    if page.get_by_label(BENEFIT).input_value() != "Skrive på toget":
        expect(page.locator(".sam-theirs dd")).to_have_text("Skrive på toget")
    assert copies(page) == 1


def test_nobody_else_is_offered_it_and_logging_out_wipes_it(
    context: BrowserContext, served: Served, row: Partnership
) -> None:
    address = f"/partner/samarbeid/{row.pk}/"
    with served():
        other = needs.partnership(needs.with_time(needs.filled(title="Eit anna")))
    page = opened(context, address, "Unni Haug")
    page.get_by_label(BENEFIT).fill("Mitt eige")
    page.goto(f"/partner/samarbeid/{other.pk}/", wait_until="networkidle")
    expect(page.locator(".sam-theirs")).to_have_count(0)
    page.goto(address, wait_until="networkidle")
    expect(page.locator(".sam-theirs")).to_have_count(1)
    page.locator(".sam-theirs").get_by_role("button", name="Slett det").click()
    expect(page.locator(".sam-theirs")).to_have_count(0)
    assert copies(page) == 0
    page.get_by_label(BENEFIT).fill("Mitt eige att")
    marked = page.evaluate("Object.keys(localStorage).find(key => key.startsWith('samspel-kladd'))")
    assert str(UNNI.somebody) not in marked
    page.evaluate(
        "key => localStorage.setItem(key.replace(/kladd:.{24}/, 'kladd:' + 'a'.repeat(24)), localStorage.getItem(key))",
        marked,
    )
    page.reload(wait_until="networkidle")
    expect(page.locator(".sam-theirs")).to_have_count(1)
    page.get_by_role("button", name="Logg ut").first.click()
    page.wait_for_load_state("networkidle")
    assert copies(page) == 0


def asked(served: Served, title: str) -> tuple[UnitAssessment, str]:
    """A unit that has been asked, and its link."""
    with served():
        one = units.asked(units.with_units(title))
        return one, re.sub(r"^https?://[^/]+", "", links.address(one))


def test_what_a_unit_wrote_is_offered_with_the_same_link_only_and_goes_when_it_is_sent(
    context: BrowserContext, served: Served
) -> None:
    (one, link), (_other, elsewhere) = asked(served, "Eine"), asked(served, "Andre")
    page = opened(context, link)
    page.get_by_label(SEES).fill("Midt i ein setn")
    page.get_by_label("Navnet ditt").fill("Berit")
    page.get_by_label("Når snakket dere om det?").fill("4.11.22")
    killed(page)
    page = opened(context, elsewhere)
    expect(page.locator(".sam-theirs")).to_have_count(0)
    page.goto(link, wait_until="networkidle")
    box = page.locator(".sam-theirs")
    expect(box.locator("dd")).to_have_text(["Midt i ein setn", "4.11.22", "Berit"])
    chromium.well_made(page, "unit-kept")
    assert link.strip("/").rpartition("/")[2] not in page.evaluate("JSON.stringify(localStorage)")
    box.get_by_role("button", name="Bruk dette").click()
    page.get_by_role("button", name="Lagre svaret").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()
    assert copies(page) == 1
    page.get_by_label("Hva trenger dere å bli bedre på sammen?").fill("Rettleiing")
    page.get_by_label("Hvem var med og vurderte?").fill("Alle")
    page.get_by_label("Når snakket dere om det?").fill("4.11.2022")
    page.get_by_role("button", name="Lagre svaret").click()
    expect(page.get_by_text("Svaret er lagret")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert copies(page) == 0
    with served():
        one.refresh_from_db()
        assert (one.state, one.sees) == ("answered", "Midt i ein setn")


def test_a_machine_without_room_is_told_so(context: BrowserContext, served: Served) -> None:
    _one, link = asked(served, "Fullt")
    page = opened(context, link)
    page.evaluate("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }; null")
    page.get_by_label(SEES).fill("Ikkje plass")
    expect(page.locator("form[data-kept] .sam-saving")).to_contain_text("Det er ikke plass til en kopi")


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_the_page_is_as_it_was(
    browser: Browser, base_url: str, served: Served, javascript: bool
) -> None:
    _one, link = asked(served, "Utan")
    with chromium.looking(browser, base_url, Look(javascript=javascript)) as page:
        page.goto(link)
        expect(page.locator(".sam-theirs")).to_have_count(0)
        expect(page.get_by_label(SEES)).to_be_editable()
