"""Beginning a need: for whom, under which call and scheme, and what the measure is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
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


def offers(owner: Organisation, open_calls: Iterable[Call], kinds: Collection[str]) -> Iterator[Offer]:
    """Give every scheme of every open call, with what keeps this owner from it, whose units are of some kinds."""
    form = get_language() or "nb"
    for call in open_calls:
        for rules in schemes_of(call.rule_set):
            if rules.code in call.schemes:
                refusals = list(may_answer(rules.code, call.schemes, call.rule_set, owner, kinds))
                yield Offer(call, rules.code, rules.short_in(form), refusals)


def pointed_on(offered: list[Offer], owner: Organisation, kinds: Collection[str]) -> bool:
    """Tell whether what is open has left upper secondary to a scheme of its own, and this owner has nothing else."""
    left = [one for one in offered if not any(UPPER in rules.unit_kinds for rules in schemes_of(one.call.rule_set))]
    if not left or any(not one.refusals for one in offered):
        return False
    return owner.kind == Organisation.Kind.FYLKESKOMMUNE or set(kinds) == {UPPER}


def owners(by: By) -> list[Organisation]:
    """Give whom a need may be reported for: the owner itself, and the networks that it leads."""
    if by.organisation_id is None:
        raise NotVisible
    return [actors.organisations([by.organisation_id])[by.organisation_id], *actors.networks_led_by(by.organisation_id)]


Offered = dict[Organisation, list[Offer]]
"""What is offered to each of the owners that a need may be reported for."""


def start(request: Request) -> HttpResponse:
    """Show the choice, or begin the need and go to its list of tasks."""
    by, at = acting_as(request), clock.now(request)
    open_calls = list(calls.open_calls(at))
    among = owners(by)
    kinds = actors.kinds_of_units(among, oslo_day(at))
    offered: Offered = {owner: list(offers(owner, open_calls, kinds[owner.pk])) for owner in among}
    first = next((owner for owner, found in offered.items() if any(is_open(found))), next(iter(offered)))
    chosen = next((owner for owner in offered if str(owner.pk) == request.POST.get("owner")), first)
    form = Start(request.POST or None, initial={"owner": str(first.pk)})
    choices(form, offered)
    former = list(queries.to_build_on(by)[:MOST_FORMER])
    offer_former(form, former)
    if request.method == "POST" and form.is_valid():
        try:
            return begin(request, form, chosen, offered[chosen], former)
        except Refused as refused:
            form.refuse(refused.refusals)
    named = {"form": form, "open": any(is_open(chain(*offered.values()))), "closed": closed(offered)}
    if pointed_on(offered[chosen], chosen, kinds[chosen.pk]):
        named["elsewhere"] = sources()["udir-ordningene"].address
    return render(request, "owner/start.html", named, status=422 if form.errors else 200)


def begin(request: Request, form: Start, owner: Organisation, offered: list[Offer], former: list[Need]) -> HttpResponse:
    """Begin the need; first ask whether it is another measure, where the owner has one like it already."""
    by, at, said = acting_as(request), clock.now(request), form.cleaned_data
    call_id, scheme = said["offer"].split(":")
    hindrances = next(one.refusals for one in offered if one.key == said["offer"])
    if hindrances:
        raise Refused(replace(one, field="offer") for one in hindrances)
    call = calls.open_call(UUID(call_id), at)
    earlier = next((one for one in former if str(one.pk) == said.get("former")), None)
    title = said["title"] or (earlier.title if earlier else "")
    beside, sent = queries.written_beside(call, scheme, owner), queries.sent_beside(call, owner, title)
    if (beside or sent) and "another" not in request.POST:
        known = {one.pk for one in beside}
        named = {"form": form, "beside": beside, "sent": [one for one in sent if one.pk not in known]}
        return render(request, "owner/start_beside.html", named)
    if earlier is None:
        need = transitions.draft(call, scheme=scheme, owner=owner, title=title, by=by, at=at)
        return redirect("owner-need", need.pk)
    partners = said["partners"]
    need = transitions.begin_from(
        earlier, call, partners=partners, scheme=scheme, owner=owner, title=title, by=by, at=at
    )
    return redirect("owner-since", need.pk)


def is_open(offered: Iterable[Offer]) -> Iterator[Offer]:
    """Give what an owner can answer, of what it is offered."""
    return (one for one in offered if not one.refusals)


def closed(offered: Offered) -> list[tuple[str, Offer]]:
    """Give what cannot be answered, each with the owner that cannot where there are several."""
    several = len(offered) > 1
    return [(owner.name if several else "", one) for owner, found in offered.items() for one in found if one.refusals]


def choices(form: Start, offered: Offered) -> None:
    """Put the choices in the form; who asks is asked only where there is a choice, and an only offer is chosen.

    What is open to some of the owners alone says to whom, so that one form does for all of them.
    """
    offer, owner = form.fields["offer"], form.fields["owner"]
    assert isinstance(offer, forms.ChoiceField)
    assert isinstance(owner, forms.ChoiceField)
    found = {one.key: one for of_owner in offered.values() for one in is_open(of_owner)}
    offer.choices = [(key, labelled(one, offered)) for key, one in found.items()]
    if len(offer.choices) == 1:
        form.initial["offer"] = offer.choices[0][0]
    owner.choices = [(str(one.pk), one.name) for one in offered]
    if len(offered) == 1:
        owner.widget, owner.required = forms.HiddenInput(), False


def labelled(offer: Offer, offered: Offered) -> str:
    """Tell what an offer is, and for whom where it is not for all that one may report a need for."""
    to = [owner.name for owner, found in offered.items() if any(one.key == offer.key for one in is_open(found))]
    if len(to) == len(offered):
        return offer.label
    return _("%(offer)s. Bare for %(owners)s") % {"offer": offer.label, "owners": ", ".join(to)}


def offer_former(form: Start, former: list[Need]) -> None:
    """Offer the owner's earlier needs to begin from; whoever has none is not asked."""
    if not former:
        del form.fields["former"], form.fields["partners"]
        return
    field = form.fields["former"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Nei, begynn med et tomt skjema")), *((str(one.pk), in_list(one)) for one in former)]


def in_list(need: Need) -> str:
    """Name one of the earlier needs, with its state where it was never handed in."""
    told = f"{need.ref} {need}"
    return told if need.submitted_at else f"{told} ({str(Need.State(need.state).label).lower()})"
