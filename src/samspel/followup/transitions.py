"""The acts around a report: asked for, filled in, handed in, sent back, approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from samspel.decisions.models import Decision, Share
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.transition import creation, only, refuse, transition
from samspel.followup import queries, rules
from samspel.followup.models import Report, Result, Told
from samspel.kit.deadlines import received_in_time
from samspel.kit.text import digest
from samspel.needs.models import Indicator
from samspel.needs.rules import measuring
from samspel.tenancy.by import By, Role

State = Report.State
STAFF = (Role.CASEWORKER, Role.DECIDER)
WRITERS = (Role.OWNER_EDITOR, Role.OWNER_SIGNER, Role.PARTNER_CONFIRMER)
SIGNERS = (Role.OWNER_SIGNER, Role.PARTNER_CONFIRMER)


@creation(Report, guards=[only(*STAFF, Role.SYSTEM), rules.decided_here, rules.award_is_sent])
def request(decision: Decision, *, recipient_id: UUID, year: int, by: By, at: datetime) -> Report:
    """Ask one receiver of a sent award to report on one year, by the call's day for that year."""
    refuse(rules.receiver_shares(decision, recipient_id, year))
    share = Share.objects.get(decision=decision, recipient_id=recipient_id, year=year)
    call = decision.case.need.call
    if call.report_on is None:
        raise ValueError("an announced call has a day to report by")
    return Report.objects.create(
        office_id=decision.office_id,
        decision=decision,
        recipient_id=recipient_id,
        year=year,
        state=State.DUE,
        due_at=rules.due_at(call.report_on, call.budget_year, year),
        received_nok=share.amount_nok,
    )


def request_all(decision: Decision, *, by: By, at: datetime) -> list[Report]:
    """Ask for every report that a sent award calls for and that has not been asked for yet."""
    missing = queries.not_asked_for(decision=decision)
    return [request(decision, recipient_id=share.recipient_id, year=share.year, by=by, at=at) for share in missing]


@transition(source=queries.OPEN, guards=[only(*WRITERS), rules.is_the_receiver])
def fill(report: Report, *, told: Told, by: By, at: datetime) -> Facts | None:
    """Keep what the receiver has written so far; nothing needs to be complete yet."""
    write(report, as_measured(told, queries.indicators(report)))
    return None


@transition(
    source=queries.OPEN, target=State.SUBMITTED, guards=[only(*SIGNERS), rules.is_the_receiver], journalled=True
)
def submit(report: Report, *, told: Told, by: By, at: datetime) -> Facts | None:
    """Hand in the report: what was spent, what happens to the rest, how many took part, what came of it."""
    indicators = queries.indicators(report)
    told = as_measured(told, indicators)
    refuse(rules.tells_all(told, report, indicators, at))
    write(report, told)
    report.submitted_at = at
    report.returned_reason = ""
    return {
        "received_nok": report.received_nok,
        "spent_nok": told.spent_nok,
        "participants": told.participants,
        "late": not received_in_time(at, report.due_at),
        "digest": content_digest(told),
    }


@transition(
    source={State.SUBMITTED}, target=State.RETURNED, guards=[only(*STAFF), rules.handed_in_here], journalled=True
)
def send_back(report: Report, *, reason: str, by: By, at: datetime) -> Facts | None:
    """Ask the receiver to correct the report, and say what is wrong with it."""
    refuse(rules.reason_given(reason))
    report.returned_reason = reason.strip()
    return {"reason": reason.strip()[:200]}


@transition(
    source={State.SUBMITTED}, target=State.APPROVED, guards=[only(*STAFF), rules.handed_in_here], journalled=True
)
def approve(report: Report, *, by: By, at: datetime) -> Facts | None:
    """Accept the report; the public account is told what was spent."""
    outbox.put("publish", report.decision, at=at, key=f"report:{report.pk}")
    return {"spent_nok": report.spent_nok}


def write(report: Report, told: Told) -> None:
    """Put what is told on the record and its results; what belongs to another need is refused."""
    refuse([*rules.can_be_stored(told), *rules.tells_of(told, queries.indicators(report))])
    report.spent_nok, report.participants = told.spent_nok, told.participants
    report.unspent_plan, report.outcome = told.unspent_plan.strip(), told.outcome.strip()
    Result.objects.filter(report=report).delete()
    Result.objects.bulk_create(
        Result(office_id=report.office_id, report=report, indicator_id=indicator_id, reached=reached.strip())
        for indicator_id, reached in told.results.items()
        if reached.strip()
    )


def as_measured(told: Told, indicators: Mapping[UUID, Indicator]) -> Told:
    """Give what is told with each result written as its indicator is measured, «34» for «34 %»."""
    measured = {pk: row.measured_in for pk, row in indicators.items()}
    kept = {pk: measuring.kept(measured.get(pk, ""), reached.strip()) for pk, reached in told.results.items()}
    return replace(told, results=kept)


def content_digest(told: Told) -> str:
    """Give the SHA-256 of what a report tells, as it stands on the receipt."""
    results = {str(indicator_id): reached.strip() for indicator_id, reached in told.results.items()}
    return digest(
        {
            "spent_nok": told.spent_nok,
            "unspent_plan": told.unspent_plan.strip(),
            "participants": told.participants,
            "outcome": told.outcome.strip(),
            "results": results,
        }
    )
