"""The open data: what there is, on what terms, and the files themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspel.opendata import files, queries
from samspel.web import clock

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
# What the fields mean is written beside the data; both written forms are kept in the catalogue.
TITLES = {"awards": gettext_noop("Tilskudd"), "calls": gettext_noop("Utlysninger"), "themes": gettext_noop("Temaer")}
NAMES = {"awards": "tilskudd", "calls": "utlysninger", "themes": "temaer"}
LICENCE_TEXT = "https://data.norge.no/nlod/no/2.0"


@dataclass(frozen=True)
class Offered:
    """One data set as the page shows it."""

    title: str
    count: int
    sum_nok: int | None
    csv_url: str
    json_url: str
    columns: tuple[files.Column, ...]


def overview(request: HttpRequest) -> HttpResponse:
    """Show what there is, the licence, the files and the API."""
    sums, calls = queries.sums(queries.awards()), list(queries.announcements(clock.now(request)))
    counts = {
        "awards": (sums.count, sums.awarded_nok),
        "calls": (len(calls), None),
        "themes": (sum(1 for announced in calls for _row in files.themes_of(announced)), None),
    }
    offered = [
        Offered(_(TITLES[name]), *counts[name], url(name, "csv"), url(name, "json"), chosen.columns)
        for name, chosen in files.SETS.items()
    ]
    return render(request, "public/open_data.html", {"sets": offered, "licence": LICENCE_TEXT})


def url(name: str, ending: str) -> str:
    """Give the address of a file."""
    return reverse("open-data-file", args=[NAMES[name], ending])


def download(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """Hand out one data set as a file."""
    chosen = next((key for key, word in NAMES.items() if word == name), None)
    if chosen is None or ending not in TYPES:
        raise Http404
    response = HttpResponse(files.content(chosen, ending, clock.now(request)), content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="samspel-{name}.{ending}"'
    return shared(response)


def manifest(request: HttpRequest) -> HttpResponse:
    """Say what each file holds: columns, count, control sum and digest."""
    told = files.manifest(clock.now(request), practice=settings.DEMO)
    for described in told["datasets"]:
        for file in described["files"]:
            file["url"] = request.build_absolute_uri(url(described["name"], file["format"]))
    return shared(JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1}))


def shared(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read the answer: it is open data."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
