"""The decision: drafted by one person, made by another, sent in letters, and answered by those who get money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from samspel.actors.models import Organisation
from samspel.casework import transitions as casework
from samspel.casework.models import Case
from samspel.casework.rules import staff
from samspel.decisions import rules, terms
from samspel.decisions.booking import Place, at_years, hold, places
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.decisions.notice import Prepared
from samspel.decisions.parts import Part, recommended_line, sum_nok
from samspel.decisions.rules import Content
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.numbers import next_number
from samspel.flow.transition import creation, refuse, transition
from samspel.kit.deadlines import oslo_day
from samspel.ledger import transitions as ledger
from samspel.ledger.transitions import Posting
from samspel.letters import transitions as letters
from samspel.needs import transitions as needs
from samspel.tenancy.by import By, Role

State, Kind, Answer = Decision.State, Decision.Kind, Acceptance.State
PREPARES = staff(Role.CASEWORKER)
DECIDES = staff(Role.DECIDER)
SENDS = staff(Role.CASEWORKER, Role.DECIDER)


@creation(Decision, guards=[PREPARES, rules.is_undecided])
def draft(case: Case, *, content: Content, by: By, at: datetime) -> Decision:
    """Write the decision that a colleague is to make, with the office's next number; the case stays where it is."""
    line = recommended_line(case.pk)
    refuse(rules.content_holds(case, content, line, at))
    year = oslo_day(at).year
    decision = Decision(office_id=case.office_id, state=State.DRAFTED, case=case, line=line)
    # The number before the inner act, whose journal entry everybody else then waits for.
    decision.number = f"V-{year}-{next_number(case.office_id, 'decision', year):03}"
    if content.kind != Kind.DISMISSAL:
        casework.bind(case, by=by, at=at)
    _write(decision, content, by)
    decision.save()
    _give(decision, content.parts)
    decision.entry_facts = _told(decision, content)
    return decision


@transition(source=[State.DRAFTED], guards=[PREPARES])
def change_draft(decision: Decision, *, content: Content, by: By, at: datetime) -> Facts:
    """Write the draft anew; whoever does has prepared it too."""
    decision.line = recommended_line(decision.case_id)
    refuse(rules.content_holds(decision.case, content, decision.line, at))
    if content.kind != Kind.DISMISSAL:
        casework.bind(decision.case, by=by, at=at)
    _write(decision, content, by)
    Share.objects.filter(decision=decision).delete()
    _give(decision, content.parts)
    return _told(decision, content)


@transition(
    source=[State.DRAFTED],
    target=State.MADE,
    guards=[DECIDES, rules.not_prepared_by_oneself, rules.still_holds, rules.frames_have_room],
)
def make(decision: Decision, *, by: By, at: datetime) -> Facts:
    """Decide: what is given for the budget year binds the state from this moment, later years wait for Stortinget."""
    hold(decision)
    casework.hold([decision.case_id])
    refuse(rules.frames_have_room(decision, by, at))
    needs.settle(decision.case.need, by=by, at=at)
    bound_nok = _book(places(decision), by=by, at=at)
    if decision.kind == Kind.DISMISSAL:
        casework.close_as_dismissed(decision.case, ground=decision.ground, by=by, at=at)
    decision.decided_by_id = by.person_id
    decision.decided_at = at
    return {"number": decision.number, "kind": decision.kind, "bound_nok": bound_nok}


@transition(source=[State.MADE], target=State.SENT, guards=[SENDS])
def send(decision: Decision, *, prepared: Iterable[Prepared], by: By, at: datetime) -> Facts:
    """Send the decision to its owner and its receivers, and await the answer of everyone who gets money."""
    ready = list(prepared)
    refuse(rules.letters_still_fit({letter.recipient: letter.facts for letter in ready}, decision, at))
    decision.sent_at = at
    for letter in ready:
        letters.issue(
            decision,
            recipient=letter.recipient,
            written_form=letter.written_form,
            title=letter.title,
            facts=letter.facts,
            content=letter.content,
            need_id=decision.case.need_id,
            by=by,
            at=at,
        )
    for recipient in receivers(decision):
        await_answer(decision, recipient=recipient, by=by, at=at)
    outbox.put("publish", decision, at=at, key=f"{decision.pk}:sent")
    return {"number": decision.number, "letters": len(ready)}


