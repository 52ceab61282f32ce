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
from samspel.actors.models import Organisation, Unit
from samspel.calls import queries as calls
from samspel.calls.models import Call
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.kit.deadlines import oslo_day
from samspel.needs import queries, transitions
from samspel.needs.models import Need
from samspel.needs.rules.answers import may_answer
from samspel.rules import schemes_of, sources
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.texts import deadline_in_words
from samspel.web.forms import Form, Text
from samspel.web.owner.subject import acting_as

MOST_FORMER = 40
UPPER = Unit.Kind.UPPER_SECONDARY


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
    former = forms.ChoiceField(
        label=gettext_lazy("Vil dere bygge på en tidligere behovsmelding?"),
        help_text=gettext_lazy(
            "Svarene, enhetene og budsjettet skrives av og flyttes til det nye året. Så ser dere hva dere endrer."
        ),
        required=False,
    )
    partners = forms.BooleanField(
        label=gettext_lazy("Inviter de samme partnerne, hvis dere bygger på en tidligere"), required=False, initial=True
    )


def offers(owner: Organisation, at: datetime) -> Iterator[Offer]:
    """Give every scheme of every open call, with what keeps this owner from it."""
    form, kinds = get_language() or "nb", actors.kinds_of_units(owner, oslo_day(at))
    for call in calls.open_calls(at):
        for rules in schemes_of(call.rule_set):
            if rules.code in call.schemes:
                refusals = list(may_answer(rules.code, call.schemes, call.rule_set, owner, kinds))
                yield Offer(call, rules.code, rules.short_in(form), refusals)


def pointed_on(offered: list[Offer], owner: Organisation, at: datetime) -> bool:
    """Tell whether what is open has left upper secondary to a scheme of its own, and this owner has nothing else."""
    left = [one for one in offered if not any(UPPER in rules.unit_kinds for rules in schemes_of(one.call.rule_set))]
    if not left or any(not one.refusals for one in offered):
        return False
    return owner.kind == Organisation.Kind.FYLKESKOMMUNE or actors.kinds_of_units(owner, oslo_day(at)) == {UPPER}


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
    former = list(queries.owned_by(by)[:MOST_FORMER])
    offer_former(form, former)
    if request.method == "POST" and form.is_valid():
        call_id, scheme = form.cleaned_data["offer"].split(":")
        try:
            call = calls.open_call(UUID(call_id), at)
            beside = queries.written_beside(call, scheme, chosen)
            if beside and "another" not in request.POST:
                return render(request, "owner/start_beside.html", {"form": form, "beside": beside})
            said = {"scheme": scheme, "owner": chosen, "title": form.cleaned_data["title"], "by": by, "at": at}
            earlier = next((one for one in former if str(one.pk) == form.cleaned_data.get("former")), None)
            if earlier is None:
                return redirect("owner-need", transitions.draft(call, **said).pk)
            need = transitions.begin_from(earlier, call, partners=form.cleaned_data["partners"], **said)
            return redirect("owner-since", need.pk)
        except Refused as refused:
            form.refuse(refused.refusals)
    closed = [offer for offer in offered if offer.refusals]
    named = {"form": form, "open": len(offered) > len(closed), "closed": closed}
    if pointed_on(offered, chosen, at):
        named["elsewhere"] = sources()["udir-ordningene"].address
    return render(request, "owner/start.html", named, status=422 if form.errors else 200)


def choices(form: Start, among: list[Organisation], offered: list[Offer]) -> None:
    """Put the choices in the form; who asks is asked only where there is a choice, and an only offer is chosen."""
    offer, owner = form.fields["offer"], form.fields["owner"]
    assert isinstance(offer, forms.ChoiceField)
    assert isinstance(owner, forms.ChoiceField)
    offer.choices = [(found.key, found.label) for found in offered if not found.refusals]
    if len(offer.choices) == 1:
        form.initial["offer"] = offer.choices[0][0]
    owner.choices = [(str(found.pk), found.name) for found in among]
    if len(among) == 1:
        owner.widget, owner.required = forms.HiddenInput(), False


def offer_former(form: Start, former: list[Need]) -> None:
    """Offer the owner's earlier needs to begin from; whoever has none is not asked."""
    if not former:
        del form.fields["former"], form.fields["partners"]
        return
    field = form.fields["former"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Nei, begynn med et tomt skjema")), *((str(one.pk), f"{one.ref} {one}") for one in former)]
