"""What the pages about places share: the day they are read, where things stand, and how a place is called."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import counts as counting
from samspel.actors.counts import Counts
from samspel.calls import queries as calls
from samspel.kit.deadlines import oslo_day
from samspel.places import lookups
from samspel.places.tables import Embete, Kommune
from samspel.web import clock
from samspel.web.components.plots import Share, Tile
from samspel.web.public.calls import Shown, shown

PUBLIC_OR_PRIVATE = (gettext_lazy("Offentlige"), gettext_lazy("Private"))
"""The parts of every bar of units."""


def day_of(request: HttpRequest) -> date:
    """Give the day on which a reader reads, in Norway."""
    return oslo_day(clock.now(request))


def office_at(number: str, day: date) -> Embete:
    """Give the office that covers a kommune on a day; Unknown when no kommune has had the number."""
    return office_with(lookups.office_of(number, day), day)


def office_with(orgnr: str, day: date) -> Embete:
    """Give the office with an organisation number, as it was on a day."""
    return next(one for one in lookups.offices(day) if one.orgnr == orgnr)


def office_url(embete: Embete) -> str:
    """Give the address of an office's page."""
    return reverse("public-office", args=[embete.slug])


def kommune_url(kommune: Kommune) -> str:
    """Give the address of a kommune's page."""
    return reverse("public-kommune", args=[kommune.number])


def open_calls_of(slug: str, at: datetime) -> list[Shown]:
    """Give the calls of an office that can be answered now, the one that closes first before the others."""
    rows = [shown(one, at) for one in calls.announcements_of(slug, at)]
    return [row for row in reversed(rows) if row.open]


def earlier_calls_of(slug: str, at: datetime) -> list[Shown]:
    """Give the calls of an office that can no longer be answered, the last to close first."""
    return [row for row in (shown(one, at) for one in calls.announcements_of(slug, at)) if not row.open]


def fylke_tiles(day: date) -> list[Tile]:
    """Give the fylke of a day with how many kindergartens and schools each has, and the office as where it leads."""
    counted = counting.per_fylke(day)
    return [
        Tile(
            one.number, one.name, units_of(counted.get(one.number)), url=office_url(office_with(one.office_orgnr, day))
        )
        for one in lookups.fylke(day)
    ]


def units_of(counted: Counts | None) -> int:
    """Give how many kindergartens and schools with primary grades a place has."""
    return counted.kindergartens.all + counted.schools.all if counted else 0


def shares_of(counts: Counts) -> list[Share]:
    """Give the units of a place as bars in two parts, public and private; a kind the place has none of is left out."""
    rows = [
        (_("Barnehager"), counts.kindergartens),
        (_("Grunnskoler"), counts.schools),
        (_("Videregående skoler"), counts.upper_secondary),
    ]
    return [Share(name, (units.public, units.private)) for name, units in rows if units.all]
