"""The owner's desk in a real browser: a whole need by keyboard alone, without JavaScript, on a phone's width."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from samspel.needs import queries, transitions
from samspel.needs.models import Need
from samspel.web import clock
from tests.browser import chromium
from tests.browser.chromium import LOOKS, Look
from tests.browser.conftest import Open, Served
from tests.cast import KARI, ROGALAND
from tests.stories import calls, needs

PERSON = "Kari Fjord"
NOW = datetime(2023, 1, 20, 9, tzinfo=UTC)
ONWARD = "Lagre og gå videre"


def walk(page: Page, base_url: str, at: datetime = NOW) -> None:
    """Let the demo's clock stand at a moment for this browser."""
    host = str(urlsplit(base_url).hostname)
    page.context.add_cookies([{"name": clock.COOKIE, "value": clock.starting_at(at), "domain": host, "path": "/"}])


@pytest.fixture(scope="module")
def addresses(served: Served) -> dict[str, str]:
    """The pages that look otherwise than in test_every_page.py, for needs at other stages."""
    with served():
        whole = needs.confirmed("decentralised", title="Lesing i alle fag", years=3)
        lift = needs.filled("competence-boost", title="Laget rundt barnet")
        empty = needs.drafted(title="")
        back = needs.submitted(title="Språk i leiken")
        transitions.send_back(
            back,
            reason="Skriv meir om korleis dei tilsette har vore med.",
            answer_by=datetime(2023, 2, 10, 23, tzinfo=UTC),
            by=ROGALAND.caseworker,
            at=NOW,
        )
        transitions.fill(whole, content={"measure": "Endra etterpå."}, by=KARI, at=NOW)
    pages = {"timetable": "tid", "partners": "partnere", "budget": "budsjett", "check": "kontroll"}
    found = {name: f"/eier/behov/{whole.pk}/{part}/" for name, part in pages.items()}
    return found | {
        "participants": f"/eier/behov/{lift.pk}/deltakere/",
        "empty": f"/eier/behov/{empty.pk}/",
        "empty-budget": f"/eier/behov/{empty.pk}/budsjett/",
        "empty-check": f"/eier/behov/{empty.pk}/kontroll/",
        "returned": f"/eier/behov/{back.pk}/",
    }


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_pages_at_other_stages_are_accessible_however_they_are_looked_at(
    open_page: Open, base_url: str, addresses: dict[str, str], look: Look
) -> None:
    page = open_page(look)
    walk(page, base_url)
    chromium.log_in(page, PERSON, "/eier/")
    for name, address in addresses.items():
        page.goto(address)
        chromium.well_made(page, f"owner-{name}-{look}")
    for name, field, typed in (("budget", "budget-", "12 500,50"), ("timetable", "starts_on", "31.2.2023")):
        page.goto(addresses[name])
        page.locator(f"input[name^='{field}']").first.fill(typed)
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator(".ds-error-summary")).to_be_focused()
        chromium.well_made(page, f"owner-{name}-wrong-{look}")


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_offices_calls_are_accessible_however_they_are_looked_at(
    open_page: Open, base_url: str, served: Served, addresses: dict[str, str], look: Look
) -> None:
    with served():
        draft = calls.drafted("2026", ref=f"utkast-{look}".lower(), goal="")
    page = open_page(look)
    walk(page, base_url)
    chromium.log_in(page, "Dagny Moe", "/kontor/")
    own = f"/kontor/utlysninger/{draft.ref}/"
    shown = {"list": "/kontor/utlysninger/", "new": "/kontor/ny-utlysning/", "draft": own, "edit": f"{own}endre/"}
    for name, address in (shown | {"announced": "/kontor/utlysninger/behov-2023/"}).items():
        page.goto(address)
        chromium.well_made(page, f"office-call-{name}-{look}")


