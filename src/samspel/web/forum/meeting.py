"""A meeting as one member sees it: the lines in their order under the frame, without the cases one is tied to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.forum import queries
from samspel.forum.models import Meeting
from samspel.forum.queries import Agenda, LineView
from samspel.kit.deadlines import oslo_day
from samspel.web import clock, lists
from samspel.web.acting import Request


def meeting(request: Request, meeting_id: UUID) -> HttpResponse:
    """Show the meeting; with `?format=csv` or `?format=json` its lines, the same ones that the page shows."""
    at = clock.now(request)
    found = queries.meeting_for(request.by, meeting_id, at)
    agenda = queries.lines_for(request.by, found, at)
    match request.GET.get("format"):
        case "csv":
            return as_file(agenda)
        case "json":
            return JsonResponse(as_json(agenda))
    named = {
        "agenda": agenda,
        "meeting": found,
        "parts": [(part, part.scheme.name_in(get_language() or "nb")) for part in agenda.parts],
        "records": queries.records(request.by),
        "meeting_is_open": found.state == Meeting.State.CALLED and found.held_on == oslo_day(at),
    }
    return render(request, "forum/meeting.html", named)


def as_file(agenda: Agenda) -> HttpResponse:
    """Give the lines as a file, one row for each receiver and year."""
    head = [_("Ordning"), _("Plass"), _("Referanse"), _("Eier"), _("Tiltak"), _("Mottaker"), _("År")]
    head += [_("Meldt behov"), _("Foreslått"), _("Forumets grunn")]
    rows = [
        [part.scheme.short, *cells(view), share.recipient.name, share.year, share.asked_nok, share.proposed_nok,
         view.line.reason]
        for part in agenda.parts
        for view in part.lines
        for share in view.shares
    ]  # fmt: skip
    return lists.as_csv(f"saker-{agenda.meeting.ref}", head, rows)


def cells(view: LineView) -> list[Any]:
    """Give the cells that name a line."""
    return [view.place, view.need.ref, view.need.owner.name, view.need.title]


def as_json(agenda: Agenda) -> dict[str, Any]:
    """Give the lines as plain data; the cases kept from the reader are counted, and nothing more is said of them."""
    return {
        "meeting": agenda.meeting.ref,
        "state": agenda.meeting.state,
        "hidden": len(agenda.hidden),
        "counts_all_lines": not agenda.hidden and not agenda.guest,
        "lines": [
            {
                "scheme": part.scheme.code,
                "place": view.place,
                "need": view.need.ref,
                "owner": view.need.owner.name,
                "asked_nok": view.asked_nok,
                "proposed_nok": view.proposed_nok,
                "reason": view.line.reason,
            }
            for part in agenda.parts
            for view in part.lines
        ],
    }
