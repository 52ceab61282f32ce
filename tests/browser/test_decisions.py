"""Decisions and payments in a real browser: at the office's desk, the owner's and the partner's, however looked at."""

from __future__ import annotations

import pytest

from samspel.decisions.models import Decision
from samspel.decisions.parts import Part
from samspel.payments.models import PaymentBasis
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
def test_every_page_of_the_office_is_accessible_however_it_is_looked_at(
    open_page: Open, served: Served, told: dict[str, Decision], look: Look
) -> None:
    with served():
        basis = PaymentBasis.objects.all()[0]
    page = open_page(look)
    chromium.log_in(page, "Amir Hussain", "/kontor/vedtak/")
    chromium.well_made(page, f"office-decisions-{look}")
    for name, decision in told.items():
        page.goto(f"/kontor/vedtak/{decision.case_id}/")
        chromium.well_made(page, f"office-decision-{name}-{look}")
    page.goto(f"/kontor/vedtak/{told['waiting'].case_id}/")
    page.get_by_role("button", name="utkastet").click()
    chromium.well_made(page, f"office-decision-refused-{look}")
    page.goto("/kontor/brev/")
    chromium.well_made(page, f"office-letters-{look}")
    for stage in ("plan", "planned", "attested", "approved", "exported", "stopped"):
        page.goto(f"/kontor/utbetalinger/?status={stage}")
        chromium.well_made(page, f"office-payments-{stage}-{look}")
    page.goto("/kontor/utbetalinger/?status=plan")
    page.get_by_role("link", name="Del opp").first.click()
    chromium.well_made(page, f"office-plan-{look}")
    page.goto("/kontor/utbetalinger/grunnlag/")
    chromium.well_made(page, f"office-bases-{look}")
    page.goto(f"/kontor/utbetalinger/grunnlag/{basis.pk}/")
    chromium.well_made(page, f"office-basis-{look}")
    chromium.log_in(page, "Dagny Moe", f"/kontor/vedtak/{told['drafted'].case_id}/")
    chromium.well_made(page, f"office-decision-make-{look}")
    chromium.log_in(page, "Per Vik", "/kontor/utbetalinger/?status=approved")
    chromium.well_made(page, f"office-payments-export-{look}")


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize(("person", "desk"), [("Kari Fjord", "eier"), ("Unni Haug", "partner")])
def test_every_page_of_the_receivers_is_accessible_however_it_is_looked_at(
    open_page: Open, told: dict[str, Decision], look: Look, person: str, desk: str
) -> None:
    page = open_page(look)
    chromium.log_in(page, person, f"/{desk}/vedtak/")
    chromium.well_made(page, f"{desk}-decisions-{look}")
    for name in ("sent", "asks", "accepted", *(["rejected"] if desk == "eier" else [])):
        page.goto(f"/{desk}/vedtak/{told[name].pk}/")
        chromium.well_made(page, f"{desk}-decision-{name}-{look}")
    page.goto(f"/{desk}/vedtak/{told['asks'].pk}/")
    page.get_by_role("button", name="Godta").click()
    chromium.well_made(page, f"{desk}-decision-refused-{look}")
