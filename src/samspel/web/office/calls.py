"""The office's calls: the list of them, and beginning one."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

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

    title = Text(label=_("Tittel"), max_length=200)
    ref = Text(
        label=_("Kjenning i adressen"),
        help_text=_("Små bokstaver, tall og bindestrek, for eksempel behov-2027."),
        max_length=60,
    )
    budget_year = Number(label=_("Budsjettår"), most=2100)
    rule_set = forms.ChoiceField(label=_("Regelsett"))


def calls(request: Request) -> HttpResponse:
    """Show every call of the office, the newest first."""
    states = [(call, call.State(call.state)) for call in queries.calls_of(request.by)]
    rows = [(call, state.label, COLORS[state]) for call, state in states]
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
