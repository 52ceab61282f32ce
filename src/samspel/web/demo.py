"""The demo's clock: the visitor chooses the day to walk, so that a round of the past can be lived again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspel.kit.deadlines import OSLO
from samspel.web import clock
from samspel.web.login import onward


@dataclass(frozen=True)
class Stop:
    """A day of the demo worth going to, and what happens then."""

    code: str
    text: str | Promise
    at: datetime | None


STOPS = (
    Stop("apen", _("I dag: utlysningen for 2027 er åpen"), None),
    Stop("behov", _("20. januar 2023: eierne melder behov"), datetime(2023, 1, 20, 9, tzinfo=OSLO)),
    Stop("frist", _("1. februar 2023 kl. 23.50: ti minutter igjen"), datetime(2023, 2, 1, 23, 50, tzinfo=OSLO)),
    Stop("forum", _("10. mars 2023: samarbeidsforum"), datetime(2023, 3, 10, 9, tzinfo=OSLO)),
    Stop("vedtak", _("20. april 2023: vedtak"), datetime(2023, 4, 20, 9, tzinfo=OSLO)),
    Stop("rapport", _("10. januar 2024: rapport"), datetime(2024, 1, 10, 9, tzinfo=OSLO)),
)

# The day that the visitor walks already, when it is none of these.
STAYS = Stop("", "", None)


def chosen(request: HttpRequest) -> str:
    """Give the code of the stop that the visitor's clock started at; "" when it started on another day."""
    start, _since = clock.demo_start(request)
    if clock.COOKIE not in request.COOKIES:
        return STOPS[0].code
    return next((stop.code for stop in STOPS if stop.at == start), STAYS.code)


def set_clock(request: HttpRequest) -> HttpResponse:
    """Start the visitor's clock at one of the stops, and go back to the page the visitor was on."""
    stop = next((stop for stop in (*STOPS, STAYS) if stop.code == request.POST.get("dag")), None)
    if not settings.DEMO or stop is None:
        raise Http404
    response = onward(request, "front")
    if stop is STAYS:
        return response
    if stop.at is None:
        response.delete_cookie(clock.COOKIE)
    else:
        value = clock.starting_at(stop.at)
        response.set_cookie(clock.COOKIE, value, httponly=True, samesite="Lax", secure=settings.SECURE)
    return response
