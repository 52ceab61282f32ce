"""The seats of a forum: who sits there, who is invited, and the end of a seat; for administrator and secretary."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries as actors
from samspel.actors.models import Organisation, Place
from samspel.actors.roles import inviting, rules
from samspel.actors.roles.inviting import ForumSeat, Invited
from samspel.flow.refusal import NotVisible, Refused
from samspel.forum import queries, transitions
from samspel.forum.models import Forum, Seat
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import By, Role
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.forms import Day, Form, Text
from samspel.web.people.roster import state


class ToSeat(Form):
    """Who is invited to which seat, and for how long."""

    name = Text(label=gettext_lazy("Navn"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        help_text=gettext_lazy("Lenken blir sendt hit. Bruk en adresse som bare denne personen leser."),
        max_length=254,
    )
    group = forms.ChoiceField(label=gettext_lazy("Gruppe"), choices=Seat.Group.choices)
    organisation = Text(
        label=gettext_lazy("Sitter for"),
        help_text=gettext_lazy("Organisasjonsnummeret eller hele navnet. Tomt for statsforvalterens egne."),
        max_length=60,
        required=False,
    )
    duty = forms.ChoiceField(label=gettext_lazy("Oppgave"), widget=forms.RadioSelect)
    since = Day(label=gettext_lazy("Fra"), help_text=gettext_lazy("Tomt betyr fra i dag."), required=False)
    until = Day(
        label=gettext_lazy("Til og med"),
        help_text=gettext_lazy("Tomt betyr uten sluttdato. Rollen kan avsluttes når som helst."),
        required=False,
    )

    def clean_organisation(self) -> Organisation | None:
        """Give the organisation, or say that nobody is known by what was written."""
        typed = self.cleaned_data["organisation"]
        found = actors.organisation_known_as(typed)
        if typed and found is None:
            raise ValidationError(_("Vi kjenner ingen med dette nummeret eller navnet. Sjekk det i Enhetsregisteret."))
        return found


def giver(request: Request) -> By:
    """Give who acts: as administrator, or else as the forum's secretary."""
    return acting_as(request, Role.OFFICE_ADMIN, Role.FORUM_SECRETARY)


def seats(request: Request, forum_id: UUID) -> HttpResponse:
    """Show who sits in the forum and who is invited; do what a button says."""
    by, at = giver(request), clock.now(request)
    forum = queries.forum_for(by, forum_id, at)
    if request.method == "POST":
        act(request, forum, by=by, at=at)
        return redirect("forum-seats", forum_id)
    found = queries.invitations_to(forum)
    named = {
        "forum": forum,
        "seats": queries.seats_in(forum, oslo_day(at)),
        "waiting": [(one, Seat.Duty(one.duty).label, *state(one, at)) for one in found],
        "me": by.person_id,
        "at_office": request.acting.desk == "office",
        "day": oslo_day(at),
    }
    return render(request, "forum/seats.html", named)


def act(request: Request, forum: Forum, *, by: By, at: datetime) -> None:
    """Do what the button at a seat or an invitation says."""
    try:
        wanted = UUID(request.POST.get("id", ""))
    except ValueError as wrong:
        raise NotVisible from wrong
    match request.POST.get("act"):
        case "withdraw":
            inviting.withdraw_invitation(queries.invitation_to(forum, wanted), by=by, at=at)
        case "renew":
            inviting.renew_invitation(queries.invitation_to(forum, wanted), by=by, at=at)
        case "vacate":
            transitions.vacate(queries.seat_in(forum, wanted, oslo_day(at)), by=by, at=at)
        case _:
            raise NotVisible


def invite(request: Request, forum_id: UUID) -> HttpResponse:
    """Ask who, to which seat and for whom, and send the invitation."""
    by = giver(request)
    forum = queries.forum_for(by, forum_id, clock.now(request))
    form = ToSeat(request.POST if request.method == "POST" else None)
    duties: Any = form.fields["duty"]
    given = rules.seats_given(by)
    duties.choices = [(one.value, one.label) for one in Seat.Duty if transitions.ROLE_OF[one] in given]
    if request.method == "POST" and form.is_valid():
        try:
            to = invited(forum, form.cleaned_data, clock.now(request))
            transitions.invite_to_seat(forum, to, by=by, at=clock.now(request))
            return redirect("forum-seats", forum_id)
        except Refused as refused:
            form.refuse(refused.refusals)
    named = {"forum": forum, "form": form}
    return render(request, "forum/invite.html", named, status=422 if form.errors else 200)


def invited(forum: Forum, given: dict[str, Any], at: datetime) -> Invited:
    """Give who is invited to what, from what was written."""
    organisation = given["organisation"]
    return Invited(
        given["name"],
        given["email"],
        transitions.ROLE_OF[given["duty"]],
        Place(organisation.pk if organisation else None, forum.office_id),
        given["since"] or oslo_day(at),
        given["until"],
        ForumSeat(forum.pk, given["group"], given["duty"]),
    )
