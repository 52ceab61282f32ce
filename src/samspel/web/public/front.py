"""The public front page: what the scheme is, what one may report a need to now, and how a need travels."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspel.calls import queries
from samspel.web import clock
from samspel.web.components.lists import Step
from samspel.web.public.calls import shown
from samspel.web.public.places import day_of, fylke_tiles
from samspel.web.published import latest_news


def journey() -> list[Step]:
    """Give the way of a need, as a reader who has never seen one needs it."""
    return [
        Step(_("Behovet meldes"), "later", _("Eieren beskriver behovet og tiltaket.")),
        Step(_("Partneren bekrefter"), "later", _("Universitetet eller høgskolen svarer for sin del.")),
        Step(_("Forumet prioriterer"), "later", _("Samarbeidsforum gir sin innstilling.")),
        Step(_("Vedtaket kommer"), "later", _("Alle får svar med begrunnelse.")),
        Step(_("Pengene betales ut"), "later", _("I rater, med vilkår som er skrevet ned.")),
        Step(_("Læringen deles"), "later", _("Rapporten viser hva det ble til.")),
    ]


def front(request: HttpRequest) -> HttpResponse:
    """Show the front page."""
    at = clock.now(request)
    rows = [shown(call, at) for call in queries.open_announcements(at)]
    named = {"journey": journey(), "calls": rows, "news": latest_news(at), "tiles": fylke_tiles(day_of(request))}
    return render(request, "public/front.html", named)
