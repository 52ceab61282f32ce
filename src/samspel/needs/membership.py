"""The owners in the network that a need is for, the units they may take, and which of its needs each of them reads."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from samspel.actors import queries as actors
from samspel.actors.models import Membership, NetworkQuestion, Organisation, Unit
from samspel.actors.networks.queries import Asked, owner_of
from samspel.actors.queries import in_force
from samspel.flow.refusal import NotVisible
from samspel.kit.deadlines import OSLO, oslo_day
from samspel.needs.models import Need, Revision
from samspel.needs.parts import ends
from samspel.tenancy.by import By


def members_of(need: Need, day: date | None = None) -> tuple[Membership, ...]:
    """Give the owners in the network that a need is for: on a day, or now; once handed in all since that day."""
    return network_of(need, day)[0]


def network_of(need: Need, day: date | None = None) -> tuple[tuple[Membership, ...], tuple[Membership, ...]]:
    """Give the owners in the network that a need is for, and those that stand behind it.

    Behind what is written stand those that are there on the day; behind what was handed in those that were there then.
    """
    if need.owner.kind != Organisation.Kind.NETWORK:
        return (), ()
    if need.submitted_at is None:
        there = tuple(actors.members(need.owner, day))
        return there, there
    periods = actors.memberships_since(need.owner, oslo_day(need.submitted_at))
    then = day if need.is_written else oslo_day(need.submitted_at)
    return tuple(actors.each_once(periods)), tuple(one for one in periods if is_there(one, then))


def is_there(period: Membership, day: date | None) -> bool:
    """Tell whether an owner is in a network on a day, or else now, by one of its periods there."""
    if day is None:
        return period.until is None
    begun = period.since is None or period.since <= day
    return begun and (period.until is None or period.until >= day)


def own_units(need: Need, day: date | None = None) -> QuerySet[Unit]:
    """Give the units that a need may be about: those of its owner, or of the owners in its network."""
    return actors.units_owned_by([need.owner_id, *(membership.member_id for membership in members_of(need, day))])


def read_by_member(by: By, at: datetime) -> QuerySet[Need]:
    """Give the needs that an owner reads since it is in their network, or is asked and has not answered; newest first.

    What is written it reads for as long as it can be sent; of what was handed in, that which it stands behind, or was
    asked about before. Whoever has said no or is not in the network any more reads none of it.
    """
    periods = Membership.objects.filter(network=OuterRef("owner"), member_id=owner_of(by), consented_at__isnull=False)
    asked = NetworkQuestion.objects.filter(
        network__organisation=OuterRef("owner"), asked_id=owner_of(by), what=NetworkQuestion.What.JOIN, state=Asked
    )
    then = Q(until=None) | Q(until__gte=OuterRef("sent_on"))
    stands_behind = Exists(periods.filter(then, since__lte=OuterRef("sent_on")))
    asked_before = Exists(asked.filter(asked_at__lte=OuterRef("submitted_at")))
    can_be_sent = Q(state=Need.State.DRAFT, ends__gt=at) | Q(state=Need.State.RETURNED, decided_at=None)
    inside = Exists(periods.filter(in_force(oslo_day(at))))
    found = Need.objects.alias(ends=ends(), sent_on=TruncDate("submitted_at", tzinfo=OSLO)).filter(
        inside & (can_be_sent | stands_behind) | Exists(asked) & (can_be_sent | asked_before)
    )
    return found.select_related("call", "owner", "office").order_by("-call__budget_year", "-ref")


def need_of_member(by: By, need_id: UUID, at: datetime) -> Need:
    """Give one need to an owner in its network, or asked into it; NotVisible to whoever is neither."""
    found = read_by_member(by, at).filter(pk=need_id).first()
    if found is None:
        raise NotVisible
    return found


def last_changed(need: Need) -> datetime | None:
    """Give when something in a need was changed last; None where nothing has been written yet."""
    changed = Revision.objects.filter(need=need).exclude(before=F("after")).order_by("-changed_at")
    return changed.values_list("changed_at", flat=True).first()