@creation(Acceptance, guards=[SENDS])
def await_answer(decision: Decision, *, recipient: Organisation, by: By, at: datetime) -> Acceptance:
    """Wait for a receiver to agree to the terms or say no; sending the decision does this for each."""
    return Acceptance.objects.create(
        office_id=decision.office_id,
        state=Answer.AWAITED,
        decision=decision,
        recipient=recipient,
        answer_on=terms.answer_on(at),
    )


@transition(source=[State.SENT], guards=[DECIDES, rules.has_something_reserved])
def confirm_year(decision: Decision, *, year: int, by: By, at: datetime) -> Facts:
    """Bind what was given for a later year, once Stortinget has given the money and the office has its frame."""
    refuse(rules.year_is_reserved(decision, year))
    hold(decision, year)
    places = at_years(decision, {year})
    refuse(rules.places_have_room(decision, places))
    bound_nok = _book(places, by=by, at=at)
    outbox.put("publish", decision, at=at, key=f"{decision.pk}:{year}")
    return {"number": decision.number, "year": year, "bound_nok": bound_nok}


@transition(source=[Answer.AWAITED], target=Answer.ACCEPTED, guards=[rules.addressed_to], journalled=True)
def accept(
    acceptance: Acceptance,
    *,
    account_number: str,
    own_contribution_nok: int | None = None,
    agreed: bool,
    by: By,
    at: datetime,
) -> Facts:
    """Agree to the terms for the receiver, and say where the money is to go and what the owner adds itself."""
    refuse(
        [
            *rules.account_is_one(account_number),
            *rules.own_contribution_is_enough(acceptance, own_contribution_nok),
            *rules.terms_are_agreed_to(agreed),
        ]
    )
    acceptance.account_number = account_number
    acceptance.own_contribution_nok = own_contribution_nok if rules.asked_of(acceptance) else None
    acceptance.answered_by_id = by.person_id
    acceptance.answered_at = at
    # The number itself stays out of the journal, which more people read.
    return {"own_contribution_nok": acceptance.own_contribution_nok, "account_ends": account_number[-3:]}


@transition(source=[Answer.AWAITED], target=Answer.DECLINED, guards=[rules.addressed_to], journalled=True)
def decline(acceptance: Acceptance, *, by: By, at: datetime) -> Facts:
    """Say no thank you to the money: what was bound for the receiver is free again."""
    shares = Share.objects.filter(decision=acceptance.decision, recipient=acceptance.recipient)
    bound = [Posting(share.frame_id, share.amount_nok, cause=share) for share in shares if share.frame_id]
    ledger.release(bound, by=by, at=at)
    acceptance.answered_by_id = by.person_id
    acceptance.answered_at = at
    outbox.put("publish", acceptance.decision, at=at, key=f"{acceptance.pk}:declined")
    return {"released_nok": sum(posting.amount_nok for posting in bound)}


def _write(decision: Decision, content: Content, by: By) -> None:
    said = {name: value for name, value in asdict(content).items() if name != "parts"}
    for name, value in said.items():
        setattr(decision, name, value)
    decision.prepared_by_id = by.somebody


def _give(decision: Decision, parts: Iterable[Part]) -> None:
    Share.objects.bulk_create(
        Share(
            office_id=decision.office_id,
            decision=decision,
            recipient_id=part.recipient_id,
            year=part.year,
            amount_nok=part.amount_nok,
        )
        for part in parts
    )


def _told(decision: Decision, content: Content) -> Facts:
    given_nok = sum_nok(content.parts)
    return {"number": decision.number, "kind": content.kind, "given_nok": given_nok, "ground": content.ground}


def _book(booked: dict[int, Place], *, by: By, at: datetime) -> int:
    postings = []
    for place in booked.values():
        assert place.frame is not None, "the guard has refused a year without a frame"
        for share in place.shares:
            share.frame = place.frame
            share.save(update_fields=["frame"])
            postings.append(Posting(place.frame.pk, share.amount_nok, cause=share))
    ledger.commit(postings, by=by, at=at)
    return sum(posting.amount_nok for posting in postings)


def receivers(decision: Decision) -> list[Organisation]:
    """Give everyone that a decision gives money to."""
    receiving = Share.objects.filter(decision=decision).values_list("recipient_id", flat=True)
    return list(Organisation.objects.filter(pk__in=set(receiving)).order_by("name"))
