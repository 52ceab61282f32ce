"""The deeds after the innstilling: decisions and their answers, instalments and payments, reports."""

from __future__ import annotations

from functools import partial

from samspel.decisions import notice
from samspel.decisions import transitions as decisions
from samspel.decisions.models import Acceptance, Decision
from samspel.decisions.parts import Part
from samspel.decisions.rules import Content
from samspel.followup import transitions as followup
from samspel.followup.models import Report, Told
from samspel.followup.queries import indicators
from samspel.payments import transitions as payments
from samspel.payments.models import Instalment
from samspel.payments.rules import Planned
from samspel.rounds.document import handling
from samspel.rounds.document.basis import Deed
from samspel.rounds.document.fields import REASONS
from samspel.rounds.document.handling import ConfirmedYear
from samspel.rounds.loading.world import Step, Steps, World
from samspel.rounds.reading import place
from samspel.tenancy.by import By, Role


def decision_steps(world: World) -> Steps:
    """Give the deeds on the decisions and the receivers' answers."""
    for index, one in enumerate(world.document.decisions):
        at = place("decisions", index)
        for name in ("drafted", "made", "sent"):
            deed = getattr(one, name)
            if deed is not None:
                yield Step(deed, f"{at}.{name}", one.need, partial(decide, world, one, name))
        for number, year in enumerate(one.confirmed_years):
            where = f"{at}.{place('confirmed_years', number)}"
            yield Step(year, where, one.need, partial(confirm_year, world, one, year))
        for number, answer in enumerate(one.acceptances):
            for name in ("accepted", "declined"):
                deed = getattr(answer, name)
                if deed is not None:
                    where = f"{at}.{place('acceptances', number)}.{name}"
                    yield Step(
                        deed,
                        where,
                        one.need,
                        partial(reply, world, one, answer, name),
                    )


def decide(world: World, one: handling.Decision, what: str, by: By) -> None:
    """Draft a decision that is not there, make it, or send it."""
    case, deed = world.case(one.need), getattr(one, what)
    there = Decision.objects.filter(case=case).first()
    if what == "drafted":
        if there is None:
            decisions.draft(case, content=content(world, one), by=by, at=deed.at)
        return
    decision = world.decision(one.need)
    if world.did({"made": "decisions.make", "sent": "decisions.send"}[what], decision.pk, deed):
        return
    if what == "made":
        decisions.make(decision, by=by, at=deed.at)
    else:
        decisions.send(decision, prepared=notice.letters_for(decision, at=deed.at), by=by, at=deed.at)


def content(world: World, one: handling.Decision) -> Content:
    """Give what a decision says, as its act takes it."""
    parts = sorted(Part(it.year, world.organisations[it.recipient].pk, it.amount_nok) for it in one.shares)
    return Content(kind=one.kind, parts=tuple(parts), **{name: getattr(one, name) for name in REASONS})


def confirm_year(world: World, one: handling.Decision, year: ConfirmedYear, by: By) -> None:
    """Bind a later year of a decision."""
    decision = world.decision(one.need)
    if not world.did("decisions.confirm_year", decision.pk, year):
        decisions.confirm_year(decision, year=year.year, by=by, at=year.at)


def reply(world: World, one: handling.Decision, answer: handling.Acceptance, what: str, by: By) -> None:
    """Let a receiver agree to the terms or say no."""
    key = {"decision": world.decision(one.need), "recipient": world.organisations[answer.recipient]}
    there, deed = Acceptance.objects.get(**key), getattr(answer, what)
    if world.did({"accepted": "decisions.accept", "declined": "decisions.decline"}[what], there.pk, deed):
        return
    if what == "declined":
        decisions.decline(there, by=by, at=deed.at)
        return
    account, own = answer.account_number, answer.own_contribution_nok
    decisions.accept(there, account_number=account, own_contribution_nok=own, agreed=True, by=by, at=deed.at)


def payment_steps(world: World) -> Steps:
    """Give the deeds on the instalments and the bases they were handed over in."""
    for index, one in enumerate(world.document.instalments):
        at = place("instalments", index)
        for name in ("planned", "attested", "approved", "stopped"):
            deed = getattr(one, name)
            if deed is not None:
                yield Step(deed, f"{at}.{name}", one.need, partial(pay_out, world, one, name))
    for index, payment in enumerate(world.document.payments):
        at = place("payments", index)
        yield Step(payment.exported, f"{at}.exported", at, partial(export, world, payment))
        for number, line in enumerate(payment.lines):
            if line.paid is not None:
                where = f"{at}.{place('lines', number)}.paid"
                yield Step(line.paid, where, line.need, partial(paid, world, line))


