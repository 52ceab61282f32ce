"""Money on its way out: planned, attested by one, approved by another, handed over in one basis, confirmed paid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from samspel.actors.alphabet import alphabetical
from samspel.casework.rules import staff
from samspel.decisions.models import Acceptance, Share
from samspel.files import store
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.numbers import next_number
from samspel.flow.refusal import NotVisible
from samspel.flow.transition import creation, lock, refuse, transition
from samspel.kit.deadlines import oslo_day
from samspel.ledger import transitions as ledger
from samspel.ledger.transitions import Posting
from samspel.payments import basis as basis_file
from samspel.payments import rules
from samspel.payments.models import Instalment, PaymentBasis
from samspel.payments.rules import Planned
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

State = Instalment.State
PLANS = staff(Role.CASEWORKER, Role.ATTESTANT)
ATTESTS = staff(Role.ATTESTANT)
PAYS = staff(Role.PAYER)
STOPS = staff(Role.CASEWORKER, Role.DECIDER, Role.ATTESTANT, Role.PAYER)


@creation(Instalment, guards=[PLANS, rules.has_been_accepted, rules.is_bound])
def plan(share: Share, *, planned: Planned, by: By, at: datetime) -> Instalment:
    """Set up one payment of a share, to the account that the receiver has given."""
    lock(share)
    refuse([*rules.fits_in_share(share, planned), *rules.is_due_ahead(planned, at)])
    last = Instalment.objects.filter(share=share).aggregate(last=Max("position"))["last"] or 0
    answer = Acceptance.objects.get(decision_id=share.decision_id, recipient_id=share.recipient_id)
    instalment = Instalment.objects.create(
        office_id=share.office_id,
        state=State.PLANNED,
        share=share,
        position=last + 1,
        amount_nok=planned.amount_nok,
        account_number=answer.account_number,
        due_on=planned.due_on,
    )
    instalment.entry_facts = {
        "position": instalment.position,
        "amount_nok": instalment.amount_nok,
        "due_on": instalment.due_on,
    }
    return instalment


def plan_all(share: Share, plans: Sequence[Planned], *, by: By, at: datetime) -> list[Instalment]:
    """Set up all the payments of what is left of a share: they come to it, to the krone, or none is set up."""
    with transaction.atomic():
        lock(share)
        refuse(rules.plan_is_whole(share, plans))
        return [plan(share, planned=planned, by=by, at=at) for planned in plans]


@transition(
    source=[State.PLANNED],
    target=State.ATTESTED,
    guards=[ATTESTS, rules.share_is_accepted, rules.plan_covers_share, rules.decided_by_another],
)
def attest(instalment: Instalment, *, by: By, at: datetime) -> Facts:
    """Vouch for a payment: it is in the decision, its terms are agreed to, and the account is the receiver's."""
    instalment.attested_by_id = by.person_id
    return {"amount_nok": instalment.amount_nok}


@transition(
    source=[State.ATTESTED],
    target=State.APPROVED,
    guards=[PAYS, rules.attested_by_another, rules.share_is_accepted],
)
def approve(instalment: Instalment, *, by: By, at: datetime) -> Facts:
    """Approve a payment that a colleague has attested."""
    instalment.approved_by_id = by.person_id
    return {"amount_nok": instalment.amount_nok}


@creation(PaymentBasis, guards=[rules.pays_for_office], journalled=True)
def export(office: Office, *, by: By, at: datetime) -> PaymentBasis:
    """Hand over all approved payments to the accounts, in one numbered list that is never changed."""
    waiting = approved(office)
    refuse(rules.something_is_approved(waiting))
    year = oslo_day(at).year
    number = f"U-{year}-{next_number(office.pk, 'basis', year):03}"
    content = basis_file.file_of(number, waiting)
    document = store.put(content, office_id=office.pk, title=f"{number}.csv", media_type=basis_file.MEDIA_TYPE, at=at)
    sum_nok = sum(instalment.amount_nok for instalment in waiting)
    basis = PaymentBasis.objects.create(
        office=office,
        number=number,
        lines=len(waiting),
        sum_nok=sum_nok,
        document=document,
        made_by_id=by.somebody,
        made_at=at,
    )
    for instalment in waiting:
        hand_over(instalment, basis=basis, by=by, at=at)
    basis.entry_facts = {"number": number, "lines": len(waiting), "sum_nok": sum_nok, "sha256": document.sha256}
    return basis


def approved(office: Office) -> list[Instalment]:
    """Give the approved payments of an office and hold them: whoever asks meanwhile gets those that are left."""
    waiting = Instalment.objects.filter(office=office, state=State.APPROVED).order_by("pk")
    held = list(waiting.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    found = Instalment.objects.filter(pk__in=held).select_related(
        "share__recipient", "share__frame", "share__decision__case__need"
    )
    return list(found.order_by("due_on", alphabetical("share__recipient__name"), "pk"))


@transition(source=[State.APPROVED], target=State.EXPORTED, guards=[PAYS])
def hand_over(instalment: Instalment, *, basis: PaymentBasis, by: By, at: datetime) -> Facts:
    """Put a payment in a basis; only the making of the basis does this."""
    instalment.basis = basis
    return {"basis": basis.number, "amount_nok": instalment.amount_nok}


@transition(source=[State.EXPORTED], target=State.PAID, guards=[staff(Role.PAYER, Role.ATTESTANT)])
def confirm_paid(instalment: Instalment, *, paid_on: date, by: By, at: datetime) -> Facts:
    """Write down that the accounts have paid, and take it out of what is bound under the frame."""
    refuse(rules.was_paid(instalment, paid_on, at))
    share = instalment.share
    assert share.frame_id is not None, "what is paid has been bound"
    ledger.pay([Posting(share.frame_id, instalment.amount_nok, cause=instalment)], by=by, at=at)
    instalment.paid_on = paid_on
    outbox.put("publish", share.decision, at=at, key=f"{instalment.pk}:paid")
    return {"amount_nok": instalment.amount_nok, "paid_on": paid_on}


@transition(source=[State.PLANNED, State.ATTESTED, State.APPROVED], target=State.STOPPED, guards=[STOPS])
def stop(instalment: Instalment, *, reason: str, by: By, at: datetime) -> Facts:
    """Stop a payment before it is handed over; what it was for can be planned again."""
    refuse(rules.reason_is_given(reason))
    instalment.stopped_reason = reason
    return {"amount_nok": instalment.amount_nok, "reason": reason[:200]}


def each(act: Callable[[Instalment], None], instalments: Iterable[Instalment]) -> int:
    """Do one act to several payments, all of it or nothing, and give how many there were.

    Frames and payments are locked first and in order, so that two who work in the same list never wait for each other.
    """
    ids = [instalment.pk for instalment in instalments]
    with transaction.atomic():
        frames = Instalment.objects.filter(pk__in=ids, share__frame__isnull=False).values_list("share__frame_id")
        ledger.hold(frame_id for (frame_id,) in frames)
        rows = Instalment.objects.filter(pk__in=ids).order_by("pk")
        held = list(rows.select_for_update(of=("self",), no_key=True))
        if len(held) != len(set(ids)):
            raise NotVisible
        for instalment in held:
            act(instalment)
    return len(held)
