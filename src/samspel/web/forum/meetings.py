"""The meetings of a member's forums, and calling a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.calls import queries as calls
from samspel.calls.models import Call
from samspel.flow.refusal import NotVisible, Refused
from samspel.forum import queries, transitions
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.forms import Day, Form


class Convening(Form):
    """Which call the forum is called together about, and when."""

    forum = forms.ChoiceField(label=_("Forum"))
    call = forms.ChoiceField(label=_("Utlysning"))
    held_on = Day(label=_("Møtedag"), help_text=_("For eksempel 8.3.2027."))


def meetings(request: Request) -> HttpResponse:
    """Show the meetings, the newest first."""
    at, secretary = clock.now(request), acting_as(request, Role.FORUM_SECRETARY)
    named = {
        "meetings": queries.meetings_for(request.by, at),
        "records": queries.records(request.by),
        "forums": queries.seated_by(secretary, at) if secretary.role == Role.FORUM_SECRETARY else (),
    }
    return render(request, "forum/meetings.html", named)


def convene(request: Request) -> HttpResponse:
    """Call a forum to a meeting, with every case that is ready."""
    at = clock.now(request)
    forums = {str(forum.pk): forum for forum in queries.forums_of(request.by, at)}
    announced = {str(call.pk): call for call in calls.calls_of(request.by).filter(state=Call.State.ANNOUNCED)}
    form = Convening(request.POST if request.method == "POST" else None)
    fields: dict[str, Any] = form.fields
    fields["forum"].choices = [(pk, forum.name) for pk, forum in forums.items()]
    fields["call"].choices = [(pk, call.title) for pk, call in announced.items()]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        forum, day = forums[given["forum"]], given["held_on"]
        try:
            made = transitions.convene(
                forum, call=announced[given["call"]], ref=f"{forum.ref}-{day}", held_on=day, by=request.by, at=at
            )
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            return redirect("forum-work", made.pk)
    return render(request, "forum/convene.html", {"form": form}, status=422 if form.errors else 200)


def seat_ids(request: Request, name: str) -> list[UUID]:
    """Give the seats that were ticked off in a form."""
    try:
        return [UUID(text) for text in request.POST.getlist(name)]
    except ValueError as wrong:
        raise NotVisible from wrong
