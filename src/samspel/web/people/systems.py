"""The systems that an organisation lets in: an administrator makes a secret for each, and takes it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors.models import SystemClient
from samspel.actors.roles import clients
from samspel.actors.roles.clients import Made
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.content import Color
from samspel.web.forms import Day, Form, Text
from samspel.web.people import words

YEAR = timedelta(days=365)


class NewSystem(Form):
    """Which system, for what, and until when."""

    name = Text(
        label=gettext_lazy("Hva heter systemet?"),
        help_text=gettext_lazy("Navnet står ved det systemet gjør. Bruk ikke navnet på en person."),
        max_length=60,
    )
    access = forms.ChoiceField(
        label=gettext_lazy("Hva skal det kunne gjøre?"),
        choices=[
            ("read", gettext_lazy("Lese behovsmeldingene våre")),
            ("write", gettext_lazy("Lese dem, og skrive utkast")),
        ],
        widget=forms.RadioSelect,
    )
    last_day = Day(label=gettext_lazy("Siste dag"), help_text=gettext_lazy("Høyst ett år fram."))


def systems(request: Request) -> HttpResponse:
    """Show the systems and the form for a new one; make one, with its secret on the page this once, or shut one out."""
    by, at = words.giver(request), clock.now(request)
    if request.method != "POST":
        return shown(request, NewSystem(initial={"last_day": oslo_day(at) + YEAR}), by=by, at=at)
    if request.POST.get("act") == "withdraw":
        clients.withdraw_client(named(by, request.POST.get("id", "")), by=by, at=at)
        return redirect("owner-clients")
    form = NewSystem(request.POST)
    if form.is_valid() and by.organisation_id:
        told = form.cleaned_data
        try:
            made = clients.make_client(
                by.organisation_id, name=told["name"], writes=told["access"] == "write", last_day=told["last_day"],
                by=by, at=at,
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            return shown(request, NewSystem(initial={"last_day": oslo_day(at) + YEAR}), made, by=by, at=at)
    return shown(request, form, by=by, at=at)


def named(by: By, text: str) -> SystemClient:
    """Give the system that a button is about; NotVisible when it is none of ours."""
    try:
        return clients.client(by, UUID(text))
    except ValueError as wrong:
        raise NotVisible from wrong


def shown(request: Request, form: NewSystem, made: Made | None = None, *, by: By, at: datetime) -> HttpResponse:
    """Show the page; the secret of a system that has just been made stands on it."""
    rows = [(one, *state(one, at)) for one in clients.clients(by)]
    named = {"form": form, "rows": rows, "made": made, "api": request.build_absolute_uri("/api/v1/")}
    return render(request, "people/systems.html", named, status=422 if form.errors else 200)


def state(client: SystemClient, at: datetime) -> tuple[str, Color]:
    """Give whether a system is let in, in words."""
    if client.withdrawn_at:
        return _("Trukket tilbake"), "neutral"
    return (_("Slipper inn"), "success") if client.last_day >= oslo_day(at) else (_("Gått ut"), "warning")
