"""What must hold before money is planned, vouched for, handed over and paid; every reason why not, with its basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from samspel.casework.rules import basis_of
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.deadlines import oslo_day
from samspel.kit.money import format_nok
from samspel.payments.models import Instalment
from samspel.people import queries as people
from samspel.rules import rule
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

TWO_PEOPLE = rule("payments.attested_and_approved_by_two", of=bool)
AFTER_ACCEPTANCE = rule("payments.paid_after_acceptance", of=bool)
LATER_YEARS = rule("decisions.later_years_reserved", of=bool)


@dataclass(frozen=True)
class Planned:
    """One instalment as it is planned; whole kroner."""

    amount_nok: int
    due_on: date


def has_been_accepted(share: Share, by: By, at: datetime) -> Iterator[Refusal]:
    """Nothing is planned or paid before the receiver has agreed to the terms."""
    answer = answer_to(share)
    if answer is None or answer.state != Acceptance.State.ACCEPTED:
        text = _("%(receiver)s har ikke godtatt vilkårene.") % {"receiver": share.recipient.name}
        yield Refusal("not-accepted", text, basis=basis_of(AFTER_ACCEPTANCE, at))


def answer_to(share: Share) -> Acceptance | None:
    """Give the receiver's answer to the decision that a share is of."""
    return Acceptance.objects.filter(decision_id=share.decision_id, recipient_id=share.recipient_id).first()


def is_bound(share: Share, by: By, at: datetime) -> Iterator[Refusal]:
    """What stands under reservation of Stortinget's budget is not paid before it has been confirmed."""
    if share.frame_id is None:
        text = _("Beløpet for %(year)s står under forbehold og er ikke bekreftet.") % {"year": share.year}
        yield Refusal("reserved", text, basis=basis_of(LATER_YEARS, at))


def fits_in_share(share: Share, planned: Planned) -> Iterator[Refusal]:
    """An instalment has an amount, and together the instalments are no more than was given."""
    if planned.amount_nok <= 0:
        yield Refusal("no-amount", _("Beløpet må være større enn null."), field="amount_nok")
    left_nok = share.amount_nok - planned_nok(share)
    if planned.amount_nok > left_nok:
        told = {"left": format_nok(left_nok), "amount": format_nok(planned.amount_nok)}
        text = _("Det er %(left)s igjen å planlegge av tilsagnet. %(amount)s er for mye.") % told
        yield Refusal("over-share", text, field="amount_nok")


def planned_nok(share: Share) -> int:
    """Give the sum of a share's instalments that have not been stopped."""
    standing = Instalment.objects.filter(share=share).exclude(state=Instalment.State.STOPPED)
    return standing.aggregate(sum=Sum("amount_nok"))["sum"] or 0


def plan_is_whole(share: Share, plan: Sequence[Planned]) -> Iterator[Refusal]:
    """A plan covers all that is left of the share, to the krone."""
    left_nok = share.amount_nok - planned_nok(share)
    given_nok = sum(planned.amount_nok for planned in plan)
    if given_nok != left_nok:
        told = {"sum": format_nok(given_nok), "left": format_nok(left_nok)}
        text = _("Delbeløpene er til sammen %(sum)s. De må være %(left)s.") % told
        yield Refusal("plan-sum", text, field="amount_nok")


def is_due_ahead(planned: Planned, at: datetime) -> Iterator[Refusal]:
    """Money falls due today or later."""
    if planned.due_on < oslo_day(at):
        yield Refusal("due", _("Forfallsdagen kan ikke være passert."), field="due_on")


def share_is_accepted(instalment: Instalment, by: By, at: datetime) -> Iterator[Refusal]:
    """The receiver has agreed to the terms, and has not changed its account since the instalment was planned."""
    yield from has_been_accepted(instalment.share, by, at)
    answer = answer_to(instalment.share)
    if answer is not None and answer.account_number != instalment.account_number:
        text = _("Kontonummeret er ikke det som mottakeren har oppgitt. Stans utbetalingen og planlegg den på nytt.")
        yield Refusal("account-changed", text)


def plan_covers_share(instalment: Instalment, by: By, at: datetime) -> Iterator[Refusal]:
    """The instalments of a share come to what was given before the first of them is vouched for."""
    share = instalment.share
    if planned_nok(share) != share.amount_nok and not vouched_for(share):
        told = {"sum": format_nok(planned_nok(share)), "share": format_nok(share.amount_nok)}
        text = _("Planen er på %(sum)s, men tilsagnet er på %(share)s. Planlegg resten først.") % told
        yield Refusal("plan-not-whole", text)


def vouched_for(share: Share) -> bool:
    """Tell whether any instalment of a share has been attested: from then on a stopped one leaves a gap."""
    return Instalment.objects.filter(share=share, attested_by__isnull=False).exists()


def decided_by_another(instalment: Instalment, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever disposed of the budget by deciding does not attest the same expense."""
    decided = Decision.objects.filter(pk=instalment.share.decision_id).values_list("decided_by_id", flat=True)
    if people.is_the_same(decided.first(), by.person_id):
        text = _("Du har fattet vedtaket. En annen må attestere utbetalingen.")
        yield Refusal("four-eyes", text, basis=basis_of(TWO_PEOPLE, at))


def attested_by_another(instalment: Instalment, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever attested does not approve."""
    if people.is_the_same(instalment.attested_by_id, by.person_id):
        text = _("Du har attestert utbetalingen. En annen må godkjenne den.")
        yield Refusal("four-eyes", text, basis=basis_of(TWO_PEOPLE, at))


def pays_for_office(office: Office, by: By, at: datetime) -> Iterator[Refusal]:
    """The office's payer hands the payments over to the accounts."""
    if by.role != Role.PAYER or by.office_id != office.pk:
        yield Refusal("wrong-role", str(NOT_YOURS))


def something_is_approved(instalments: Sequence[Instalment]) -> Iterator[Refusal]:
    """A basis has at least one payment."""
    if not instalments:
        yield Refusal("nothing-approved", _("Ingen godkjente utbetalinger venter på å bli oversendt."))


def was_paid(instalment: Instalment, paid_on: date, at: datetime) -> Iterator[Refusal]:
    """The day of payment is on or after the day of the basis, and not in the future."""
    assert instalment.basis is not None, "an exported instalment is in a basis"
    if not oslo_day(instalment.basis.made_at) <= paid_on <= oslo_day(at):
        text = _("Betalingsdagen må være fra den dagen grunnlaget ble oversendt, og til og med i dag.")
        yield Refusal("paid-on", text, field="paid_on")


def reason_is_given(reason: str) -> Iterator[Refusal]:
    """Whoever stops a payment says why."""
    if not reason.strip():
        yield Refusal("no-reason", _("Skriv hvorfor utbetalingen stanses."), field="reason")
