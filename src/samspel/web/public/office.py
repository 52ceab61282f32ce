"""The offices as anybody reads them: what each covers, its calls, its forum, its news, and whom to ask."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspel.actors import counts
from samspel.actors import queries as actors
from samspel.flow.refusal import NotVisible
from samspel.forum import queries as forum
from samspel.places import lookups
from samspel.places.lookups import Unknown
from samspel.places.tables import Embete, Kommune
from samspel.web import clock
from samspel.web.components.plots import Dot
from samspel.web.public.places import (
    PUBLIC_OR_PRIVATE,
    day_of,
    earlier_calls_of,
    fylke_tiles,
    kommune_url,
    office_url,
    open_calls_of,
    shares_of,
    units_of,
)
from samspel.web.published import shelf

EARLIER = 5


def offices(request: HttpRequest) -> HttpResponse:
    """Show the ten offices, on a map of the fylke and in a list."""
    day = day_of(request)
    rows = [(one, office_url(one), fylke_names(one, day)) for one in lookups.offices(day)]
    return render(request, "public/offices.html", {"tiles": fylke_tiles(day), "rows": rows})


def fylke_names(embete: Embete, day: date) -> list[str]:
    """Give the names of the fylke that an office covers."""
    return [one.name for one in lookups.fylke(day) if one.office_orgnr == embete.orgnr]


def office(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an office whole."""
    day, at = day_of(request), clock.now(request)
    try:
        embete = lookups.office(slug, day)
    except Unknown:
        raise NotVisible from None
    there = lookups.kommunar_of(embete, day)
    per_kommune = counts.per_kommune()
    counted = counts.together(per_kommune[one.number] for one in there if one.number in per_kommune)
    named = {
        "embete": embete,
        "office": actors.office_called(slug),
        "fylke": fylke_names(embete, day),
        "calls": open_calls_of(slug, at),
        "earlier": earlier_calls_of(slug, at)[:EARLIER],
        "seats": list(forum.published_seats(slug, day)),
        "shelf": shelf(slug, at),
        "dots": [dot(one, per_kommune.get(one.number)) for one in there],
        "shares": shares_of(counted),
        "parts": PUBLIC_OR_PRIVATE,
    }
    return render(request, "public/office.html", named)


def dot(kommune: Kommune, counted: counts.Counts | None) -> Dot:
    """Give a kommune on the map, as large as it has kindergartens and schools."""
    return Dot(kommune.name, kommune.longitude, kommune.latitude, units_of(counted), url=kommune_url(kommune))
