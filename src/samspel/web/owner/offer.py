"""Letting a network report a need: which network, what it has answered, and taking the need back."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.needs import intake, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Offer
from samspel.needs.rules import carried
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.owner.intake import COLORS
from samspel.web.owner.subject import acting_as


class Offering(Form):
    """Which network is to report the need."""

    to = forms.ChoiceField(label=_("Hvilket nettverk?"), widget=forms.RadioSelect)

    def among(self, drafts: list[Need]) -> None:
        """Offer the networks that are taking in; an only one is chosen."""
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), f"{one.owner.name}: {one}") for one in drafts]
        if len(drafts) == 1:
            self.initial["to"] = str(drafts[0].pk)


def offer(request: Request, need_id: UUID) -> HttpResponse:
    """Show where the need is offered, or may be; a POST offers it or takes it back."""
    by, at = acting_as(request), clock.now(request)
    need = queries.need_of(by, need_id)
    if need.owner.kind == Organisation.Kind.NETWORK:
        raise NotVisible
    sheet = sheets.of(need, at)
    own, drafts = sheet.own_offer, list(intake.intakes(need, at))
    form = Offering(request.POST if "to" in request.POST or "offer" in request.POST else None)
    form.among(drafts)
    refusals: list[Refusal] = []
    if request.method == "POST":
        try:
            if "withdraw" in request.POST and own is not None:
                transitions.judge(transitions.withdraw_offer, own, by=by, at=at)
                return redirect("owner-offer", need_id)
            if form.is_valid():
                to = next(one for one in drafts if str(one.pk) == form.cleaned_data["to"])
                transitions.offer(need, to=to, by=by, at=at)
                return redirect("owner-offer", need_id)
        except Refused as refused:
            refusals = refused.refusals
    named = {
        "need": need,
        "own": own,
        "color": COLORS[own.state] if own else "",
        "lead": carried.lead(own) if own else "",
        "form": form,
        "drafts": drafts,
        "refusals": refusals,
        "cannot": transitions.offer.refusals(need, by=by, at=at),
        "may_withdraw": own is not None and not transitions.withdraw_offer.refusals(own, by=by, at=at),
        "live": own is not None and own.state != Offer.State.LEFT_OUT,
    }
    return render(request, "owner/offer.html", named, status=422 if refusals or form.errors else 200)
