"""The networks of an owner: those it is in, those it is asked into, and forming a new one."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.actors import queries as actors
from samspel.actors.models import NetworkQuestion
from samspel.actors.networks import queries, transitions
from samspel.actors.networks.rules import EDITORS, LONGEST_NAME
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form, Text
from samspel.web.owner.subject import acting_as

A_PAGE = 30


class New(Form):
    """What a network is called, and in which written form letters to it are."""

    name = Text(
        label=_("Hva heter nettverket?"),
        help_text=_("For eksempel «Barnehagenettverket i Ytre Fjord». Medlemmene og statsforvalteren ser navnet."),
        max_length=LONGEST_NAME,
    )
    written_form = forms.ChoiceField(
        label=_("Målform i brev til nettverket"), choices=Office.WrittenForm.choices, widget=forms.RadioSelect
    )


def networks(request: Request) -> HttpResponse:
    """Show the networks that the owner is in, and those that it has been asked about."""
    day = oslo_day(clock.now(request))
    page = Paginator(queries.networks_of(request.by, day), A_PAGE).get_page(request.GET.get("side"))
    with offices({*request.acting.offices(), *queries.asking_offices(request.by)}):
        named = {
            "page": page,
            "rows": page.object_list,
            "asked": list(queries.questions_to(request.by).select_related("network__organisation")),
            "own": request.by.organisation_id,
            "writes": acting_as(request).role in EDITORS,
            "coordinate": NetworkQuestion.What.COORDINATE,
        }
        return render(request, "owner/networks.html", named)


def network_new(request: Request) -> HttpResponse:
    """Form a network, and go on to asking others into it."""
    by, at = acting_as(request), clock.now(request)
    owner = actors.organisations([queries.owner_of(by)])[queries.owner_of(by)]
    form = New(request.POST if request.method == "POST" else None, initial={"written_form": owner.written_form})
    if request.method == "POST" and form.is_valid():
        try:
            made = transitions.form(owner, **form.cleaned_data, by=by, at=at)
            return redirect("owner-network", made.pk)
        except Refused as refused:
            form.refuse(refused.refusals)
    named = {"form": form, "refusals": transitions.form.refusals(owner, by=by, at=at)}
    return render(request, "owner/network_new.html", named, status=422 if form.errors else 200)
