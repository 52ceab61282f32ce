"""A kommune as anybody reads it: its office, what can be reported to now, and its kindergartens and schools."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from samspel.actors import counts, queries
from samspel.actors.models import Unit
from samspel.flow.refusal import NotVisible
from samspel.places import lookups
from samspel.places.lookups import Unknown
from samspel.places.tables import Kommune
from samspel.web import clock
from samspel.web.public.places import (
    PUBLIC_OR_PRIVATE,
    day_of,
    kommune_url,
    office_at,
    office_url,
    open_calls_of,
    shares_of,
)
from samspel.web.tabs import Tab, address

A_PAGE = 50
LANGUAGES = {"se", "smj", "sma", "fkv"}


def kommune(request: HttpRequest, number: str) -> HttpResponse:
    """Show a kommune; one that is no more leads to the one, or tells of those, that took over after it."""
    day = day_of(request)
    found = there(number, day)
    if [one.number for one in found] == [number]:
        return render(request, "public/kommune.html", named(request, found[0], day))
    if len(found) == 1:
        return HttpResponseRedirect(kommune_url(found[0]))
    rows = [(one, kommune_url(one)) for one in found]
    return render(request, "public/kommune_split.html", {"number": number, "rows": rows})


def there(number: str, day: date) -> list[Kommune]:
    """Give the kommunar of a day in the area that a number names at any time; NotVisible when it names none."""
    try:
        return [lookups.kommune(one, day) for one in lookups.successors(number, day)]
    except Unknown:
        raise NotVisible from None


def named(request: HttpRequest, found: Kommune, day: date) -> dict[str, object]:
    """Give what the page of a kommune shows."""
    embete = office_at(found.number, day)
    counted = counts.per_kommune().get(found.number, counts.Counts({}))
    units = queries.units_in(found.number)
    tabs = kinds(request, Counter(units.order_by().values_list("kind", flat=True)))
    chosen = next((kind for kind, tab in tabs.items() if tab.chosen), "")
    page = Paginator(units.filter(kind=chosen), A_PAGE).get_page(request.GET.get("side"))
    return {
        "kommune": found,
        "other_names": [(code, name) for code, name in found.names.items() if code in LANGUAGES],
        "fylke": lookups.fylke_of(found.number, day),
        "embete": embete,
        "embete_url": office_url(embete),
        "calls": open_calls_of(embete.slug, clock.now(request)),
        "shares": shares_of(counted),
        "parts": PUBLIC_OR_PRIVATE,
        "tabs": list(tabs.values()),
        "page": page,
    }


def kinds(request: HttpRequest, counted: Counter[str]) -> dict[str, Tab]:
    """Give a tab for each kind of unit the kommune has; the first is chosen when the address chooses none."""
    kinds = [kind for kind in Unit.Kind if counted[kind]]
    asked = request.GET.get("slag", "")
    chosen = asked if asked in kinds else next(iter(kinds), "")
    return {
        kind.value: Tab(kind.label, counted[kind], address(request, slag=kind.value), kind == chosen) for kind in kinds
    }
