"""One network: who is in it, who has been asked and what they answered, and what its owners may do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspel.actors import queries as actors
from samspel.actors.models import Membership, Network, NetworkQuestion, Organisation
from samspel.actors.networks import queries, transitions
from samspel.actors.networks.rules import LONGEST_REASON
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.needs import membership
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.lists import Event
from samspel.web.forms import Day, Form, LongText
from samspel.web.owner.subject import acting_as

COLORS = {"asked": "warning", "accepted": "success", "declined": "danger", "taken-back": "neutral"}
# What is told of an act on a network, and of one on a question, with the owner that was asked.
TOLD: Mapping[str, Promise] = {
    "actors.form": _("Nettverket ble opprettet"),
    "actors.know_network": _("Nettverket ble lagt inn fra fil"),
    "actors.ask_owner": _("%(asked)s ble spurt om å være med"),
    "actors.consent": _("%(asked)s samtykket til å være med"),
    "actors.say_no": _("%(asked)s svarte nei"),
    "actors.take_back": _("Spørsmålet til %(asked)s ble trukket"),
    "actors.offer_coordination": _("%(asked)s ble spurt om å koordinere"),
    "actors.take_over": _("%(asked)s overtok koordineringen"),
    "actors.leave": _("%(for_whom)s meldte seg ut"),
    "actors.dissolve": _("Nettverket ble oppløst"),
}


class Leave(Form):
    """The last day that the owner is in the network."""

    last_day = Day(label=_("Siste dag dere er med"), help_text=_("I dag eller senere. For eksempel 31.12.2026."))


class Dissolve(Form):
    """Why the network ends."""

    reason = LongText(
        label=_("Hvorfor oppløses nettverket?"),
        help_text=_("Medlemmene ser teksten. Ikke skriv noe om enkeltpersoner."),
        max_length=LONGEST_REASON,
        rows=2,
        required=False,
    )


class Offer(Form):
    """Which member is asked to coordinate."""

    owner = forms.ChoiceField(label=_("Hvem skal koordinere?"), widget=forms.RadioSelect)

    def __init__(self, members: Iterable[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = [row.member for row in members if not row.coordinates and row.until is None]
        fields: dict[str, Any] = self.fields
        fields["owner"].choices = [(str(owner.pk), owner.name) for owner in among]


@dataclass(frozen=True)
class Forms:
    """The forms of the page; the one that was sent is bound."""

    leave: Leave
    dissolve: Dissolve
    offer: Offer
    sent: Form | None = None


def network(request: Request, network_id: UUID) -> HttpResponse:
    """Show one network; a POST does one of the acts, and what cannot be done is said."""
    by, at = acting_as(request), clock.now(request)
    found = queries.network_of(by, network_id, oslo_day(at))
    given = sent(request, list(actors.members(found.organisation, oslo_day(at))))
    if request.method == "POST" and (given.sent is None or given.sent.is_valid()):
        try:
            ACTS[request.POST["act"]](request, found, given.sent, by, at)
            return redirect(*where(request, found))
        except Refused as refused:
            if given.sent is not None:
                given.sent.refuse(refused.refusals)
            return page(request, found, given, refused.refusals if given.sent is None else ())
    return page(request, found, given, ())


def where(request: Request, found: Network) -> tuple[Any, ...]:
    """Give where one goes afterwards: whoever has left may see the network no more."""
    return ("owner-networks",) if request.POST["act"] == "leave" else ("owner-network", found.pk)


def sent(request: Request, members: list[Membership]) -> Forms:
    """Give the forms of the page, the one that was sent with what stands in it."""
    act = request.POST.get("act", "")
    if request.method == "POST" and act not in ACTS:
        raise NotVisible
    data = {name: request.POST if act == name else None for name in ("leave", "dissolve", "offer")}
    leave, dissolve = Leave(data["leave"]), Dissolve(data["dissolve"])
    offer = Offer(members, data["offer"])
    bound = next((form for form in (leave, dissolve, offer) if form.is_bound), None)
    return Forms(leave, dissolve, offer, bound)


def invite(request: Request, found: Network, form: Form | None, by: By, at: datetime) -> None:
    """Ask the owner that was picked."""
    transitions.ask_owner(found, owner=owner_named(request.POST.get("owner", "")), by=by, at=at)


def take_back(request: Request, found: Network, form: Form | None, by: By, at: datetime) -> None:
    """Take back the question that was picked."""
    asked = queries.question_of(found, request.POST.get("question", ""))
    transitions.take_back(asked, by=by, at=at)


def remind(request: Request, found: Network, form: Form | None, by: By, at: datetime) -> None:
    """Remind the owner that was asked."""
    asked = queries.question_of(found, request.POST.get("question", ""))
    transitions.remind_owner(asked, by=by, at=at)


def offer(request: Request, found: Network, form: Form | None, by: By, at: datetime) -> None:
    """Ask a member to coordinate."""
    transitions.offer_coordination(found, owner=owner_named(request.POST.get("owner", "")), by=by, at=at)


def leave(request: Request, found: Network, form: Form | None, by: By, at: datetime) -> None:
    """Go out of the network."""
    assert form is not None
    transitions.leave(found, last_day=form.cleaned_data["last_day"], by=by, at=at)


def dissolve(request: Request, found: Network, form: Form | None, by: By, at: datetime) -> None:
    """Let the network end."""
    assert form is not None
    transitions.dissolve(found, reason=form.cleaned_data["reason"], by=by, at=at)


Act = Callable[[Request, Network, Form | None, By, datetime], None]
ACTS: Mapping[str, Act] = {
    "invite": invite, "take-back": take_back, "remind": remind, "offer": offer, "leave": leave, "dissolve": dissolve,
}  # fmt: skip


def owner_named(typed: str) -> Organisation:
    """Give the organisation with an id that a form sent; NotVisible for what is none."""
    try:
        return actors.organisations([UUID(typed)])[UUID(typed)]
    except (ValueError, KeyError):
        raise NotVisible from None


def page(request: Request, found: Network, given: Forms, refusals: Iterable[object]) -> HttpResponse:
    """Give the page; with status 422 when something could not be done."""
    by, at = acting_as(request), clock.now(request)
    day, typed = oslo_day(at), "".join(sign for sign in request.GET.get("sok", "") if sign.isprintable()).strip()[:100]
    history, asked = list(queries.history(found)), list(queries.questions(found))
    leads = not transitions.ask_owner.refusals(found, by=by, at=at)
    named = {
        "network": found,
        "members": [row for row in history if row.consented_at and (row.until is None or row.until >= day)],
        "left": [row for row in history if gone(row, history, day)],
        "needs": membership.read_by_member(by, at).filter(owner=found.organisation),
        "waiting": [(one, COLORS[one.state]) for one in asked if one.state == NetworkQuestion.State.ASKED],
        "answered": [(one, COLORS[one.state]) for one in asked if one.state == NetworkQuestion.State.DECLINED],
        "own": by.organisation_id,
        "leads": leads,
        "forms": given,
        "form": given.sent,
        "typed": typed,
        "among": queries.may_be_asked(found, typed, day) if leads else [],
        "refusals": list(refusals),
        "may": {name: not act.refusals(found, by=by, at=at) for name, act in OF_THE_NETWORK.items()},
        "under_way": transitions.dissolve.refusals(found, by=by, at=at),
        "events": list(events(queries.story(found, asked), asked)),
    }
    return render(request, "owner/network.html", named, status=200 if request.method != "POST" else 422)


OF_THE_NETWORK: Mapping[str, Any] = {
    "offer": transitions.offer_coordination, "leave": transitions.leave, "dissolve": transitions.dissolve,
}  # fmt: skip


def gone(row: Membership, history: list[Membership], day: date) -> bool:
    """Tell whether a period is the last one of an owner that was in the network and is not in it any more on a day."""
    if not row.consented_at or row.until is None or row.until >= day:
        return False
    return not any(
        one.member_id == row.member_id and (one.since or date.min) > (row.since or date.min) for one in history
    )


def events(entries: Iterable[Entry], asked: Iterable[NetworkQuestion]) -> Iterable[Event]:
    """Give what has happened to the network, in words, the newest first; owners are named, and no person is."""
    names = {one.pk: one.asked.name for one in asked}
    for entry in entries:
        if entry.act in TOLD:
            told = {"asked": names.get(entry.record_id, ""), "for_whom": getattr(entry, "for_whom", None) or ""}
            yield Event(str(TOLD[entry.act]) % told, entry.at, who=told["for_whom"])
