"""Is a unit counted in another need too: of the same call, of one that still runs, of another office (VR16)?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.kit.days import day_in_words
from samspel.kit.deadlines import oslo_day
from samspel.needs.membership import HANDED_IN, counted_elsewhere
from samspel.needs.models import Need, Participation
from samspel.needs.rules.findings import Finding, error, of_rule, warning
from samspel.needs.rules.parties import UNIT_ONCE
from samspel.needs.sheet import Sheet
from samspel.tenancy.by import OWNER, By

NAMED = 3
"""Units that are named of those that two needs have in common; how many more there are is said."""
ports: dict[str, Callable[[Collection[UUID]], set[UUID]]] = {}


def bind(came_to_nothing: Callable[[Collection[UUID]], set[UUID]]) -> None:
    """Let a later step tell which needs came to nothing: rejected, dismissed or turned down."""
    ports["came-to-nothing"] = came_to_nothing


def twice(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR16: no unit is counted twice in the same scheme and period at one office.

    Two owners' needs under one call cannot both have it, and a network's need is held back; what an earlier call
    has given a unit for some of the same time is told, for the owner and the office to weigh.
    """
    need, basis = sheet.need, of_rule(UNIT_ONCE, oslo_day(at))
    for other, rows in groupby(others(sheet, at), lambda row: row.need):
        told = {"units": in_words([row.unit.name for row in rows]), "ref": other.ref, "owner": other.owner.name}
        told["period"] = period(other)
        if other.call_id == need.call_id:
            text = _("%(units)s er alt med i behovsmeldingen %(ref)s fra %(owner)s i samme ordning og år (%(period)s).")
            network = need.owner.kind == Organisation.Kind.NETWORK
            yield (error if network else warning)("VR16", "units", text % told, basis)
        else:
            text = _(
                "%(units)s er med i behovsmeldingen %(ref)s fra %(owner)s i samme ordning, fra en tidligere utlysning, "
                "og tiltaket der varer i noe av den samme tiden (%(period)s). Vurder om det er det samme tiltaket."
            )
            yield warning("VR16", "units", text % told, basis)


def under_another_office(sheet: Sheet, by: By, at: datetime) -> Iterator[Finding]:
    """VR16: an owner is told where its units are counted under another office; no office is."""
    if by.role not in OWNER or not sheet.units:
        return
    text = _(
        "%(units)s er med i behovsmeldingen %(ref)s fra %(owner)s til %(office)s, i samme ordning og samme tid "
        "(%(period)s). Vurder om det er det samme tiltaket. Embetene ser ikke hverandres saker, så si fra til begge "
        "hvis det er det."
    )
    for other, rows in groupby(standing(counted_elsewhere(by, sheet.need, own_units(sheet), at)), lambda row: row.need):
        told = {"units": in_words([row.unit.name for row in rows]), "ref": other.ref, "owner": other.owner.name}
        told |= {"office": other.office.name, "period": period(other)}
        yield warning("VR16", "units", text % told, of_rule(UNIT_ONCE, oslo_day(at)))


def others(sheet: Sheet, at: datetime) -> list[Participation]:
    """Give where else the owner's units are counted: in needs that are handed in and have not come to nothing.

    What others have not handed in is not looked at, nor what another office has, nor a unit that is not the owner's,
    or of its network, any more.
    """
    need = sheet.need
    same_time = Q(need__call=need.call) & ~Q(need__owner=need.owner)
    if need.starts_on and need.ends_on:
        runs = Q(need__starts_on__lte=need.ends_on, need__ends_on__gte=need.starts_on)
        same_time |= ~Q(need__call=need.call) & runs & Q(need__submitted_at__lt=need.submitted_at or at)
    found = Participation.objects.filter(
        same_time,
        office_id=need.office_id,
        unit__in=own_units(sheet),
        need__scheme=need.scheme,
        need__state__in=HANDED_IN,
    ).exclude(need=need)
    return standing(
        found.select_related("unit", "need__owner", "need__call").order_by("need__ref", "need", "unit__name")
    )


def own_units(sheet: Sheet) -> list[UUID]:
    """Give the units in a need that are its owner's, or its network's, still."""
    owners = {sheet.need.owner_id, *(row.member_id for row in sheet.members)}
    return [unit.pk for unit in sheet.units if unit.owner_id in owners]


def standing(found: Iterable[Participation]) -> list[Participation]:
    """Leave out the needs that have come to nothing."""
    rows = list(found)
    decided = {row.need_id for row in rows if row.need.decided_at}
    gone = ports["came-to-nothing"](decided) if decided else set()
    return [row for row in rows if row.need_id not in gone]


def in_words(names: list[str]) -> str:
    """Name the first of some units, and say how many more there are."""
    named, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return _("%(named)s og %(more)d til") % {"named": named, "more": more} if more > 0 else named


def period(need: Need) -> str:
    """Give when a measure runs in words; where that was never told, its budget year."""
    if need.starts_on is None or need.ends_on is None:
        return str(need.call.budget_year)
    return f"{day_in_words(need.starts_on)} – {day_in_words(need.ends_on)}"
