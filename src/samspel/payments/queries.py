"""Payments as the office sees them, and as the receivers see their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce

from samspel.actors.alphabet import alphabetical
from samspel.actors.queries import office_of, party_of
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow.refusal import NotVisible
from samspel.payments.models import Instalment, PaymentBasis
from samspel.tenancy.by import OFFICE, By

State = Instalment.State
WITH_SHARE = ("share__recipient", "share__frame", "share__decision__case__need", "attested_by", "approved_by", "basis")


@dataclass(frozen=True)
class ToPlan:
    """What is left to plan of one share; whole kroner."""

    share: Share
    left_nok: int


def instalments(by: By, state: str = "") -> QuerySet[Instalment]:
    """Give the payments somebody may see, of one state when named: the office's own, or those to the organisation."""
    found = Instalment.objects.select_related(*WITH_SHARE).order_by(
        "due_on", alphabetical("share__recipient__name"), "position"
    )
    found = found.filter(state=state) if state else found
    if by.role in OFFICE:
        return found.filter(office_id=office_of(by))
    return found.filter(share__recipient_id=party_of(by))


def chosen(by: By, ids: Iterable[UUID]) -> list[Instalment]:
    """Give the payments named; NotVisible when one of them is not there for us."""
    wanted = set(ids)
    found = list(instalments(by).filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise NotVisible
    return found


def of_decision(by: By, decision: Decision) -> QuerySet[Instalment]:
    """Give the payments of a decision that somebody may see, by receiver and day."""
    return (
        instalments(by)
        .filter(share__decision=decision)
        .order_by(alphabetical("share__recipient__name"), "due_on", "position")
    )


def sums(by: By) -> dict[str, tuple[int, int]]:
    """Give how many payments the office has in each state, and what they come to in whole kroner."""
    found = Instalment.objects.filter(office_id=office_of(by)).values_list("state")
    counted = found.annotate(count=Count("pk"), sum=Sum("amount_nok")).order_by()
    return {state: (count, sum_nok) for state, count, sum_nok in counted}


def to_plan(by: By) -> list[ToPlan]:
    """Give the accepted shares that are bound and not wholly planned, with what is left of each."""
    accepted = Acceptance.objects.filter(
        decision=OuterRef("decision"), recipient=OuterRef("recipient"), state=Acceptance.State.ACCEPTED
    )
    standing = Instalment.objects.filter(share=OuterRef("pk")).exclude(state=State.STOPPED).order_by()
    planned = standing.values("share").annotate(sum=Sum("amount_nok")).values("sum")
    shares = Share.objects.filter(Exists(accepted), office_id=office_of(by), frame__isnull=False)
    shares = shares.annotate(left_nok=F("amount_nok") - Coalesce(planned, 0)).filter(left_nok__gt=0)
    shares = shares.select_related("recipient", "decision__case__need").order_by(
        "decision__number", alphabetical("recipient__name")
    )
    return [ToPlan(share, share.left_nok) for share in shares]


def shares_to_plan(by: By, ids: Iterable[UUID]) -> list[ToPlan]:
    """Give the shares named, in the order of their ids; NotVisible when one of them has nothing to plan."""
    wanted = set(ids)
    found = sorted((row for row in to_plan(by) if row.share.pk in wanted), key=lambda row: row.share.pk)
    if len(found) != len(wanted):
        raise NotVisible
    return found


def share(by: By, share_id: UUID) -> ToPlan:
    """Give one share that is to be planned; NotVisible when there is nothing to plan."""
    return shares_to_plan(by, [share_id])[0]


def bases(by: By) -> QuerySet[PaymentBasis]:
    """Give the office's payment bases, the newest first."""
    found = PaymentBasis.objects.filter(office_id=office_of(by))
    return found.select_related("document", "made_by").order_by("-made_at", "-number")


def basis(by: By, basis_id: UUID) -> PaymentBasis:
    """Give one payment basis of the office; NotVisible when it is another's."""
    found = bases(by).filter(pk=basis_id).first()
    if found is None:
        raise NotVisible
    return found


def in_basis(basis: PaymentBasis) -> QuerySet[Instalment]:
    """Give the payments in a basis, as they stand in its file."""
    found = Instalment.objects.filter(basis=basis).select_related(*WITH_SHARE)
    return found.order_by("due_on", alphabetical("share__recipient__name"), "pk")
