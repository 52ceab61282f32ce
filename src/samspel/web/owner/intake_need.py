"""One need that a member has offered to a network, as the network reads it: every answer, and what is missing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from samspel.needs import content, intake
from samspel.needs import sheet as sheets
from samspel.needs.rules import missing
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.owner.intake import COLORS, of_network
from samspel.web.owner.subject import acting_as


def offered(request: Request, need_id: UUID, offer_id: UUID) -> HttpResponse:
    """Let the network read a need that is offered to it; nothing can be written there."""
    by, at = acting_as(request), clock.now(request)
    need = of_network(by, need_id)
    offer = intake.open_offer(need, offer_id, by=by, at=at)
    sheet = sheets.of(offer.need, at)
    named = {
        "need": need,
        "offer": offer,
        "sheet": sheet,
        "color": COLORS[offer.state],
        "sections": content.sections(sheet),
        "missing": missing(sheet, at),
    }
    return render(request, "owner/intake_need.html", named)
