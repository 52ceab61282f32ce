"""Decisions and payments in a real browser: at the office's desk, the owner's and the partner's, however looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from samspel.decisions.models import Decision
from samspel.decisions.parts import Part
from tests.browser import chromium
from tests.browser.chromium import LOOKS, Look
from tests.browser.conftest import Open, Served
from tests.cast import id_of
from tests.stories import decisions as story
from tests.stories import journey, open_cases, payments

SPLIT = (("fjordvik", 2023, 300_000), ("hiv", 2023, 100_000), ("fjordvik", 2024, 250_000), ("hiv", 2024, 90_000))


@pytest.fixture(scope="module")
def told(served: Served) -> dict[str, Decision]:
    """A case at each stage of its decision, with payments at each stage of theirs."""
    with served():
        ready = open_cases.recommended(asked=SPLIT)
        less = (Part(2023, id_of("fjordvik"), 200_000),)
        departs = story.content(ready, parts=less, departure_reason="Ramma for 2023 rekk ikkje til heile tiltaket.")
        found = {
            "drafted": story.drafted(open_cases.recommended(asked=SPLIT), departs),
            "made": story.made(open_cases.recommended(asked=SPLIT)),
            "sent": story.sent(open_cases.recommended(asked=SPLIT)),
            "asks": story.sent(open_cases.recommended(asked=SPLIT, scheme="decentralised")),
            "accepted": story.accepted(open_cases.recommended(asked=SPLIT)),
        }
        rejected = open_cases.recommended()
        found["rejected"] = story.sent(rejected, story.rejection(rejected))
        story.accepted(open_cases.recommended(asked=SPLIT))
        payments.exported(story.accepted(open_cases.recommended(asked=SPLIT)))
        payments.planned(found["accepted"])
        payments.attested(story.accepted(open_cases.recommended(asked=SPLIT)))
        payments.approved(story.accepted(open_cases.recommended(asked=SPLIT)))
        journey.carried_out()
        found["waiting"] = Decision(case=ready)
    return found


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_decision_is_well_made_at_every_stage(open_page: Open, told: dict[str, Decision], look: Look) -> None:
    page = open_page(look)
    chromium.log_in(page, "Dagny Moe", f"/kontor/vedtak/{told['drafted'].case_id}/")
    chromium.well_made(page, f"office-decision-make-{look}")
    chromium.log_in(page, "Amir Hussain", "/kontor/vedtak/")
    for name in ("waiting", "drafted", "made", "asks", "accepted", "rejected"):
        page.goto(f"/kontor/vedtak/{told[name].case_id}/")
        chromium.well_made(page, f"office-decision-{name}-{look}")
    page.goto(f"/kontor/vedtak/{told['waiting'].case_id}/")
    page.get_by_role("button", name="utkastet").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    chromium.well_made(page, f"office-decision-refused-{look}")


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_payments_are_well_made_at_every_stage(open_page: Open, told: dict[str, Decision], look: Look) -> None:
    page = open_page(look)
    chromium.log_in(page, "Astrid Lie", "/kontor/utbetalinger/")
    page.get_by_role("link", name="alle på sid").click()
    chromium.well_made(page, f"office-payments-plan-{look}")
    chromium.log_in(page, "Per Vik", "/kontor/utbetalinger/?status=approved")
    for stage in ("attested", "approved", "exported", "stopped"):
        page.goto(f"/kontor/utbetalinger/?status={stage}")
        chromium.well_made(page, f"office-payments-{stage}-{look}")
    page.locator(".sam-tabs a").nth(2).click()
    page.get_by_role("button", name="Godkjenn").click()
    chromium.well_made(page, f"office-payments-refused-{look}")


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_what_receivers_see_is_well_made(open_page: Open, told: dict[str, Decision], look: Look) -> None:
    page = open_page(look)
    chromium.log_in(page, "Unni Haug", f"/partner/vedtak/{told['sent'].pk}/")
    chromium.well_made(page, f"partner-decision-{look}")
    chromium.log_in(page, "Kari Fjord", "/eier/vedtak/")
    for name in ("asks", "accepted", "rejected"):
        page.goto(f"/eier/vedtak/{told[name].pk}/")
        chromium.well_made(page, f"owner-decision-{name}-{look}")
    page.goto(f"/eier/vedtak/{told['asks'].pk}/")
    page.get_by_role("button", name="Godta").click()
    chromium.well_made(page, f"owner-decision-refused-{look}")


@pytest.mark.parametrize("look", [Look(), Look(width=320, javascript=False)], ids=str)
def test_the_owner_accepts_with_the_keyboard_alone(open_page: Open, served: Served, look: Look) -> None:
    with served():
        decision = story.sent(open_cases.recommended(asked=SPLIT, scheme="decentralised"))
    page = open_page(look)
    page.goto(f"/logg-inn/?neste=/eier/vedtak/{decision.pk}/")
    chromium.tab_to(page, page.get_by_role("button", name="Kari Fjord"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/eier/vedtak/{decision.pk}/")
    chromium.tab_to(page, page.get_by_label("Kontonummer"))
    page.keyboard.type("1503 20 80118")
    chromium.tab_to(page, page.get_by_label("Vi godtar vilkårene"))
    page.keyboard.press("Space")
    chromium.tab_to(page, page.get_by_role("button", name="Godta tilskuddet"))
    page.keyboard.press("Enter")
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kontonummer")).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("1503 20 80119")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("1503.20.80119")
    expect(page.locator("main")).to_contain_text("120\u00a0000")


def test_a_decision_is_prepared_by_one_made_by_another_and_sent(open_page: Open, served: Served) -> None:
    with served():
        case = open_cases.recommended(asked=SPLIT)
    page = open_page(Look())
    address = f"/kontor/vedtak/{case.pk}/"
    chromium.log_in(page, "Amir Hussain", address)
    for field in ("Regelen", "Faktum", "Hovedhensyn"):
        page.get_by_label(field).fill(f"{field} i saka.")
    page.get_by_label("Beløp til Fjordvik kommune i 2023").fill("250 000")
    page.get_by_role("button", name="Lagre utkastet").click()
    expect(page.locator(".ds-error-summary")).to_contain_text("Vedtaket er et annet enn innstillingen. Skriv hvorfor.")
    page.get_by_label("Hvorfor er vedtaket et annet").fill("Ramma rekk ikkje til alt.")
    page.get_by_role("button", name="Lagre utkastet").click()
    expect(page.locator("main")).to_contain_text("Utkastet avviker fra innstillingen. Grunnen er skrevet.")
    chromium.log_in(page, "Dagny Moe", address)
    page.get_by_role("button", name="Fatt vedtaket").click()
    expect(page.locator("main")).to_contain_text("Vedtatt, ikke sendt")
    chromium.log_in(page, "Amir Hussain", address)
    page.get_by_role("button", name="Send vedtaket").click()
    expect(page.get_by_role("heading", name="Brev")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Venter på svar")
