"""The owners in the network that a need is for, on a day or behind what was handed in, and the units they may take."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from samspel.actors import queries as actors
from samspel.actors.models import Membership, Organisation, Unit
from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Need


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
