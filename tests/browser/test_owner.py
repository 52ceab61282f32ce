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
NOTHING, OF_BOTH = "0 kr", "400 000 kr"


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
    """Answer every question of the short form of a regional need, from its list of tasks to the budget."""
    owner.presses("Om dere og tiltaket", "Om dere og tiltaket")
    owner.writes("Kontaktperson", "Pia Troll")
    owner.writes("E-post til kontaktpersonen", "pia@trollskogen.example")
    owner.presses(ONWARD, "Behovet og hvordan det er vurdert")
    owner.writes("Hva har dere funnet ut om behovet?", "Vi er usikre på språk – de yngste mest.\n«Ord» er få.")
    owner.ticks("Samtaler og drøfting blant de ansatte")
    owner.writes("Hvordan har ansatte og ledere vært med?", "På personalmøte.")
    owner.presses(ONWARD, "Tiltaket")
    owner.writes("Hva skal dere gjøre?", "Fire samlinger med veiledning.")
    owner.ticks("Ja")
    owner.ticks("Språk og kommunikasjon")
    owner.presses(ONWARD, "Enheter og deltakere")
    owner.ticks("Trollskogen barnehage (barnehage)")
    owner.writes("Ledere", "1")
    owner.writes("Lærere og barnehagelærere", "7")
    owner.presses(ONWARD, "Mål og kjennetegn")
    owner.writes("Hva skal tiltaket føre til?", "Mer språk i leken.")
    owner.writes("Hva skal bli bedre?", "Samtaler med barna")
    owner.writes("Hvordan er det nå? (valgfritt)", "2 av 4 avdelinger")
    owner.writes("Hva er målet?", "4 av 4 avdelinger")
    owner.writes("Hvordan måler dere det? (valgfritt)", "Vi ser hverandre i leken.")
    owner.writes("Hvem måler det? (valgfritt)", "Styreren")
    owner.presses(ONWARD, "Tidsplan")
    owner.writes("Første dag", "1.8.2023")
    owner.writes("Siste dag", "31.12.2023")
    owner.presses(ONWARD, "Partnere")
    owner.writes("Hvem vil dere samarbeide med?", "Høgskulen i vest")
    owner.writes("Kontaktperson hos partneren (valgfritt)", "Unni Haug")
    owner.presses("Inviter", "Partnere")
    owner.presses("Gå videre", "Budsjett")
    owner.writes("Trollskogen barnehage SA", "300 000")
    owner.writes("Høgskulen i vest", "100 000")


def sent(title: str, need: Need) -> dict[str, object]:
    """Give what the receipt is to hold when nothing that was written is lost, and nothing has come to it."""
    blank = ("anchoring", "plan_link", "sami", "evaluation", "own_contribution_how", "other_money_what")
    none = ("own_contribution_nok", "other_money", "private_invited")
    with_whom = needs.partnership(need)
    return {
        **dict.fromkeys((*blank, "special_reason"), ""),
        **dict.fromkeys(none),
        "form": 1,
        "ref": need.ref,
        "office": need.office.orgnr,
        "call": need.call.ref,
        "rule_set": "2021",
        "scheme": "regional",
        "owner": {"ref": "210000038", "name": "Trollskogen barnehage SA", "orgnr": "210000038"},
        "light": True,
        "title": title,
        "contact_name": "Pia Troll",
        "contact_email": "pia@trollskogen.example",
        "assessment": "Vi er usikre på språk – de yngste mest.\n«Ord» er få.",
        "assessment_sources": ["staff-talks"],
        "involvement": "På personalmøte.",
        "measure": "Fire samlinger med veiledning.",
        "collective": True,
        "themes": ["language"],
        "units": ["310000051"],
        "target_groups": {"leaders": 1, "teachers": 7},
        "goal": "Mer språk i leken.",
        "indicators": [
            {
                "what": "Samtaler med barna",
                "baseline": "2 av 4 avdelinger",
                "target": "4 av 4 avdelinger",
                "measured_how": "Vi ser hverandre i leken.",
                "measured_by": "Styreren",
            }
        ],
        "starts_on": "2023-08-01",
        "ends_on": "2023-12-31",
        "budget": [
            {"year": 2023, "category": "carry-out", "recipient": "210000046", "amount_nok": 100_000},
            {"year": 2023, "category": "carry-out", "recipient": "210000038", "amount_nok": 300_000},
        ],
        "partners": [
            {
                "ref": "210000046",
                "state": "confirmed",
                "contact": "Unni Haug",
                "back_to_education": with_whom.back_to_education,
                "confirmed_digest": with_whom.confirmed_digest,
            }
        ],
    }


@pytest.mark.submit
@pytest.mark.parametrize("look", [Look(360), Look(javascript=False)], ids=str)
def test_a_kindergarten_fills_in_the_short_form_with_the_keyboard_alone_and_all_it_wrote_is_sent(
    open_page: Open, base_url: str, served: Served, look: Look
) -> None:
    title = f"Med tastaturet {look}"
    with served():
        needs.drafted(owner="trollskogen", title="Noe annet")
    page = open_page(look)
    walk(page, base_url)
    page.goto("/logg-inn/?neste=/eier/ny/")
    chromium.tab_to(page, page.get_by_role("button", name="Pia"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/eier/ny/")
    owner = Keyboard(page)
    owner.ticks("Regional ordning for 2023")
    owner.writes("Tittel på tiltaket (valgfritt)", title)
    owner.presses("Start", "Er dette et annet tiltak?")
    owner.presses("Det er et annet tiltak. Start en ny", title)
    owner.presses("Bytt til det korte skjemaet", title)
    fills(owner)
    expect(page.locator("[data-sum=all]").last).to_have_text(OF_BOTH if look.javascript else NOTHING)
    owner.presses(ONWARD, "Vedlegg")
    owner.presses("Gå til oversikten", title)
    expect(page.locator("main")).to_contain_text("8 av 8")
    with served():
        need = Need.objects.get(title=title)
        needs.confirm(needs.partnership(need), at=NOW)
    owner.presses("Kontroller og send inn", "Kontroller og send inn")
    expect(page.locator("main")).not_to_contain_text("Dette må rettes")
    assert chromium.sideways(page) == 0
    owner.ticks("Opplysningene er riktige")
    owner.presses("Send inn", "Behovsmeldingen er sendt inn")
    chromium.picture(page, f"owner-keyboard-{look}")
    assert chromium.sideways(page) == 0
    with served():
        made = queries.submissions(need)[0]
        expect(page.locator("main")).to_contain_text(made.digest)
        assert made.content == sent(title, need)


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
