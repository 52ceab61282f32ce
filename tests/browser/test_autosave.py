"""A need saves itself in a real browser, and whatever goes wrong, every word can be found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from samspel.needs import queries
from samspel.needs.models import Need
from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.conftest import Served
from tests.browser.test_owner import walk
from tests.cast import KARI
from tests.stories import needs

MEASURE, SAMI = "Hva skal dere gjøre?", "Er det samiske perspektiv i tiltaket?"
SAVED = re.compile(r"^\s*Lagret \d\d\.\d\d(?!,)")


class Writer:
    """Somebody with the page about the measure open."""

    def __init__(self, page: Page, base_url: str, person: str, need: Need) -> None:
        self.page, self.path = page, f"/eier/behov/{need.pk}/tiltak/"
        walk(page, base_url)
        self.logs_in(person)

    def logs_in(self, person: str) -> None:
        """Log in and open the page."""
        chromium.log_in(self.page, person, "/eier/")
        self.page.goto(self.path, wait_until="networkidle")

    def writes(self, text: str, label: str = MEASURE) -> None:
        """Write in an answer, and stand there still."""
        self.page.get_by_label(label).first.fill(text)

    def leaves(self) -> None:
        """Go on from the answer, so that it is saved at once."""
        self.page.locator("main h1").click()

    def reads(self, text: str) -> None:
        """Look at how it stands with the saving."""
        expect(self.page.locator("[data-status]")).to_contain_text(text)

    def has_saved(self) -> None:
        """See that all is saved, and when."""
        expect(self.page.locator("[data-status]")).to_have_text(SAVED)

    def copies(self) -> int:
        """Count what lies in this browser."""
        return int(
            self.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('samspel-kladd')).length")
        )


@pytest.fixture
def need(served: Served) -> Need:
    """A need that two write."""
    with served():
        return needs.filled(title="Lagres av seg selv")


@pytest.fixture
def rough(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page on a machine where the net goes away, of which the console tells."""
    context = browser.new_context(base_url=base_url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@contextmanager
def elsewhere(browser: Browser, base_url: str) -> Iterator[Page]:
    """Another machine."""
    with chromium.looking(browser, base_url, Look()) as page:
        yield page


def kept(served: Served, need: Need) -> Need:
    """The need as the server has it."""
    with served():
        return queries.need_of(KARI, need.pk)


def test_what_is_wrong_is_told_once_and_goes_when_it_is_put_right(page: Page, base_url: str, need: Need) -> None:
    writer = Writer(page, base_url, "Kari Fjord", need)
    page.goto(f"/eier/behov/{need.pk}/budsjett/")
    amount = page.locator("main input[name^='budget-']").first
    amount.fill("mye")
    page.get_by_role("button", name="Lagre og gå videre").click()
    writer.reads("men ikke alt")
    expect(page.locator(".ds-validation-message")).to_have_count(1)
    amount.fill("300 000")
    writer.leaves()
    writer.has_saved()
    expect(page.locator(".ds-validation-message")).to_have_count(0)


def test_two_editors_on_one_answer_lose_nothing(
    page: Page, browser: Browser, base_url: str, served: Served, need: Need
) -> None:
    kari = Writer(page, base_url, "Kari Fjord", need)
    with elsewhere(browser, base_url) as other:
        knut = Writer(other, base_url, "Knut Strand", need)
        expect(other.locator("[data-people]")).to_have_text("Kari Fjord er på denne siden nå.")
        kari.writes("Det Kari skrev.")
        kari.has_saved()
        knut.writes("Det Knut skrev.")
        knut.writes("Joik i leken", "Er det samiske perspektiv i tiltaket? (valgfritt)")
        knut.leaves()
        knut.reads("men ikke alt")
        box = other.locator(".sam-theirs")
        expect(box).to_contain_text("Kari Fjord har skrevet noe annet her:")
        expect(box).to_contain_text("Det Kari skrev.")
        chromium.well_made(other, "owner-both-beside")
        assert (kept(served, need).measure, kept(served, need).sami) == ("Det Kari skrev.", "Joik i leken")
        box.get_by_role("button", name="Ta med begge").click()
        knut.has_saved()
        assert kept(served, need).measure == "Det Knut skrev.\n\nDet Kari skrev."
        assert (kari.copies(), knut.copies()) == (0, 0)


def test_whoever_never_pauses_is_saved_all_the_same(page: Page, base_url: str, served: Served, need: Need) -> None:
    page.clock.install()
    Writer(page, base_url, "Kari Fjord", need)
    page.get_by_label(MEASURE).focus()
    with page.expect_response(lambda answer: "/lagre/" in answer.url and "endret" in (answer.request.post_data or "")):
        for _key in range(20):  # nine seconds, and never as long a pause as it waits for
            page.keyboard.type("a")
            page.clock.run_for(450)
    assert kept(served, need).measure.count("aaa") > 0


def test_logged_out_in_mid_sentence_the_text_waits_for_the_same_person(
    page: Page, base_url: str, served: Served, need: Need
) -> None:
    kari = Writer(page, base_url, "Kari Fjord", need)
    page.context.clear_cookies(name="samspel")
    kari.writes("Midt i en setn")
    kari.leaves()
    kari.reads("Du er logget ut")
    assert kari.copies() == 1
    knut = Writer(page, base_url, "Knut Strand", need)
    expect(page.locator(".sam-theirs")).to_have_count(0)
    page.get_by_role("button", name="Logg ut").first.click()
    assert knut.copies() == 0


def test_the_text_of_a_killed_tab_is_offered_and_taken_in(
    rough: Page, base_url: str, served: Served, need: Need
) -> None:
    page = rough
    kari = Writer(page, base_url, "Kari Fjord", need)
    page.evaluate("globalThis.fetch = () => Promise.reject(new TypeError('gone')); null")
    kari.writes("Før fanen døde")
    kari.leaves()
    kari.reads("Ikke nett.")
    page.goto("about:blank")
    page.goto(kari.path)
    box = page.locator(".sam-theirs")
    expect(box).to_contain_text("Før fanen døde")
    kari.reads("Noe du skrev tidligere, ble ikke lagret.")
    chromium.well_made(page, "owner-own-text")
    box.get_by_role("button", name="Bruk dette").click()
    kari.has_saved()
    assert kept(served, need).measure == "Før fanen døde"
    assert kari.copies() == 0


def test_offline_is_told_at_once_and_saved_when_the_net_is_back(
    rough: Page, base_url: str, served: Served, need: Need
) -> None:
    page = rough
    kari = Writer(page, base_url, "Kari Fjord", need)
    page.context.set_offline(True)
    kari.writes("Skrevet på toget")
    kari.leaves()
    kari.reads("Ikke nett. Det du skriver, ligger på denne maskinen")
    page.get_by_role("button", name="Lagre og gå videre").click()
    expect(page.get_by_label(MEASURE)).to_have_value("Skrevet på toget")
    page.context.set_offline(False)
    kari.has_saved()
    assert kept(served, need).measure == "Skrevet på toget"
    page.evaluate("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }; null")
    page.context.set_offline(True)
    kari.writes("Full maskin")
    kari.leaves()
    kari.reads("Det er ikke plass til en kopi på denne maskinen.")
    page.context.set_offline(False)
    kari.has_saved()
    assert kept(served, need).measure == "Full maskin"
