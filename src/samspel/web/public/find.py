"""From the name of a place, a kindergarten or a school to where its needs are reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspel.actors import queries
from samspel.actors.models import Unit
from samspel.kit import orgnr
from samspel.kit.seeking import words
from samspel.places import lookups
from samspel.places.lookups import Unknown
from samspel.places.tables import Embete, Kommune
from samspel.web.public.places import day_of, kommune_url, office_at, office_url

MOST_PLACES, MOST_UNITS, IN_LIST = 12, 20, 6


@dataclass(frozen=True)
class Hit:
    """One thing that has a name like the one typed, and where it stands."""

    name: str
    url: str
    where: str = ""
    kind: str | Promise = ""


def find(request: HttpRequest) -> HttpResponse:
    """Show what has a name like the one typed; a number that names one thing leads straight to it."""
    typed = request.GET.get("q", "").strip()[:100]
    day = day_of(request)
    in_list = "liste" in request.GET
    if not in_list and (straight := numbered(typed, day)):
        return HttpResponseRedirect(straight)
    most = (IN_LIST, IN_LIST) if in_list else (MOST_PLACES, MOST_UNITS)
    places = [*offices(typed, day), *kommunar(typed, day, most[0])][: most[0]]
    units = [unit_hit(one, day) for one in queries.units_named(typed, limit=most[1])]
    named = {"typed": typed, "places": places, "units": units, "full": len(units) == most[1]}
    if in_list:  # asked for at every letter: it needs nothing of what every page knows
        return HttpResponse(render_to_string("public/find/list.html", named))
    return render(request, "public/find.html", named)


def numbered(typed: str, day: date) -> str:
    """Give the address of what has exactly this organisation number or kommune number; nothing when none has."""
    if lookups.ever(typed):
        return reverse("public-kommune", args=[typed])
    try:
        number = orgnr.parse(typed)
    except orgnr.NotAnOrgnr:
        return ""
    if queries.has_unit(number):
        return reverse("public-unit", args=[number])
    at = next((one for one in lookups.kommunar(day) if one.orgnr == number), None)
    return kommune_url(at) if at else ""


def offices(typed: str, day: date) -> list[Hit]:
    """Give the offices whose name has words that begin as those typed."""
    asked = words(typed)
    found = [one for one in lookups.offices(day) if asked and begin(words(one.name), asked)]
    return [Hit(one.name, office_url(one), kind=_("Statsforvalter")) for one in found]


def begin(name: list[str], asked: list[str]) -> bool:
    """Tell whether each word asked for begins a word of a name."""
    return all(any(word.startswith(one) for word in name) for one in asked)


def kommunar(typed: str, day: date, most: int) -> list[Hit]:
    """Give the first kommunar whose name, now or before, has words that begin as those typed."""
    return [kommune_hit(one, office_at(one.number, day)) for one in lookups.named(typed, day)[:most]]


def kommune_hit(kommune: Kommune, embete: Embete) -> Hit:
    """Give a kommune with its office."""
    return Hit(kommune.name, kommune_url(kommune), embete.name, _("Kommune"))


def unit_hit(unit: Unit, day: date) -> Hit:
    """Give a unit with the kommune it lies in."""
    return Hit(unit.name, reverse("public-unit", args=[unit.orgnr]), place_of(unit, day), unit.get_kind_display())


def place_of(unit: Unit, day: date) -> str:
    """Name the kommune a unit lies in; nothing where its number is not known."""
    try:
        return " / ".join(lookups.kommune(one, day).name for one in lookups.successors(unit.kommune_number, day))
    except Unknown:
        return ""
