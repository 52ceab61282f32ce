"""A question to an owner: whether it will be in a network, or coordinate it; answered by its own signer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.actors import queries as actors
from samspel.actors.models import NetworkQuestion
from samspel.actors.networks import queries, transitions
from samspel.actors.networks.rules import LONGEST_REASON
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.needs import membership
from samspel.tenancy.context import offices
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText
from samspel.web.owner.subject import acting_as


class No(Form):
    """Why the owner says no."""

    reason = LongText(
        label=_("Hvorfor svarer dere nei?"),
        help_text=_("Eieren som koordinerer, får teksten slik den står her. Ikke skriv noe om enkeltpersoner."),
        max_length=LONGEST_REASON,
        rows=3,
    )


def question(request: Request, question_id: UUID) -> HttpResponse:
    """Show what is asked, or take the answer; the database shows the network to the owner that is asked meanwhile."""
    found = queries.own_question(request.by, question_id)
    with offices({*request.acting.offices(), found.office_id}):
        return answered(request, found) if request.method == "POST" else page(request, found, No())


def answered(request: Request, found: NetworkQuestion) -> HttpResponse:
    """Take the answer and go to the network, or say what is wrong with it."""
    by, at = acting_as(request), clock.now(request)
    form = No(request.POST)
    try:
        match request.POST.get("svar"):
            case "ja":
                yes = transitions.take_over if found.what == NetworkQuestion.What.COORDINATE else transitions.consent
                yes(found, by=by, at=at)
                return redirect("owner-network", found.network_id)
            case "nei" if form.is_valid():
                transitions.say_no(found, reason=form.cleaned_data["reason"], by=by, at=at)
                return redirect("owner-networks")
            case "nei":
                return page(request, found, form)
    except Refused as refused:
        form.errors.clear()
        form.refuse(refused.refusals)
        return page(request, queries.own_question(request.by, found.pk), form)
    raise NotVisible


def page(request: Request, found: NetworkQuestion, form: No) -> HttpResponse:
    """Give the page; with status 422 when an answer could not be taken."""
    by, at = acting_as(request), clock.now(request)
    waits = found.state == NetworkQuestion.State.ASKED
    coordinates = found.what == NetworkQuestion.What.COORDINATE
    yes = transitions.take_over if coordinates else transitions.consent
    named = {
        "question": found,
        "network": found.network.organisation,
        "needs": membership.read_by_member(by, at).filter(owner=found.network.organisation) if waits else (),
        "members": actors.members(found.network.organisation, oslo_day(at)) if waits else (),
        "coordinates": coordinates,
        "open": waits,
        "hindrances": yes.refusals(found, by=by, at=at),
        "form": form,
    }
    return render(request, "owner/network_question.html", named, status=422 if form.errors else 200)
