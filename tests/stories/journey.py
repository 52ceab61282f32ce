"""Needs that travel the whole journey by the acts, from the call to the public account."""

from __future__ import annotations

from samspel.casework.models import Case
from samspel.decisions.models import Decision
from samspel.flow.models import Outbox
from samspel.flow.outbox import handlers
from samspel.followup import transitions as followup_acts
from samspel.followup.models import Report
from tests.cast import KARI, ROGALAND, id_of
from tests.stories import casework, decisions, followup, forum, needs, payments


def cases(titles: tuple[str, ...] = ("Språkmiljø i Fjordvik",), asked_nok: int = 200_000, years: int = 1) -> list[Case]:
    """Ready cases of the regional scheme, all of them Fjordvik's with the same partner."""
    return [casework.ready(needs.submitted(title=title, asked_nok=asked_nok, years=years)) for title in titles]


def recommended(titles: tuple[str, ...] = ("Språkmiljø i Fjordvik",), years: int = 1) -> list[Case]:
    """Cases that the forum has recommended all of."""
    return [line.case for line in forum.recommended(cases(titles, years=years))]


def accepted(years: int = 1) -> Decision:
    """An award that both its receivers have accepted."""
    (case,) = recommended(years=years)
    decision = decisions.accepted(case)
    carried_out()
    return decision


def paid(years: int = 1) -> Decision:
    """An award whose first year has been paid to both."""
    decision = accepted(years)
    payments.paid(decision)
    carried_out()
    return decision


def whole(years: int = 1) -> Decision:
    """An award that was paid, reported by its owner, approved, and shown to the public."""
    decision = paid(years)
    report = Report.objects.get(decision=decision, recipient_id=id_of("fjordvik"), year=2023)
    followup_acts.submit(report, told=followup.told(report), by=KARI, at=followup.HANDED_IN)
    followup_acts.approve(report, by=ROGALAND.caseworker, at=followup.ANSWERED)
    carried_out()
    return decision


def carried_out() -> None:
    """Let the worker do what waits in the outbox, each on the day of its act, as long as something new is put there."""
    while waiting := list(Outbox.objects.filter(done_at=None, kind__in=handlers).order_by("put_at", "pk")):
        for message in waiting:
            message.done_at = message.due_at or message.put_at
            handlers[message.kind](message, message.done_at)
            message.save(update_fields=["done_at"])
