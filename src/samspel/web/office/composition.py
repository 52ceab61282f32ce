"""Who sits in the office's forums, and which groups of the mandate have nobody there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from samspel.forum import queries
from samspel.kit.deadlines import oslo_day
from samspel.rules import word
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.acting import Request


def composition(request: Request) -> HttpResponse:
    """Show each forum with its seats, a warning for each group that is missing (VR25), and its adopted meetings."""
    at = clock.now(request)
    day, form = oslo_day(at), get_language() or "nb"
    forums = [
        (
            forum,
            queries.seats_in(forum, day),
            [word("required_groups", group, form) for group in queries.missing_groups(forum, day)],
        )
        for forum in queries.forums(request.by)
    ]
    named = {
        "forums": forums,
        "meetings": queries.meetings_for(request.by, at),
        "basis": queries.groups_basis(day),
        "seats_people": Role.OFFICE_ADMIN in request.acting.roles,
    }
    return render(request, "office/composition.html", named)
