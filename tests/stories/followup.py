"""A report brought to each of its stages by the acts."""

from __future__ import annotations

from datetime import UTC, datetime

from samspel.decisions.models import Decision
from samspel.followup import queries, transitions
from samspel.followup.models import Report, Told
from samspel.tenancy.by import By
from tests.cast import KARI, ROGALAND, UNNI, id_of
from tests.stories import rows

ASKED = datetime(2023, 5, 2, 9, tzinfo=UTC)
HANDED_IN = datetime(2024, 1, 10, 9, tzinfo=UTC)
ANSWERED = datetime(2024, 1, 20, 9, tzinfo=UTC)


def asked(
    number: int = 1,
    recipient: str = "fjordvik",
    year: int = 2023,
    amount_nok: int = 100_000,
    *,
    decision: Decision | None = None,
) -> Report:
    """A report asked for, of one receiver of a sent award; without a decision of its own, one written straight in."""
    about = decision or rows.decision(number, ((recipient, year, amount_nok),))
    return transitions.request(about, recipient_id=id_of(recipient), year=year, by=ROGALAND.caseworker, at=ASKED)


def told(report: Report) -> Told:
    """What a receiver tells that has a fifth of the money left."""
    return Told(
        spent_nok=report.received_nok * 4 // 5,
        unspent_plan="Resten blir brukt i august.",
        participants=24,
        outcome="Vi snakkar meir med barna om språk.",
        results=dict.fromkeys(queries.indicators(report), "5 av 8"),
    )


def submitted(number: int = 1, recipient: str = "fjordvik", *, decision: Decision | None = None) -> Report:
    """A report handed in by its receiver."""
    report = asked(number, recipient, decision=decision)
    transitions.submit(report, told=told(report), by=receiver(recipient), at=HANDED_IN)
    return report


def approved(number: int = 1, recipient: str = "fjordvik", *, decision: Decision | None = None) -> Report:
    """A report the office has approved."""
    report = submitted(number, recipient, decision=decision)
    transitions.approve(report, by=ROGALAND.caseworker, at=ANSWERED)
    return report


def receiver(recipient: str) -> By:
    """Who answers for a receiver."""
    return UNNI if recipient == "hiv" else KARI
