"""The office's calls: the list of them, and beginning one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries as actors
from samspel.calls import queries, transitions
from samspel.calls.models import Call
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import oslo_day
from samspel.rules import rule_set_on, rule_sets
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form, Number, Text

COLORS = {Call.State.DRAFT: "info", Call.State.ANNOUNCED: "success", Call.State.WITHDRAWN: "neutral"}


class NewCall(Form):
    """What a call is called, and the rules and the year it is for."""

    title = Text(label=gettext_lazy("Tittel"), max_length=200)
    ref = Text(
        label=gettext_lazy("Kjenning i adressen"),
        help_text=gettext_lazy("Små bokstaver, tall og bindestrek, for eksempel behov-2027."),
        max_length=60,
    )
    budget_year = Number(label=gettext_lazy("Budsjettår"), most=2100)
    rule_set = forms.ChoiceField(label=gettext_lazy("Regelsett"))


@dataclass(frozen=True)
class Standing:
    """Where a call stands, in words and colour; a planned one says from when it is announced."""

    label: str
    color: str
    planned_at: datetime | None = None


def standing(call: Call, at: datetime) -> Standing:
    """Give where a call stands at a moment."""
    state = call.State(call.state)
    if state == Call.State.ANNOUNCED and not call.is_announced(at):
        return Standing(_("Planlagt"), "warning", call.announced_at)
    return Standing(str(state.label), COLORS[state])


def calls(request: Request) -> HttpResponse:
    """Show every call of the office, the newest first."""
    at = clock.now(request)
    rows = [(call, standing(call, at)) for call in queries.calls_of(request.by)]
    return render(request, "office/calls.html", {"rows": rows})


def new_call(request: Request) -> HttpResponse:
    """Begin a call and go to it."""
    at = clock.now(request)
    form = NewCall(request.POST or None, initial={"rule_set": rule_set_on(oslo_day(at))})
    rule_set = form.fields["rule_set"]
    assert isinstance(rule_set, forms.ChoiceField)
    rule_set.choices = [
        (code, ", ".join(scheme.short for scheme in rules.schemes)) for code, rules in rule_sets().items()
    ]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        content: transitions.Content = {
            "title": said["title"],
            "budget_year": said["budget_year"],
            "rule_set": said["rule_set"],
            "schemes": [scheme.code for scheme in rule_sets()[said["rule_set"]].schemes],
        }
        try:
            office = actors.office(request.by)
            made = transitions.draft(office, ref=said["ref"], content=content, by=request.by, at=at)
            return redirect("office-call-edit", made.ref)
        except Refused as refused:
            form.refuse(refused.refusals)
    return render(request, "office/call_new.html", {"form": form}, status=422 if form.errors else 200)
