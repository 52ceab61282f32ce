"""One case in a meeting: the need, what the office makes of it, the forum's line, and saying that one may be tied."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.casework import queries as casework
from samspel.casework.models import Case
from samspel.flow.refusal import NotVisible, Refused
from samspel.forum import queries, transitions
from samspel.forum.models import Line, Meeting
from samspel.kit.deadlines import oslo_day
from samspel.needs import content
from samspel.needs import queries as needs
from samspel.needs import sheet as sheets
from samspel.web import attached, clock
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText


class Declaring(Form):
    """What ties the member to the case."""

    why = LongText(
        label=_("Hva kan gjøre deg ugild?"),
        help_text=_("For eksempel at du er i nær slekt med en part, eller sitter i styret for en part."),
        max_length=1_000,
        rows=3,
    )


def case_in(request: Request, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """Show the case, or write down that the member may be tied to it."""
    at = clock.now(request)
    meeting = queries.meeting_for(request.by, meeting_id, at)
    case, line, hidden = queries.case_in(request.by, meeting, case_id)
    seat = queries.seat_of(request.by, meeting.forum, at)
    if request.method == "POST" and request.POST.get("act") in {"hear", "hear-no-more"}:
        hear(request, meeting, case)
        return redirect("forum-case", meeting_id, case_id)
    form = Declaring(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if seat is None:
            raise NotVisible
        try:
            transitions.declare_tie(seat, case=case, why=form.cleaned_data["why"], by=request.by, at=at)
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            return redirect("forum-case", meeting_id, case_id)
    named = {"meeting": meeting, "case": case, "need": case.need, "hidden": hidden, "form": form}
    named |= handling(request, meeting, line) if not hidden else kept_out(request, meeting, line)
    return render(request, "forum/case.html", named, status=422 if form.errors else 200)


def hear(request: Request, meeting: Meeting, case: Case) -> None:
    """Let an invited actor be heard in the case, or no more."""
    at = clock.now(request)
    try:
        wanted = UUID(request.POST.get("seat") or request.POST.get("id", ""))
    except ValueError as wrong:
        raise NotVisible from wrong
    if request.POST.get("act") == "hear":
        actor = queries.seat_in(meeting.forum, wanted, oslo_day(at))
        transitions.hear(actor, case=case, by=request.by, at=at)
    else:
        transitions.hear_no_more(queries.hearing_in(meeting, case, wanted), by=request.by, at=at)


def heard(request: Request, meeting: Meeting, case: Case) -> dict[str, object]:
    """Give who is heard in the case and who else may be, to those who write down what the forum agrees on."""
    if not queries.records(request.by) or meeting.state == Meeting.State.ADOPTED:
        return {"heard": None}
    found = list(queries.hearings_in(meeting, case))
    there = {one.seat_id for one in found}
    actors = queries.invited_actors(meeting.forum, oslo_day(clock.now(request)))
    return {"heard": found, "actors": [seat for seat in actors if seat.pk not in there]}


def handling(request: Request, meeting: Meeting, line: Line) -> dict[str, object]:
    """Give what those who take part see."""
    view = queries.line_for(request.by, meeting, line.pk, clock.now(request))
    return {
        "view": view,
        **need_shown(request, meeting, line),
        "criteria": [term.text(get_language() or "nb") for term in queries.criteria_met(line)],
        "records": queries.records(request.by) and meeting.state != Meeting.State.ADOPTED,
        **heard(request, meeting, line.case),
    }


def kept_out(request: Request, meeting: Meeting, line: Line) -> dict[str, object]:
    """Give what a tied member sees: the own need, and how far the question of the tie has come."""
    need = line.case.need
    own = request.by.organisation_id in casework.parties([need])[need.pk]
    return {
        "tie": queries.own_ties(request.by, meeting).get(line.case_id),
        **(need_shown(request, meeting, line) if own else {}),
    }


def need_shown(request: Request, meeting: Meeting, line: Line) -> dict[str, object]:
    """Give the need with its files."""
    sheet = sheets.of(line.case.need, clock.now(request))
    return {
        "sections": content.without_files(sheet),
        "files": attached.shown(
            sheet.attachments, lambda row: reverse("forum-attachment", args=[meeting.pk, line.case_id, row.pk])
        ),
    }


def attachment(request: Request, meeting_id: UUID, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Hand out one of the files of the need, to those whom the need itself is shown to."""
    meeting = queries.meeting_for(request.by, meeting_id, clock.now(request))
    case, _line, hidden = queries.case_in(request.by, meeting, case_id)
    if hidden and request.by.organisation_id not in casework.parties([case.need])[case.need_id]:
        raise NotVisible
    return attached.handed_out(request, needs.attachment(case.need, attachment_id, by=request.by))
