"""A kindergarten, a school or a PPT as anybody reads it: who owns it, who has owned it, and where it reports."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspel.actors import queries
from samspel.actors.models import Unit
from samspel.kit import orgnr as numbers
from samspel.places import lookups
from samspel.places.lookups import Unknown
from samspel.places.tables import Kommune
from samspel.web import clock
from samspel.web.public.places import day_of, kommune_url, office_at, office_url, open_calls_of


def unit(request: HttpRequest, orgnr: str) -> HttpResponse:
    """Show a unit of the registers."""
    found = queries.readable_unit(orgnr)
    day = day_of(request)
    places = places_of(found, day)
    embete = office_at(places[0].number, day) if places else None
    named = {
        "unit": found,
        "orgnr": numbers.formatted(found.orgnr),
        "places": [(one, kommune_url(one)) for one in places],
        "embete": embete,
        "embete_url": office_url(embete) if embete else "",
        "calls": open_calls_of(embete.slug, clock.now(request)) if embete and not found.closed_on else [],
        "ownerships": list(queries.ownerships(found)),
    }
    return render(request, "public/unit.html", named)


def places_of(found: Unit, day: date) -> list[Kommune]:
    """Give the kommune a unit lies in on a day; both where we only know the one they were before."""
    try:
        return [lookups.kommune(one, day) for one in lookups.successors(found.kommune_number, day)]
    except Unknown:
        return []
