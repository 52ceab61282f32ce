"""The innstilling as the forum adopted it: all that the mandate wants shown, on a page that can be printed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from samspel.flow.refusal import NotVisible
from samspel.forum import queries
from samspel.forum.models import Meeting, Tie
from samspel.tenancy.by import FORUM
from samspel.web import clock
from samspel.web.acting import Request


def recommendation(request: Request, meeting_id: UUID) -> HttpResponse:
    """Show the innstilling; there is none before it is adopted."""
    at = clock.now(request)
    meeting = queries.meeting_for(request.by, meeting_id, at)
    if meeting.state != Meeting.State.ADOPTED:
        raise NotVisible
    agenda = queries.lines_for(request.by, meeting, at)
    takers = queries.participants_of(view.need.pk for view in agenda.lines)
    form = get_language() or "nb"
    named = {
        "meeting": meeting,
        "agenda": agenda,
        "parts": [
            (
                part,
                part.scheme.name_in(form),
                [
                    (view, takers.get(view.need.pk), [term.text(form) for term in queries.criteria_met(view.line)])
                    for view in part.lines
                ],
            )
            for part in agenda.parts
        ],
        "records": request.by.role in FORUM,
        "present": queries.seats_by_id(meeting.present),
        "ties": queries.ties_in(meeting)
        .filter(state=Tie.State.UPHELD)
        .order_by("seat__person__name", "case__need__ref"),
    }
    return render(request, "forum/recommendation.html", named)
