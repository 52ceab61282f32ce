"""The partner's desk in a real browser: by keyboard alone, without JavaScript, and looked at every way people do."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from samspel.needs import transitions
from samspel.needs.transitions import BudgetAmount
from tests.browser import chromium
from tests.browser.chromium import LOOKS, Look
from tests.browser.conftest import Open, Served
from tests.cast import KARI, UNNI, id_of
from tests.stories import needs

PERSON = "Unni Haug"
LATER = needs.when("2021", day=17)


@pytest.fixture(scope="module")
def addresses(served: Served) -> dict[str, str]:
    """The partner's page for one need at each stage, and its list."""
    with served():
        made = {
            "asked": needs.filled(title="Språk i leiken", years=3),
            "confirmed": needs.confirmed(title="Trygg overgang"),
            "changed": needs.confirmed(title="Rom for alle"),
            "declined": needs.filled(title="Matematikk ute"),
            "submitted": needs.submitted(title="Leiing i praksis"),
            "late": needs.filled(title="Samtalar om bøker"),
        }
        changed = made["changed"]
        words = needs.WORDS["measure"].replace("Fire", "Seks")
        transitions.fill(changed, content={"measure": words, "ends_on": date(2024, 6, 30)}, by=KARI, at=LATER)
        transitions.set_budget(changed, lines=[BudgetAmount(2023, "plan", id_of("hiv"), 95_000)], by=KARI, at=LATER)
        reason = "Vi har ikkje folk nok til dette i år."
        transitions.decline(needs.partnership(made["declined"]), reason=reason, by=UNNI, at=LATER)
        needs.handed_in(made["late"])
        for need in made.values():
            needs.with_time(need)
        found = {name: f"/partner/samarbeid/{needs.partnership(need).pk}/" for name, need in made.items()}
    return {**found, "home": "/partner/"}


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_page_of_the_desk_is_accessible_however_it_is_looked_at(
    open_page: Open, addresses: dict[str, str], look: Look
) -> None:
    page = open_page(look)
    chromium.log_in(page, PERSON, "/partner/")
    for name, address in addresses.items():
        page.goto(address)
        chromium.well_made(page, f"partner-{name}-{look}")
    page.goto(addresses["asked"])
    page.locator("button[name=svar][value=bekreft]").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.locator("details:not([open]) > summary").last.click()
    chromium.well_made(page, f"partner-refused-{look}")


def start_of(page: Page, address: str) -> None:
    """Log in with the keyboard and stand at the top of a page."""
    page.goto(f"/logg-inn/?neste={address}")
    chromium.tab_to(page, page.get_by_role("button", name=PERSON))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "nojs"])
def test_the_partner_finds_a_request_and_confirms_it_with_the_keyboard_alone(
    open_page: Open, served: Served, javascript: bool
) -> None:
    title = f"Med tastaturet {javascript}"
    with served():
        needs.with_time(needs.filled(title=title))
    page = open_page(Look(javascript=javascript))
    start_of(page, "/partner/")
    chromium.tab_to(page, page.get_by_role("link", name="Venter på svaret deres"))
    page.keyboard.press("Enter")
    page.wait_for_url("**status=invited")
    chromium.tab_to(page, page.get_by_role("link", name=title))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    chromium.tab_to(page, page.get_by_label("Slik går erfaringene tilbake til lærerutdanningen"))
    page.keyboard.type("Studentane er med på to samlingar.")
    for label, text in (("Hva får dere selv ut av det?", "Praksis."), ("Hvem stiller dere med", "To fagfolk.")):
        page.keyboard.press("Tab")
        expect(page.get_by_label(label)).to_be_focused()
        page.keyboard.type(text)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kontaktperson hos dere")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bekreft vår del")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Svaret deres")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Bekreftet")
    expect(page.get_by_label("Hvem stiller dere med")).to_have_value("To fagfolk.")


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "nojs"])
def test_the_partner_declines_and_is_led_from_the_list_of_faults_to_the_reason_with_the_keyboard_alone(
    open_page: Open, served: Served, javascript: bool
) -> None:
    with served():
        address = f"/partner/samarbeid/{needs.partnership(needs.with_time(needs.filled())).pk}/"
    page = open_page(Look(javascript=javascript))
    start_of(page, address)
    chromium.tab_to(page, page.locator("summary", has_text="Takk nei"))
    page.keyboard.press("Enter")
    chromium.tab_to(page, page.get_by_role("button", name="Takk nei"))
    page.keyboard.press("Enter")
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Hvorfor takker dere nei?")).to_be_focused()
    page.keyboard.type("Vi har ikkje folk nok.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Takket nei")
    expect(page.locator("main")).to_contain_text("Vi har ikkje folk nok.")


def test_a_changed_request_is_confirmed_again_with_one_press(open_page: Open, served: Served) -> None:
    with served():
        need = needs.with_time(needs.confirmed(title="Endra etterpå"))
        transitions.fill(need, content={"measure": "Seks samlingar."}, by=KARI, at=LATER)
        address = f"/partner/samarbeid/{needs.partnership(need).pk}/"
    page = open_page(Look())
    start_of(page, address)
    expect(page.get_by_role("region", name="Tiltaket")).to_contain_text("Seks samlingar.")
    chromium.tab_to(page, page.get_by_role("button", name="Bekreft på nytt"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Endre svaret")).to_be_visible()


def test_what_was_written_is_kept_when_the_owner_changes_the_need_meanwhile(open_page: Open, served: Served) -> None:
    with served():
        need = needs.with_time(needs.filled(title="Endra imens"))
        address = f"/partner/samarbeid/{needs.partnership(need).pk}/"
    page = open_page(Look())
    start_of(page, address)
    chromium.tab_to(page, page.get_by_label("Slik går erfaringene tilbake til lærerutdanningen"))
    page.keyboard.type("Praksislærarane tek det med til studentane.")
    with served():
        transitions.fill(need, content={"measure": "Seks samlingar."}, by=KARI, at=LATER)
    chromium.tab_to(page, page.get_by_role("button", name="Bekreft vår del"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Det du så")).to_be_visible()
    expect(page.get_by_label("Slik går erfaringene")).to_have_value("Praksislærarane tek det med til studentane.")
    chromium.picture(page, "partner-stale")
