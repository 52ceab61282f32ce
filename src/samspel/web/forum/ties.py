"""Where the body's decisions about ties (ugildhet) are written down, several at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.flow.refusal import Refused
from samspel.forum import queries, transitions
from samspel.forum.models import Tie
from samspel.kit.deadlines import oslo_day
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText
from samspel.web.forum.meetings import seat_ids


class Deciding(Form):
    """Why the body decided as it did."""

    reason = LongText(
        label=_("Forumets grunn"),
        help_text=_("Samme grunn brukes for alle du fører opp nå. Del dem opp hvis grunnene er ulike."),
        max_length=1_000,
        rows=3,
    )


def ties(request: Request, meeting_id: UUID) -> HttpResponse:
    """Show the ties, or write down what the body decided about some of them."""
    at = clock.now(request)
    meeting = queries.meeting_for(request.by, meeting_id, at)
    found = queries.ties_for(request.by, meeting)
    form = Deciding(request.POST if request.method == "POST" else None)
    chosen = {tie.pk: request.POST.get(f"tie-{tie.pk}", "") for tie in found}
    refused: list[Any] = []
    if request.method == "POST" and form.is_valid():
        decided = [(tie, chosen[tie.pk] == Tie.State.UPHELD) for tie in found if chosen[tie.pk] in DECIDED]
        try:
            transitions.decide_ties(
                decided,
                reason=form.cleaned_data["reason"],
                present=seat_ids(request, "present"),
                by=request.by,
                at=at,
            )
        except Refused as fault:
            refused = fault.refusals
        else:
            return redirect(request.path)
    named = {
        "meeting": meeting,
        "open": [(tie, chosen[tie.pk]) for tie in found if tie.state == Tie.State.CLAIMED],
        "decided": [tie for tie in found if tie.state != Tie.State.CLAIMED],
        "voters": [seat for seat in queries.seats_in(meeting.forum, oslo_day(at)) if seat.votes],
        "present": request.POST.getlist("present"),
        "form": form,
        "refused": refused,
    }
    return render(request, "forum/ties.html", named, status=422 if refused or form.errors else 200)


DECIDED = {Tie.State.UPHELD, Tie.State.REJECTED}
