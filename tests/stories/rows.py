"""Sent awards written straight into the tables, for tests that need thirty of them or an odd one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from samspel.calls.models import Call
from samspel.casework.models import Case
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow.numbers import next_number
from samspel.ledger.models import Frame
from samspel.needs.models import Indicator, Need
from tests.cast import ROGALAND, id_of

ANNOUNCED = datetime(2022, 11, 1, 8, tzinfo=UTC)
SENT = datetime(2023, 4, 20, 9, tzinfo=UTC)
WORDS = {"reason_rule": "Regelen.", "reason_facts": "Faktum.", "reason_considerations": "Hovedhensyn."}


def call(ref: str = "2023", budget_year: int = 2023) -> Call:
    return Call.objects.get_or_create(
        office_id=ROGALAND.office,
        ref=ref,
        defaults={
            "state": Call.State.ANNOUNCED, "title": f"Behov for {budget_year}", "rule_set": "2021",
            "schemes": ["regional"], "budget_year": budget_year, "written_form": "nn",
            "closes_at": datetime(2023, 2, 1, 23, tzinfo=UTC), "report_on": date(budget_year + 1, 1, 15),
            "rules_day": date(2022, 11, 1), "announced_at": ANNOUNCED,
        },
    )[0]  # fmt: skip


def need(number: int = 1, owner: str = "fjordvik", indicators: int = 2) -> Need:
    made = Need.objects.create(
        office_id=ROGALAND.office, state=Need.State.SUBMITTED, call=call(), scheme="regional", owner_id=id_of(owner),
        ref=f"R-2023-{number:03}", title=f"Språkmiljø {number}", starts_on=date(2023, 8, 1), ends_on=date(2024, 7, 31),
        submitted_at=datetime(2023, 1, 25, 9, tzinfo=UTC),
    )  # fmt: skip
    for position in range(1, indicators + 1):
        Indicator.objects.create(
            office_id=ROGALAND.office, need=made, position=position, what=f"Kjenneteikn {position}",
            baseline="2 av 8", target="6 av 8",
        )  # fmt: skip
    return made


def decision(
    number: int = 1,
    shares: tuple[tuple[str, int, int], ...] = (("fjordvik", 2023, 100_000),),
    *,
    reserved: int = 9999,
    **changes: object,
) -> Decision:
    about = need(number)
    case = Case.objects.create(
        office_id=ROGALAND.office,
        state=Case.State.READY,
        need=about,
        number=next_number(ROGALAND.office, "case", 2023),
        year=2023,
    )
    named = {
        "kind": Decision.Kind.AWARD, "state": Decision.State.SENT, "number": f"V-2023-{number:03}",
        "prepared_by_id": id_of("amir"), "decided_by_id": id_of("dagny"), "decided_at": SENT, "sent_at": SENT,
        **WORDS, **changes,
    }  # fmt: skip
    made = Decision.objects.create(office_id=ROGALAND.office, case=case, **{**named, "state": Decision.State.DRAFTED})
    for recipient, year, amount_nok in shares:
        share(made, id_of(recipient), year, amount_nok, reserved=year >= reserved)
    made.state = str(named["state"])
    made.save(update_fields=["state"])
    return made


def share(made: Decision, recipient_id: UUID, year: int, amount_nok: int, *, reserved: bool) -> Share:
    frame, _ = Frame.objects.get_or_create(
        office_id=ROGALAND.office, scheme="regional", year=year, chapter_post="231.21",
        defaults={"granted_nok": 10_000_000},
    )  # fmt: skip
    Acceptance.objects.get_or_create(
        office_id=ROGALAND.office,
        decision=made,
        recipient_id=recipient_id,
        defaults={"state": "awaited", "answer_on": date(2023, 5, 20)},
    )
    return Share.objects.create(
        office_id=ROGALAND.office, decision=made, recipient_id=recipient_id, year=year,
        frame=None if reserved else frame, amount_nok=amount_nok,
    )  # fmt: skip
