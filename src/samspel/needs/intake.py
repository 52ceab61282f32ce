"""What members offer to a network's need, as whoever leads the network and each member may see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from samspel.actors import queries as actors
from samspel.actors.alphabet import alphabetical
from samspel.actors.models import Membership, Organisation
from samspel.actors.queries import in_force
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible
from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Need, Offer
from samspel.needs.parts import asked
from samspel.tenancy.by import OWNER, By

State = Offer.State
LIVE = (State.OFFERED, State.TAKEN_IN)
BETWEEN = frozenset({"needs.offer", "needs.withdraw_offer", "needs.take_in", "needs.leave_out", "needs.let_go"})
"""The acts that are between a network and its member: no office is told of them, whoever sends the need in the end."""


def offers_about(need: Need) -> QuerySet[Offer]:
    """Give what is offered to a need and what it is offered to itself, in order; nothing that was withdrawn.

    Each with `now_nok`: what the member's need asks for as it stands.
    """
    found = Offer.objects.filter(Q(network_need=need) | Q(need=need)).exclude(state=State.WITHDRAWN)
    return with_sum(found).order_by("position", "offered_at")


def with_sum(found: QuerySet[Offer]) -> QuerySet[Offer]:
    """Add to offers what they are about, and what each member's need asks for as it stands."""
    related = ("need__owner", "need__call", "need__office", "network_need__owner", "network_need__call")
    found = found.annotate(now_nok=asked("need_id"))  # type: ignore[no-redef]  # the model names what a query adds
    return found.select_related(*related)


def offers_to(need: Need) -> QuerySet[Offer]:
    """Give what is offered to a network's need, best first, those left out last."""
    return with_sum(Offer.objects.filter(network_need=need).exclude(state=State.WITHDRAWN)).order_by("position")


def offer_to(need: Need, offer_id: UUID, *, by: By) -> Offer:
    """Give one of the offers to a network's need that its owner has found; NotVisible when it is none of them."""
    if need.owner.kind != Organisation.Kind.NETWORK or by.role not in OWNER:
        raise NotVisible
    found = offers_to(need).filter(pk=offer_id).first()
    if found is None:
        raise NotVisible
    return found


def open_offer(need: Need, offer_id: UUID, *, by: By, at: datetime) -> Offer:
    """Give one of the offers whose need a network reads as it stands; NotVisible where it does not, or no longer."""
    found = offer_to(need, offer_id, by=by)
    if not readable(need, [found], at):
        raise NotVisible
    return found


def readable(need: Need, offers: Iterable[Offer], at: datetime) -> set[UUID]:
    """Give the offers whose needs a network reads as they stand: what it has, of owners that are with.

    Of the others it knows what it saw last, since their owners go on writing for themselves; so do all of them when the
    network never sent its own and the time for that is out.
    """
    if need.state == Need.State.DRAFT and need.grace_ends is not None and need.grace_ends <= at:
        return set()
    inside = set(actors.members(need.owner, oslo_day(need.submitted_at or at)).values_list("member_id", flat=True))
    return {one.pk for one in offers if one.state in LIVE and one.need.owner_id in inside}


def foremost(offers: Iterable[Offer]) -> Offer | None:
    """Give the one of a need's offers that counts: the one that stands, else where it was left out last."""
    return max(offers, key=lambda one: (one.state in LIVE, one.offered_at), default=None)


def standing_offers(need_ids: Iterable[UUID]) -> QuerySet[Offer]:
    """Give where some needs are offered or have been left out, the latest last, with the networks."""
    found = Offer.objects.filter(need_id__in=list(need_ids)).exclude(state=State.WITHDRAWN)
    return found.select_related("network_need__owner", "network_need__call").order_by("offered_at")


def intakes(need: Need, at: datetime) -> QuerySet[Need]:
    """Give the drafts that a need may be offered to: of the networks that its owner is in, in the same call and scheme.

    Those that have left it out already are not among them.
    """
    inside = Membership.objects.filter(
        in_force(oslo_day(at)), member_id=need.owner_id, consented_at__isnull=False
    ).values("network_id")
    drafts = Need.objects.filter(
        owner_id__in=inside, call=need.call, scheme=need.scheme, state=Need.State.DRAFT, decided_at=None
    )
    tried = Offer.objects.filter(need=need).exclude(state=State.WITHDRAWN).values("network_need_id")
    found = drafts.exclude(pk__in=tried).select_related("owner", "call", "office")
    return found.order_by(alphabetical("owner__name"), "ref")


def built(need: Need) -> dict[str, int | str]:
    """Give what the last building put into a network's need, by cell; texts by their digests."""
    last = Entry.objects.filter(record_id=need.pk, act="needs.build").order_by("-sequence").first()
    return dict(last.facts.get("built", {})) if last else {}
