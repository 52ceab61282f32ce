"""Writing down a round after the innstilling: decisions, instalments and payments, reports."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from samspel.decisions.models import Acceptance, Decision
from samspel.decisions.models import Share as Given
from samspel.followup.models import Report, Result
from samspel.payments.models import Instalment, PaymentBasis
from samspel.rounds.document import handling
from samspel.rounds.document.basis import Share
from samspel.rounds.document.fields import REASONS
from samspel.rounds.dumping.source import Source


def need_ref(source: Source, decision: Decision) -> str:
    """Give the ref of the need that a decision is about."""
    return source.needs[decision.case.need_id].ref


def decisions(source: Source) -> tuple[handling.Decision, ...]:
    """Give the decisions about the call's needs."""
    shares: dict[UUID, list[Share]] = defaultdict(list)
    for row in Given.objects.filter(decision__case__need__call=source.call):
        recipient = source.organisation(row.recipient_id)
        shares[row.decision_id].append(Share(recipient=recipient, year=row.year, amount_nok=row.amount_nok))
    answers: dict[UUID, list[handling.Acceptance]] = defaultdict(list)
    for answer in Acceptance.objects.filter(decision__case__need__call=source.call).exclude(state="awaited"):
        answers[answer.decision_id].append(acceptance(source, answer))
    rows = Decision.objects.filter(case__need__call=source.call).select_related("case")
    return tuple(
        handling.Decision(
            need=need_ref(source, row),
            kind=row.kind,
            shares=tuple(shares[row.pk]),
            drafted=source.first(row.pk, "decisions.draft"),
            made=source.last(row.pk, "decisions.make"),
            sent=source.last(row.pk, "decisions.send"),
            confirmed_years=tuple(
                handling.ConfirmedYear(year=entry.facts["year"], **vars(source.deed_of(entry)))
                for entry in source.all(row.pk, "decisions.confirm_year")
            ),
            acceptances=tuple(answers[row.pk]),
            **{name: getattr(row, name) for name in REASONS},
        )
        for row in rows
    )


def acceptance(source: Source, row: Acceptance) -> handling.Acceptance:
    """Give a receiver's answer."""
    return handling.Acceptance(
        recipient=source.organisation(row.recipient_id),
        account_number=row.account_number,
        own_contribution_nok=row.own_contribution_nok,
        accepted=source.last(row.pk, "decisions.accept"),
        declined=source.last(row.pk, "decisions.decline"),
    )


def key(source: Source, row: Instalment) -> dict[str, Any]:
    """Give what names an instalment in the file."""
    return {
        "need": need_ref(source, row.share.decision),
        "recipient": source.organisation(row.share.recipient_id),
        "year": row.share.year,
        "position": row.position,
    }


def rows(source: Source) -> list[Instalment]:
    """Give the instalments of the call's decisions."""
    found = Instalment.objects.filter(share__decision__case__need__call=source.call)
    return list(found.select_related("share__decision__case"))


def instalments(source: Source) -> tuple[handling.Instalment, ...]:
    """Give the instalments as far as they have come."""
    return tuple(
        handling.Instalment(
            **key(source, row),
            amount_nok=row.amount_nok,
            due_on=row.due_on,
            planned=source.first(row.pk, "payments.plan"),
            attested=source.last(row.pk, "payments.attest"),
            approved=source.last(row.pk, "payments.approve"),
            stopped=source.last(row.pk, "payments.stop"),
            stopped_reason=row.stopped_reason,
        )
        for row in rows(source)
    )


def payments(source: Source) -> tuple[handling.Payment, ...]:
    """Give the bases that were handed over, with the call's instalments in them."""
    lines: dict[UUID, list[handling.PaymentLine]] = defaultdict(list)
    for row in rows(source):
        if row.basis_id is not None:
            deed = source.last(row.pk, "payments.confirm_paid")
            lines[row.basis_id].append(handling.PaymentLine(**key(source, row), paid_on=row.paid_on, paid=deed))
    found = PaymentBasis.objects.filter(pk__in=lines)
    return tuple(
        handling.Payment(exported=source.first(basis.pk, "payments.export"), lines=tuple(lines[basis.pk]))
        for basis in found
    )


def reports(source: Source) -> tuple[handling.Report, ...]:
    """Give the reports on the call's decisions."""
    results: dict[UUID, list[handling.Result]] = defaultdict(list)
    for result in Result.objects.filter(report__decision__case__need__call=source.call).select_related("indicator"):
        told = handling.Result(indicator=result.indicator.position, reached=result.reached)
        results[result.report_id].append(told)
    found = Report.objects.filter(decision__case__need__call=source.call).select_related("decision__case")
    return tuple(
        handling.Report(
            need=need_ref(source, row.decision),
            recipient=source.organisation(row.recipient_id),
            year=row.year,
            results=tuple(sorted(results[row.pk], key=lambda one: one.indicator)),
            requested=source.first(row.pk, "followup.request"),
            submitted=source.last(row.pk, "followup.submit"),
            returned=source.last_if(row.state == Report.State.RETURNED, row.pk, "followup.send_back"),
            returned_reason=row.returned_reason,
            approved=source.last(row.pk, "followup.approve"),
            **{name: getattr(row, name) for name in ("spent_nok", "unspent_plan", "participants", "outcome")},
        )
        for row in found
    )
