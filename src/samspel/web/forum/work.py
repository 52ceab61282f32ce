"""The secretary's working page: the order of the cases, the cases to take in, holding the meeting, adopting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.flow.refusal import Refused
from samspel.forum import queries, transitions
from samspel.forum.models import Meeting
from samspel.forum.queries import Agenda
from samspel.kit.deadlines import oslo_day
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText
from samspel.web.forum.meetings import seat_ids

HIGHEST = 9_999


class Adopting(Form):
    """What the forum agreed on, and what it did not."""

    agreement = LongText(
        label=_("Enighet og dissens"),
        help_text=_("Skriv om forumet er samlet. Er noen uenige, skriv hvem og hva de mener."),
        max_length=4_000,
        rows=5,
    )


def work(request: Request, meeting_id: UUID) -> HttpResponse:
    """Show the page, or do the act that was asked for."""
    at = clock.now(request)
    meeting = queries.meeting_for(request.by, meeting_id, at)
    agenda = queries.lines_for(request.by, meeting, at)
    form = Adopting(request.POST if request.POST.get("act") == "adopt" else None)
    refused: list[Any] = []
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            do(request, agenda, form)
        except Refused as fault:
            refused = fault.refusals
            meeting = queries.meeting_for(request.by, meeting_id, at)
        else:
            return redirect(request.path)
    named = page(request, meeting, agenda) | {"form": form, "refused": refused}
    return render(request, "forum/work.html", named, status=422 if refused or form.errors else 200)


def do(request: Request, agenda: Agenda, form: Form) -> None:
    """Do the act that a form on the page asks for."""
    meeting, by, at = agenda.meeting, request.by, clock.now(request)
    match request.POST.get("act"):
        case "reorder":
            transitions.reorder(meeting, order=order(request, agenda), by=by, at=at)
        case "add":
            transitions.add_cases(meeting, queries.not_placed(meeting), by=by, at=at)
        case "hold":
            transitions.hold(meeting, present=seat_ids(request, "present"), by=by, at=at)
        case "adopt":
            transitions.adopt(meeting, agreement=form.cleaned_data["agreement"], by=by, at=at)


def order(request: Request, agenda: Agenda) -> list[UUID]:
    """Give the order that was asked for: by the numbers typed, or with one line moved up or down by its button."""
    found = []
    for part in agenda.parts:
        ids = [view.line.pk for view in part.lines]
        found += moved(ids, request) if {"up", "down"} & request.POST.keys() else numbered(ids, request)
    return found


def moved(ids: list[UUID], request: Request) -> list[UUID]:
    """Give the lines of a scheme with the one whose button was pressed moved one place."""
    for name, step in (("up", -1), ("down", 1)):
        place = next((i for i, pk in enumerate(ids) if str(pk) == request.POST.get(name)), None)
        if place is not None and 0 <= place + step < len(ids):
            ids[place], ids[place + step] = ids[place + step], ids[place]
    return ids


def numbered(ids: Sequence[UUID], request: Request) -> list[UUID]:
    """Give the lines by the numbers typed: a line that got a new number goes before or after the one that had it."""

    def key(pair: tuple[int, UUID]) -> tuple[int, int]:
        was, pk = pair
        typed = request.POST.get(f"place-{pk}", "")
        wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(HIGHEST)) else was
        return wanted, (wanted > was) - (wanted < was)

    return [pk for _was, pk in sorted(enumerate(ids, start=1), key=key)]


def page(request: Request, meeting: Meeting, agenda: Agenda) -> dict[str, object]:
    """Give all that the page shows."""
    at = clock.now(request)
    adopts = meeting.state == Meeting.State.HELD
    ties = queries.ties_for(request.by, meeting)
    return {
        "meeting": meeting,
        "agenda": agenda,
        "parts": [(part, part.scheme.name_in(get_language() or "nb")) for part in agenda.parts],
        "seats": queries.seats_in(meeting.forum, oslo_day(at)),
        "waiting": queries.not_placed(meeting),
        "undecided": sum(tie.state == "claimed" for tie in ties),
        "ties": len(ties),
        "hindrances": transitions.adopt.refusals(meeting, by=request.by, at=at) if adopts else [],
        "too_early": transitions.hold.refusals(meeting, by=request.by, at=at) if not adopts else [],
    }
