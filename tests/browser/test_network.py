"""A network of thirteen owners and two partners: one says no, one confirms anew, and nothing written is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from samspel.actors.networks.transitions import consent
from samspel.kit.text import canonical_json
from samspel.needs import membership, queries, sheet, transitions
from samspel.needs.models import Need
from samspel.tenancy.by import By, Role
from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.conftest import Open, Served
from tests.browser.test_owner import walk
from tests.cast import KARI, id_of
from tests.stories import needs, networks

NOW = datetime(2027, 1, 18, 9, tzinfo=UTC)
ASKED = datetime(2027, 1, 11, 9, tzinfo=UTC)
MEMBERS = 13
TITLE = "Tretten saman om språket"
MEASURE = "Seks samlingar i året, med rettleiing mellom.\nKvar eigar tek imot éi av dei «heime»."
BACK = "Studentane er med på to av samlingane."
NO = "Vi har ikkje folk nok til dette i år."


def told() -> Need:
    """A need of a network in which thirteen have said yes, with its first partner invited and all else answered."""
    net = networks.shared()
    for number in range(MEMBERS - 2):
        key = f"eigar-{number}"
        question = networks.asked(net, networks.newcomer(key, f"{key}-signer"))
        signer = By(id_of(f"{key}-signer"), id_of(key), None, Role.OWNER_SIGNER)
        consent(question, by=signer, at=networks.ANSWERED)
    need = needs.filled("collective", owner="vidda", title=TITLE)
    units = [unit.pk for unit in membership.own_units(need, ASKED.date())]
    transitions.set_units(need, unit_ids=units, by=KARI, at=ASKED)
    return need


@pytest.fixture
def window(open_page: Open, base_url: str) -> Callable[[str], Page]:
    """Give somebody of the story a window of their own, on the day of it."""

    def opened(person: str) -> Page:
        page = open_page(Look())
        walk(page, base_url, NOW)
        chromium.log_in(page, person)
        return page

    return opened


def both_answer(unni: Page, filip: Page, first: UUID, second: UUID) -> None:
    """The one partner confirms its part, and the other says no with a reason."""
    unni.goto(f"/partner/samarbeid/{first}/")
    unni.get_by_label("Slik går erfaringene tilbake til lærerutdanningen").fill(BACK)
    unni.get_by_role("button", name="Bekreft vår del").click()
    expect(unni.get_by_role("heading", name="Svaret deres")).to_be_visible()
    filip.goto(f"/partner/samarbeid/{second}/")
    filip.locator("summary", has_text="Takk nei").click()
    filip.get_by_label("Hvorfor takker dere nei?").fill(NO)
    filip.get_by_role("button", name="Takk nei").click()
    expect(filip.locator("main")).to_contain_text("Takket nei")


def sends(kari: Page, need: Need) -> None:
    """The coordinator checks the answers and hands the need in."""
    kari.goto(f"/eier/behov/{need.pk}/kontroll/")
    expect(kari.locator("main")).not_to_contain_text("Dette må rettes")
    kari.get_by_label("Opplysningene er riktige").check()
    kari.get_by_role("button", name="Send inn", exact=True).click()
    expect(kari.get_by_role("heading", level=1)).to_have_text("Behovsmeldingen er sendt inn")


@pytest.mark.submit
def test_a_network_of_thirteen_with_two_partners_sends_what_it_wrote(
    window: Callable[[str], Page], served: Served
) -> None:
    with served():
        need = told()
        before = json.loads(canonical_json(sheet.canonical(sheet.of(need, ASKED))))
        first = needs.partnership(need).pk
    kari, unni, filip = (window(name) for name in ("Kari Fjord", "Unni Haug", "Filip Foss"))

    kari.goto(f"/eier/behov/{need.pk}/partnere/")
    kari.get_by_label("Hvem vil dere samarbeide med?").select_option(label="Fagskolen på kysten")
    kari.locator("main").get_by_role("button", name="Inviter", exact=True).click()
    with served():
        second = needs.partnership(need, "fagskulen").pk

    both_answer(unni, filip, first, second)

    board = f"/eier/behov/{need.pk}/parter/"
    kari.goto(board)
    expect(kari.locator("main tbody tr")).to_have_count(MEMBERS + 2)
    expect(kari.locator("main")).to_contain_text(NO)

    kari.goto(f"/eier/behov/{need.pk}/tiltak/")
    kari.get_by_label("Hva skal dere gjøre?").fill(MEASURE)
    kari.get_by_role("button", name="Lagre og gå videre").click()
    kari.goto(board)
    expect(kari.locator("main")).to_contain_text("Bekreftelsen gjelder ikke lenger")
    chromium.well_made(kari, "owner-parties-of-a-network")

    unni.reload()
    expect(unni.get_by_role("region", name="Tiltaket")).to_contain_text("Seks samlingar i året")
    unni.get_by_role("button", name="Bekreft på nytt").click()
    expect(unni.get_by_role("heading", name="Endre svaret")).to_be_visible()

    sends(kari, need)
    with served():
        content = queries.submissions(need)[0].content
    assert {name for name in content if content[name] != before[name]} == {"measure", "partners"}
    assert content["measure"] == MEASURE
    answers = {one["ref"]: (one["state"], one["back_to_education"]) for one in content["partners"]}
    assert answers == {"210000046": ("confirmed", BACK), "210000054": ("declined", "")}
