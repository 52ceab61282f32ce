"""The letters the office has made, where each stands with the channel, and the letters themselves."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from samspel.decisions import terms
from samspel.letters import queries
from samspel.letters.models import Letter
from samspel.web.acting import Request
from samspel.web.papers import stored

A_PAGE = 50
DECISIONS = {"award", "rejection", "dismissal"}
COLORS = {Letter.State.RENDERED: "info", Letter.State.SENT: "warning", Letter.State.DELIVERED: "success"}


def letters(request: Request) -> HttpResponse:
    """Show the letters, the newest first, fifty on a page."""
    page = Paginator(queries.letters(request.by), A_PAGE).get_page(request.GET.get("side"))
    return render(request, "office/letters.html", {"page": page, "rows": [row(letter) for letter in page.object_list]})


def row(letter: Letter) -> dict[str, object]:
    """Give a letter with its state in words, and the last day to appeal once it has come."""
    state = Letter.State(letter.state)
    delivered_at = letter.delivered_at if letter.template in DECISIONS else None
    appeal_on = terms.last_day_to_appeal(delivered_at) if delivered_at else None
    return {"letter": letter, "state": state.label, "color": COLORS[state], "appeal_on": appeal_on}


def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """Show one letter as it was sent."""
    found = queries.letter(request.by, letter_id)
    return stored(request, found.document, f"{found.number}.pdf", about=found.about_need_id)
