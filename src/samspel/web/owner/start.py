"""Beginning a need: for whom, under which call and scheme, and what the measure is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.calls import queries as calls
from samspel.calls.models import Call
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.needs import queries, transitions
from samspel.needs.rules.answers import may_answer
from samspel.rules import schemes_of
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.texts import deadline_in_words
from samspel.web.forms import Form, Text
from samspel.web.owner.subject import acting_as


@dataclass(frozen=True)
class Offer:
    """A scheme of an open call, and why the owner cannot answer it, where it cannot."""

    call: Call
    scheme: str
    name: str
    refusals: list[Refusal]

    @property
    def key(self) -> str:
        """Name the offer in the form."""
        return f"{self.call.pk}:{self.scheme}"

    @property
    def label(self) -> str:
        """Tell what it is, from whom, and until when."""
        assert self.call.closes_at is not None
        told = {"scheme": self.name, "office": self.call.office.name, "year": self.call.budget_year}
        told["deadline"] = deadline_in_words(self.call.closes_at)
        return _("%(scheme)s for %(year)s. %(office)s, frist %(deadline)s") % told


class Start(Form):
    """Who asks, for what."""

    owner = forms.ChoiceField(label=gettext_lazy("Hvem melder dere behov for?"), widget=forms.RadioSelect)
    offer = forms.ChoiceField(label=gettext_lazy("Hvilken ordning gjelder det?"), widget=forms.RadioSelect)
    title = Text(
        label=gettext_lazy("Tittel på tiltaket"),
        help_text=gettext_lazy("Du kan endre den senere."),
        max_length=120,
        required=False,
    )


def offers(owner: Organisation, at: datetime) -> Iterator[Offer]:
    """Give every scheme of every open call, with what keeps this owner from it."""
    form = get_language() or "nb"
    for call in calls.open_calls(at):
        for rules in schemes_of(call.rule_set):
            if rules.code in call.schemes:
                refusals = list(may_answer(rules.code, call.schemes, call.rule_set, owner))
                yield Offer(call, rules.code, rules.short_in(form), refusals)


def owners(by: By) -> list[Organisation]:
    """Give whom a need may be reported for: the owner itself, and the networks that it leads."""
    if by.organisation_id is None:
        raise NotVisible
    return [actors.organisations([by.organisation_id])[by.organisation_id], *actors.networks_led_by(by.organisation_id)]


def start(request: Request) -> HttpResponse:
    """Show the choice, or begin the need and go to its list of tasks."""
    by, at = acting_as(request), clock.now(request)
    among = owners(by)
    chosen = next((owner for owner in among if str(owner.pk) == request.POST.get("owner")), among[0])
    offered = list(offers(chosen, at))
    form = Start(request.POST or None, initial={"owner": str(among[0].pk)})
    choices(form, among, offered)
    if request.method == "POST" and form.is_valid():
        call_id, scheme = form.cleaned_data["offer"].split(":")
        try:
            call = calls.open_call(UUID(call_id), at)
            beside = queries.written_beside(call, scheme, chosen)
            if beside and "another" not in request.POST:
                return render(request, "owner/start_beside.html", {"form": form, "beside": beside})
            need = transitions.draft(call, scheme=scheme, owner=chosen, title=form.cleaned_data["title"], by=by, at=at)
            return redirect("owner-need", need.pk)
        except Refused as refused:
            form.refuse(refused.refusals)
    closed = [offer for offer in offered if offer.refusals]
    named = {"form": form, "open": len(offered) > len(closed), "closed": closed}
    return render(request, "owner/start.html", named, status=422 if form.errors else 200)


def choices(form: Start, among: list[Organisation], offered: list[Offer]) -> None:
    """Put the choices in the form; who asks is asked only where there is a choice."""
    offer, owner = form.fields["offer"], form.fields["owner"]
    assert isinstance(offer, forms.ChoiceField)
    assert isinstance(owner, forms.ChoiceField)
    offer.choices = [(found.key, found.label) for found in offered if not found.refusals]
    owner.choices = [(str(found.pk), found.name) for found in among]
    if len(among) == 1:
        owner.widget, owner.required = forms.HiddenInput(), False