class Keyboard:
    """Somebody who fills in a form with the keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def writes(self, label: str, text: str) -> None:
        """Go to a question and type the answer."""
        chromium.tab_to(self.page, self.page.get_by_label(label, exact=True).first)
        self.page.keyboard.type(text)

    def ticks(self, label: str) -> None:
        """Go to a box or a choice and press space."""
        chromium.tab_to(self.page, self.page.get_by_label(label).first)
        self.page.keyboard.press("Space")

    def presses(self, name: str, heading: str) -> None:
        """Go to a button or a link and press enter; the page with this heading opens."""
        wanted = self.page.locator("main").get_by_role("button", name=name, exact=True)
        if not wanted.count():
            wanted = self.page.locator("main").get_by_role("link", name=name, exact=True)
        chromium.tab_to(self.page, wanted.first)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


def fills(owner: Keyboard) -> None:
    """Fill in every page of a regional need, from its list of tasks to the check."""
    owner.presses("Om dere og tiltaket", "Om dere og tiltaket")
    owner.writes("Kontaktperson", "Kari Fjord")
    owner.writes("E-post til kontaktpersonen", "kari@fjordvik.example")
    owner.presses(ONWARD, "Behovet og hvordan det er vurdert")
    owner.writes("Hva har dere funnet ut om behovet?", "Vi er usikre på språk.")
    owner.ticks("Samtaler og drøfting blant de ansatte")
    owner.writes("Hvordan har ansatte og ledere vært med?", "På personalmøte.")
    owner.presses(ONWARD, "Tiltaket")
    owner.writes("Hva skal dere gjøre?", "Fire samlinger med veiledning.")
    owner.ticks("Ja")
    owner.presses(ONWARD, "Enheter og deltakere")
    owner.ticks("Solsida barnehage (barnehage)")
    owner.writes("Ledere", "4")
    owner.presses(ONWARD, "Mål og kjennetegn")
    owner.writes("Hva skal tiltaket føre til?", "Mer språk i leken.")
    owner.writes("Hva skal bli bedre?", "Samtaler med barna")
    owner.writes("Hvor vil dere?", "8 av 8 avdelinger")
    owner.presses(ONWARD, "Tidsplan")
    owner.writes("Første dag", "1.8.2023")
    owner.writes("Siste dag", "31.12.2023")
    owner.presses(ONWARD, "Oppfølging og andre midler")
    owner.writes("Hvordan skal dere følge opp og evaluere tiltaket? (valgfritt)", "Hvert halvår.")
    owner.presses(ONWARD, "Partnere")
    owner.writes("Hvem vil dere samarbeide med?", "Høgskulen i vest")
    owner.presses("Inviter", "Partnere")
    owner.presses(ONWARD, "Budsjett")
    owner.writes("Fjordvik kommune", "300 000")
    owner.writes("Høgskulen i vest", "100 000")


@pytest.mark.submit
@pytest.mark.parametrize("look", [Look(), Look(320, javascript=False)], ids=str)
def test_the_owner_fills_in_sends_and_gets_the_receipt_with_the_keyboard_alone(
    open_page: Open, base_url: str, served: Served, addresses: dict[str, str], look: Look
) -> None:
    title = f"Med tastaturet {look}"
    page = open_page(look)
    walk(page, base_url)
    page.goto("/logg-inn/?neste=/eier/ny/")
    chromium.tab_to(page, page.get_by_role("button", name=PERSON))
    page.keyboard.press("Enter")
    page.wait_for_url("**/eier/ny/")
    owner = Keyboard(page)
    owner.ticks("Regional ordning for 2023")
    owner.writes("Tittel på tiltaket (valgfritt)", title)
    owner.presses("Start", "Er dette et annet tiltak?")
    owner.presses("Det er et annet tiltak. Start en ny", title)
    fills(owner)
    owner.presses(ONWARD, "Vedlegg")
    owner.presses("Gå til oversikten", title)
    expect(page.locator("main")).to_contain_text("9 av 9")
    with served():
        need = Need.objects.get(title=title)
        needs.confirm(needs.partnership(need), at=NOW)
    owner.presses("Kontroller og send inn", "Kontroller og send inn")
    expect(page.locator("main")).not_to_contain_text("Dette må rettes")
    owner.ticks("Opplysningene er riktige")
    owner.presses("Send inn", "Behovsmeldingen er sendt inn")
    chromium.picture(page, f"owner-keyboard-{look}")
    assert chromium.sideways(page) == 0
    with served():
        made = queries.submissions(need)[0]
        expect(page.locator("main")).to_contain_text(made.digest)
        assert made.content["title"] == title


def test_two_who_write_at_once_see_both_texts(open_page: Open, base_url: str, served: Served) -> None:
    with served():
        need = needs.filled(title="To på en gang")
    page = open_page(Look())
    walk(page, base_url)
    chromium.log_in(page, PERSON, "/eier/")
    page.goto(f"/eier/behov/{need.pk}/tiltak/")
    page.get_by_label("Hva skal dere gjøre?").fill("Det jeg skrev.")
    with served():
        transitions.fill(need, content={"measure": "Det kollegaen skrev."}, by=KARI, at=NOW)
    page.get_by_role("button", name=ONWARD).click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    expect(page.locator("main")).to_contain_text("Det kollegaen skrev.")
    expect(page.get_by_label("Hva skal dere gjøre?")).to_have_value("Det jeg skrev.")
    chromium.well_made(page, "owner-both-texts")
    page.get_by_role("button", name=ONWARD).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enheter og deltakere")
