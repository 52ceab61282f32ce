"""A need saves itself in a real browser, and whatever goes wrong, every word can be found again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from samspel.kit.money import NotAnAmount, format_nok, parse_nok
from samspel.needs import queries, sheet, transitions
from samspel.needs.models import Need
from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.conftest import Served
from tests.browser.test_owner import walk
from tests.cast import KARI
from tests.stories import needs

MEASURE, SAMI = "Hva skal dere gjøre?", "Er det samiske perspektiv i tiltaket?"
# The last of them is an amount, and is what is saved.
TYPED = ("mye", "-1", "1 2", "12,50", "0", "1.000", "kr 7 500", "7500 kroner", "007", "1 000 000,00", "250 000,–")
Changed = Callable[[], dict[str, object]]
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

    def is_logged_out_writing(self, text: str) -> None:
        """Write when the session has ended elsewhere, and be told so."""
        self.page.context.clear_cookies(name="samspel")
        self.writes(text)
        self.leaves()
        self.reads("Du er logget ut")

    def takes_in(self, text: str) -> None:
        """Find what was written earlier and never saved beside the answer, and use it."""
        box = self.page.locator(".sam-theirs")
        expect(box).to_contain_text(text)
        box.get_by_role("button", name="Bruk dette").click()
        self.has_saved()

    def copies(self) -> int:
        """Count what lies in this browser."""
        return int(
            self.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('samspel-kladd')).length")
        )


def as_the_server_reads(typed: str) -> int:
    """The amount that the server makes of what is typed; nothing of what is no amount."""
    try:
        return parse_nok(typed)
    except NotAnAmount:
        return 0


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


def written(served: Served, need: Need) -> dict[str, object]:
    """Everything that the need says, as the server has it."""
    with served():
        return sheet.canonical(sheet.of(queries.need_of(KARI, need.pk)))


@pytest.fixture
def changed(served: Served, need: Need) -> Changed:
    """Gives every answer that says something else than when the story began, so that nothing else may be lost."""
    before = written(served, need)

    def now() -> dict[str, object]:
        after = written(served, need)
        assert after.keys() == before.keys()
        return {name: after[name] for name in after if after[name] != before[name]}

    return now


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


def sums(page: Page) -> list[str]:
    """What the table of sums says, and how much the owner must pay itself."""
    return page.locator("[data-sum], [data-own]").all_inner_texts()


def test_the_sums_follow_what_is_typed_and_are_those_of_the_server(
    page: Page, browser: Browser, base_url: str, need: Need
) -> None:
    Writer(page, base_url, "Kari Fjord", need)
    path = f"/eier/behov/{need.pk}/budsjett/"
    page.goto(path)
    first, second = (page.locator("input[data-use]").nth(number) for number in (0, 1))
    total = page.locator("[data-sum=all]").first
    first.fill("")
    for typed in TYPED:
        second.fill(typed)
        expect(total).to_have_text(format_nok(as_the_server_reads(typed)))
    first.fill("12 000,-")
    seen = sums(page)
    page.get_by_role("button", name="Lagre og gå videre").click()
    page.goto(path)
    assert sums(page) == seen
    with chromium.looking(browser, base_url, Look(javascript=False)) as plain:
        walk(plain, base_url)
        chromium.log_in(plain, "Kari Fjord", "/eier/")
        plain.goto(path)
        assert sums(plain) == seen
        plain.locator("input[data-use]").first.fill("30 000")
        assert sums(plain) == seen
        plain.get_by_role("button", name="Lagre og gå videre").click()
        plain.goto(path)
        assert sums(plain) != seen
        page.goto(path)
        assert sums(plain) == sums(page)


def test_two_editors_on_one_answer_lose_nothing(
    page: Page, browser: Browser, base_url: str, need: Need, changed: Changed
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
        assert changed() == {"measure": "Det Kari skrev.", "sami": "Joik i leken"}
        box.get_by_role("button", name="Ta med begge").click()
        knut.has_saved()
        assert changed() == {"measure": "Det Knut skrev.\n\nDet Kari skrev.", "sami": "Joik i leken"}
        assert (kari.copies(), knut.copies()) == (0, 0)


def test_the_list_of_tasks_tells_who_comes_and_goes_while_it_stands_open(
    page: Page, browser: Browser, base_url: str, need: Need
) -> None:
    page.clock.install()
    walk(page, base_url)
    chromium.log_in(page, "Kari Fjord", "/eier/")
    page.goto(f"/eier/behov/{need.pk}/")
    place = page.locator("[data-now=measure]")
    expect(place).to_have_text("")
    with elsewhere(browser, base_url) as other:
        Writer(other, base_url, "Knut Strand", need)
        page.keyboard.press("Tab")
        page.clock.run_for(13_000)
        expect(place).to_have_text("Her nå: Knut Strand")
    assert page.locator("[data-now]:not(:empty)").count() == 1
    chromium.well_made(page, "owner-need-with-somebody")


def test_whoever_never_pauses_is_saved_all_the_same(page: Page, base_url: str, need: Need, changed: Changed) -> None:
    page.clock.install()
    Writer(page, base_url, "Kari Fjord", need)
    page.get_by_label(MEASURE).focus()
    with page.expect_response(lambda answer: "/lagre/" in answer.url and "endret" in (answer.request.post_data or "")):
        for _key in range(20):  # nine seconds, and never as long a pause as it waits for
            page.keyboard.type("a")
            page.clock.run_for(450)
    assert list(changed()) == ["measure"]
    assert str(changed()["measure"]).count("aaa") > 0


def test_the_words_are_counted_while_one_writes_and_too_much_is_said_before_it_is_refused(
    page: Page, base_url: str, need: Need
) -> None:
    kari = Writer(page, base_url, "Kari Fjord", need)
    told = page.locator("[data-counts='id_measure']")
    for text, words in (("Barna – dei yngste mest", "4 ord"), ("Ja", "1 ord"), ("ø" * 8_003, "1 ord 3 tegn for mye")):
        kari.writes(text)
        expect(told).to_have_text(words)
    kari.leaves()
    kari.reads("men ikke alt")


COPIED = """([html, plain]) => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([plain], { type: "text/plain" }),
})])"""
FROM_WORD = (
    "<p class=MsoNormal><b>Vi leser</b><br>sammen.<o:p></o:p></p><p class=MsoNormal>Vi synger.</p>",
    "Vi leser\vsammen.\u2029\u202aVi synger.\u202c",
)


def test_what_is_pasted_from_a_word_processor_is_kept_as_text_alone(
    page: Page, base_url: str, need: Need, changed: Changed
) -> None:
    kari = Writer(page, base_url, "Kari Fjord", need)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    page.evaluate(COPIED, FROM_WORD)
    kari.writes("")
    page.get_by_label(MEASURE).first.press("Control+V")
    assert "\v" in page.get_by_label(MEASURE).first.input_value()
    kari.leaves()
    kari.has_saved()
    assert changed() == {"measure": "Vi leser\nsammen.\nVi synger."}
    page.get_by_role("button", name="Lagre og gå videre").click()
    page.goto(kari.path)
    expect(page.get_by_label(MEASURE).first).to_have_value("Vi leser\nsammen.\nVi synger.")
    assert kari.copies() == 0


def test_a_day_that_did_not_fit_is_saved_once_the_other_does(
    page: Page, base_url: str, need: Need, changed: Changed, served: Served
) -> None:
    with served():
        transitions.fill(
            need, content={"starts_on": date(2023, 1, 1), "ends_on": date(2023, 6, 1)}, by=KARI, at=needs.when("2021")
        )
    kari = Writer(page, base_url, "Kari Fjord", need)
    page.goto(f"/eier/behov/{need.pk}/tid/", wait_until="networkidle")
    for label, day in (("Første dag", "1.9.2023"), ("Siste dag", "30.6.2024")):
        page.get_by_label(label).fill(day)
        page.keyboard.press("Tab")
        kari.reads("Lagret")
    kari.has_saved()
    assert (changed()["starts_on"], changed()["ends_on"]) == ("2023-09-01", "2024-06-30")


def test_a_button_that_is_being_pressed_stays_where_it_is(page: Page, base_url: str, need: Need) -> None:
    Writer(page, base_url, "Kari Fjord", need)
    page.goto(f"/eier/behov/{need.pk}/tid/", wait_until="networkidle")
    page.get_by_label("Første dag").fill("noe annet")
    onward = page.get_by_role("button", name="Lagre og gå videre")
    onward.scroll_into_view_if_needed()
    where = onward.bounding_box()
    assert where
    page.mouse.move(where["x"] + 10, where["y"] + 10)
    with page.expect_response(lambda answer: "/lagre/" in answer.url and "endret" in (answer.request.post_data or "")):
        page.mouse.down()
    page.wait_for_timeout(200)
    assert onward.bounding_box() == where
    page.mouse.up()
    expect(page.locator(".ds-error-summary")).to_be_focused()


def test_logged_out_in_mid_sentence_the_text_waits_for_the_same_person(
    page: Page, base_url: str, need: Need, changed: Changed
) -> None:
    kari = Writer(page, base_url, "Kari Fjord", need)
    kari.is_logged_out_writing("Midt i en setn")
    assert (kari.copies(), changed()) == (1, {})
    kari.logs_in("Kari Fjord")
    kari.takes_in("Midt i en setn")
    assert (kari.copies(), changed()) == (0, {"measure": "Midt i en setn"})
    kari.is_logged_out_writing("Midt i en til")
    knut = Writer(page, base_url, "Knut Strand", need)
    expect(page.locator(".sam-theirs")).to_have_count(0)
    page.get_by_role("button", name="Logg ut").first.click()
    assert (knut.copies(), changed()) == (0, {"measure": "Midt i en setn"})


def test_the_text_of_a_killed_tab_is_offered_and_taken_in(
    rough: Page, base_url: str, need: Need, changed: Changed
) -> None:
    page = rough
    kari = Writer(page, base_url, "Kari Fjord", need)
    page.evaluate("globalThis.fetch = () => Promise.reject(new TypeError('gone')); null")
    kari.writes("Før fanen døde")
    kari.leaves()
    kari.reads("Ikke nett.")
    assert changed() == {}
    kari.page = page.context.new_page()
    page.close()
    kari.page.goto(kari.path, wait_until="networkidle")
    kari.reads("Noe du skrev tidligere, ble ikke lagret.")
    chromium.well_made(kari.page, "owner-own-text")
    expect(kari.page.locator(".sam-theirs strong")).to_have_text(re.compile(r"\d{1,2}\.\d{1,2}\.\d{4} kl\. \d\d\.\d\d"))
    kari.takes_in("Før fanen døde")
    expect(kari.page.locator("[data-counts='id_measure'] span")).to_have_text("3 ord")
    assert (kari.copies(), changed()) == (0, {"measure": "Før fanen døde"})


def test_offline_is_told_at_once_and_saved_when_the_net_is_back(
    rough: Page, base_url: str, need: Need, changed: Changed
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
    assert changed() == {"measure": "Skrevet på toget"}
    page.evaluate("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }; null")
    page.context.set_offline(True)
    kari.writes("Full maskin")
    kari.leaves()
    kari.reads("Det er ikke plass til en kopi på denne maskinen.")
    page.context.set_offline(False)
    kari.has_saved()
    assert changed() == {"measure": "Full maskin"}
    page.goto(f"/eier/behov/{need.pk}/vedlegg/")
    page.context.set_offline(True)
    page.get_by_label("Fil", exact=True).set_input_files({"name": "a.pdf", "mimeType": "x", "buffer": b"x"})
    page.get_by_role("button", name="Last opp").click()
    expect(page.locator("[data-uploading] [role=status]")).to_contain_text("Filen kom ikke fram.")


def test_who_is_suggested_as_contact_is_kept_by_the_button_and_not_by_itself(
    page: Page, base_url: str, served: Served
) -> None:
    with served():
        need = needs.drafted(title="Nytt")
    writer = Writer(page, base_url, "Kari Fjord", need)
    page.goto(f"/eier/behov/{need.pk}/om/", wait_until="networkidle")
    writer.writes("Nytt navn", "Tittel på tiltaket")
    writer.leaves()
    writer.has_saved()
    with served():
        found = queries.need_of(KARI, need.pk)
        assert (found.title, found.contact_name) == ("Nytt navn", "")
    page.get_by_role("button", name="Lagre og gå videre").click()
    page.wait_for_url("**/vurdering/**")
    with served():
        assert queries.need_of(KARI, need.pk).contact_name == "Kari Fjord"
