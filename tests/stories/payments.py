"""Payments brought to each of their stages by the acts: Astrid attests, Per approves, hands over and confirms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from samspel.decisions.models import Decision, Share
from samspel.payments import transitions
from samspel.payments.models import Instalment, PaymentBasis
from samspel.payments.rules import Planned
from samspel.tenancy.models import Office
from tests.cast import ROGALAND
from tests.stories import decisions

PLANNED = datetime(2023, 5, 2, 9, tzinfo=UTC)
ATTESTED = datetime(2023, 5, 3, 9, tzinfo=UTC)
APPROVED = datetime(2023, 5, 4, 9, tzinfo=UTC)
EXPORTED = datetime(2023, 5, 5, 9, tzinfo=UTC)
CONFIRMED = datetime(2023, 5, 22, 9, tzinfo=UTC)
DUE_ON = date(2023, 5, 15)
PAID_ON = date(2023, 5, 16)


def shares(decision: Decision) -> list[Share]:
    """The shares of a decision that are bound, by receiver."""
    bound = Share.objects.filter(decision=decision, frame__isnull=False).select_related("recipient")
    return list(bound.order_by("recipient__name", "year"))


def planned(decision: Decision | None = None, at: datetime = PLANNED) -> list[Instalment]:
    """One payment of each share, all of it, planned by Astrid."""
    return [
        instalment
        for share in shares(decision or decisions.accepted())
        for instalment in transitions.plan_all(
            share, [Planned(share.amount_nok, max(DUE_ON, at.date()))], by=ROGALAND.attestant, at=at
        )
    ]


def attested(decision: Decision | None = None, at: datetime = ATTESTED) -> list[Instalment]:
    """Payments that Astrid has attested."""
    found = planned(decision)
    return done(lambda one: transitions.attest(one, by=ROGALAND.attestant, at=at), found)


def approved(decision: Decision | None = None, at: datetime = APPROVED) -> list[Instalment]:
    """Payments that Per has approved."""
    found = attested(decision)
    return done(lambda one: transitions.approve(one, by=ROGALAND.payer, at=at), found)


def exported(decision: Decision | None = None, at: datetime = EXPORTED) -> PaymentBasis:
    """A basis that has been handed over to the accounts."""
    approved(decision)
    return transitions.export(Office.objects.get(pk=ROGALAND.office), by=ROGALAND.payer, at=at)


def paid(decision: Decision | None = None, at: datetime = CONFIRMED) -> list[Instalment]:
    """Payments that the accounts have confirmed."""
    found = list(Instalment.objects.filter(basis=exported(decision)).order_by("pk"))
    return done(lambda one: transitions.confirm_paid(one, paid_on=PAID_ON, by=ROGALAND.payer, at=at), found)


def done(act: Callable[[Instalment], None], instalments: list[Instalment]) -> list[Instalment]:
    """Do an act to each payment."""
    for instalment in instalments:
        act(instalment)
    return instalments
