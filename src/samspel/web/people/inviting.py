"""Inviting somebody to a role where one acts; at the office also the first administrator of an organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries as actors
from samspel.actors.models import Organisation, Place
from samspel.actors.roles import giving, inviting, queries, rules
from samspel.actors.roles.inviting import Invited
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Day, Form, Text
from samspel.web.people import words


class Whom(Form):
    """Who is invited, and for how long."""

    name = Text(label=gettext_lazy("Navn"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        help_text=gettext_lazy("Lenken blir sendt hit. Bruk en adresse som bare denne personen leser."),
        max_length=254,
    )
    since = Day(label=gettext_lazy("Fra"), help_text=gettext_lazy("Tomt betyr fra i dag."), required=False)
    until = Day(
        label=gettext_lazy("Til og med"),
        help_text=gettext_lazy("Tomt betyr uten sluttdato. Rollen kan avsluttes når som helst."),
        required=False,
    )


class ToRole(Whom):
    """Who is invited, and to which role."""

    role = forms.ChoiceField(label=gettext_lazy("Rolle"), widget=forms.RadioSelect)
    field_order = ("name", "email", "role", "since", "until")


class First(Whom):
    """Who is invited as the first administrator, and of which organisation."""

    organisation = Text(
        label=gettext_lazy("Virksomhet"),
        help_text=gettext_lazy("Organisasjonsnummeret, eller hele navnet til et nettverk."),
        max_length=60,
    )
    field_order = ("organisation", "name", "email", "since", "until")

    def clean_organisation(self) -> Organisation:
        """Give the organisation, or say that nobody is known by what was written."""
        found = actors.organisation_known_as(self.cleaned_data["organisation"])
        if found is None or rules.admin_for(found.kind) is None:
            raise ValidationError(
                _("Vi kjenner ingen eier eller utdanningsinstitusjon med dette nummeret eller navnet.")
            )
        return found


def invite(request: Request) -> HttpResponse:
    """Ask who and to what, and send the invitation."""
    form = ToRole(request.POST if request.method == "POST" else None)
    roles: Any = form.fields["role"]
    roles.choices = words.choices(request)
    if request.method == "POST" and form.is_valid():
        role = Role(form.cleaned_data["role"])
        if send(request, form, role, queries.place_of(words.giver(request))):
            return redirect(words.address(request, "people"))
    return shown(request, form, "people/invite.html")


def invite_first(request: Request) -> HttpResponse:
    """Ask who, and for which organisation, and send the invitation; only where there is no administrator."""
    form = First(
        request.POST if request.method == "POST" else None,
        initial={"organisation": request.GET.get("virksomhet", "")},
    )
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["organisation"]
        role = rules.admin_for(found.kind)
        if role and send(request, form, role, Place(found.pk, None)):
            return redirect(words.address(request, "people"))
    without = queries.without_admin(words.giver(request), oslo_day(clock.now(request)))
    return shown(request, form, "people/invite_first.html", without=without)


def shown(request: Request, form: Form, template: str, **more: object) -> HttpResponse:
    """Show the questions."""
    named = {"form": form, "people": words.address(request, "people"), "whom": request.acting.for_name, **more}
    return render(request, template, named, status=422 if form.errors else 200)


def send(request: Request, form: Form, role: Role, place: Place) -> bool:
    """Send the invitation; what it is refused for stands in the form."""
    by, at, given = words.giver(request), clock.now(request), form.cleaned_data
    since = given["since"] or oslo_day(at)
    to = Invited(given["name"], given["email"], role, place, since, given["until"])
    try:
        inviting.invite(actors.office_with(giving.office_of(place, by)), to=to, by=by, at=at)
    except Refused as refused:
        form.refuse(refused.refusals)
        return False
    return True