def instalment(world: World, one: handling.Instalment | handling.PaymentLine) -> Instalment | None:
    """Give an instalment when it is there."""
    share = world.share(one.need, one.recipient, one.year)
    return Instalment.objects.filter(share=share, position=one.position).first()


def pay_out(world: World, one: handling.Instalment, what: str, by: By) -> None:
    """Plan an instalment that is not there, attest it, approve it, or stop it."""
    there, deed = instalment(world, one), getattr(one, what)
    if what == "planned":
        if there is None:
            share = world.share(one.need, one.recipient, one.year)
            payments.plan(share, planned=Planned(one.amount_nok, one.due_on), by=by, at=deed.at)
        return
    if there is None:
        raise Instalment.DoesNotExist
    acts = {"attested": payments.attest, "approved": payments.approve}
    if what in acts:
        if not world.did(acts[what].name, there.pk, deed):
            acts[what](there, by=by, at=deed.at)
    elif not world.did("payments.stop", there.pk, deed):
        payments.stop(there, reason=one.stopped_reason, by=by, at=deed.at)


def export(world: World, payment: handling.Payment, by: By) -> None:
    """Hand over what is approved, unless the first of the lines has been handed over already."""
    first = instalment(world, payment.lines[0]) if payment.lines else None
    if first is None or first.basis_id is None:
        payments.export(world.office, by=by, at=payment.exported.at)


def paid(world: World, line: handling.PaymentLine, by: By) -> None:
    """Write down that an instalment has been paid."""
    there = instalment(world, line)
    if there is None or line.paid is None or line.paid_on is None:
        raise Instalment.DoesNotExist
    if not world.did("payments.confirm_paid", there.pk, line.paid):
        payments.confirm_paid(there, paid_on=line.paid_on, by=by, at=line.paid.at)


def report_steps(world: World) -> Steps:
    """Give the deeds on the reports."""
    for index, one in enumerate(world.document.reports):
        at = place("reports", index)
        for name in ("requested", "submitted", "returned", "approved"):
            deed = getattr(one, name)
            if name == "requested" and deed is None and one.submitted is not None:
                deed = by_itself(world, one)
            if deed is not None:
                yield Step(deed, f"{at}.{name}", one.need, partial(report, world, one, name))


def by_itself(world: World, one: handling.Report) -> Deed:
    """Give the deed by which the system asks for a report: when the year is bound, by the decision or later."""
    decision = next((it for it in world.document.decisions if it.need == one.need and it.sent is not None), None)
    if decision is None or decision.sent is None:
        assert one.submitted is not None, "only what has been handed in is asked for by itself"
        return Deed(role=Role.SYSTEM, at=one.submitted.at)
    bound = [year.at for year in decision.confirmed_years if year.year == one.year]
    return Deed(role=Role.SYSTEM, at=max([decision.sent.at, *bound]))


def report(world: World, one: handling.Report, what: str, by: By) -> None:
    """Ask for a report that has not been asked for, hand it in, send it back, or approve it."""
    decision, deed = world.decision(one.need), getattr(one, what)
    recipient = world.organisations[one.recipient]
    there = Report.objects.filter(decision=decision, recipient=recipient, year=one.year).first()
    if what == "requested":
        if there is None:
            asked_at = deed.at if deed is not None else by_itself(world, one).at
            followup.request(decision, recipient_id=recipient.pk, year=one.year, by=by, at=asked_at)
        return
    if there is None:
        raise Report.DoesNotExist
    acts = {"submitted": "submit", "returned": "send_back", "approved": "approve"}
    if world.did(f"followup.{acts[what]}", there.pk, deed):
        return
    match what:
        case "submitted":
            followup.submit(there, told=told(there, one), by=by, at=deed.at)
        case "returned":
            followup.send_back(there, reason=one.returned_reason, by=by, at=deed.at)
        case _:
            followup.approve(there, by=by, at=deed.at)


def told(there: Report, one: handling.Report) -> Told:
    """Give what a report tells, with the file's places of indicators turned into the need's own."""
    places = {indicator.position: indicator.pk for indicator in indicators(there).values()}
    return Told(
        spent_nok=one.spent_nok,
        unspent_plan=one.unspent_plan,
        participants=one.participants,
        outcome=one.outcome,
        results={places[it.indicator]: it.reached for it in one.results if it.indicator in places},
    )
