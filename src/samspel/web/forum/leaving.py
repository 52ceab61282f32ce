"""One's own seats in the forum: for whom, until when, and leaving them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspel.flow.refusal import NotVisible
from samspel.forum import queries, transitions
from samspel.web import clock
from samspel.web.acting import Request


def own_seats(request: Request) -> HttpResponse:
    """Show the seats, and leave the one that a button names; whoever has left is let in no more."""
    at = clock.now(request)
    if request.method == "POST":
        try:
            held = queries.own_seat(request.by, UUID(request.POST.get("id", "")), at)
        except ValueError as wrong:
            raise NotVisible from wrong
        transitions.vacate(held, by=request.by, at=at)
        return redirect("forum-meetings")
    return render(request, "forum/leaving.html", {"seats": queries.own_seats(request.by, at)})
