"""The owner's units as the registers tell of them: narrowed in the address, and with a way to say that one is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries
from samspel.actors.models import Organisation, Unit
from samspel.actors.networks import queries as networks
from samspel.actors.networks.rules import EDITORS
from samspel.kit.deadlines import oslo_day
from samspel.places import lookups
from samspel.places.tables import FIRST_DAY
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.texts import day_in_words
from samspel.web.forms import Form, Text
from samspel.web.owner.subject import acting_as

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A unit in the list."""

    unit: Unit
    kommune: str
    since: str
    register: str


class Filter(Form):
    """Which units the owner wants to see; every part may be left empty."""

    says_optional = False

    eier = forms.ChoiceField(label=gettext_lazy("Enhetene til"), required=False)
    sok = Text(label=gettext_lazy("Søk i navn"), required=False)
    slag = forms.ChoiceField(label=gettext_lazy("Slag"), required=False)
    kommune = forms.ChoiceField(label=gettext_lazy("Kommune"), required=False)

    def __init__(
        self, among: Iterable[Organisation], offered: tuple[list[str], list[str]], day: date, *args: Any
    ) -> None:
        super().__init__(*args)
        fields: dict[str, Any] = self.fields
        fields["eier"].choices = [("", _("Oss selv")), *((str(one.pk), one.name) for one in among)]
        labels, (kinds, numbers) = dict(Unit.Kind.choices), offered
        fields["slag"].choices = [("", _("Alle slag")), *((kind, labels[kind]) for kind in kinds)]
        named = sorted(((number, place(number, day)) for number in numbers if number), key=lambda pair: pair[1])
        fields["kommune"].choices = [("", _("Alle kommuner")), *named]


def units(request: Request) -> HttpResponse:
    """Show the units of the owner, or of the members of a network that it leads, fifty on a page."""
    day = oslo_day(clock.now(request))
    own, led = owner_and_networks(request.by)
    chosen = next((one for one in led if str(one.pk) == request.GET.get("eier")), own)
    every = queries.owned_units(chosen, day)
    form = Filter(led, queries.kinds_and_kommunar(every), day, request.GET)
    form.is_valid()
    given = form.cleaned_data
    found = queries.narrowed_units(
        every, text=given.get("sok", ""), kind=given.get("slag", ""), kommune_number=given.get("kommune", "")
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    named = {
        "chosen": chosen,
        "of_network": chosen != own,
        "filter": form,
        "page": page,
        "rows": [row(unit, day) for unit in page.object_list],
        "narrowed": any(given.get(name) for name in ("sok", "slag", "kommune")),
        "writes": acting_as(request).role in EDITORS,
    }
    return render(request, "owner/units.html", named)


def owner_and_networks(by: By) -> tuple[Organisation, list[Organisation]]:
    """Give the owner that somebody acts for, and the networks that it leads."""
    owner_id = networks.owner_of(by)
    found: dict[UUID, Organisation] = queries.organisations([owner_id])
    return found[owner_id], list(queries.networks_led_by(owner_id))


def row(unit: Unit, day: date) -> Row:
    """Give one unit in words."""
    register = dict(Unit.Register.choices).get(unit.register, _("Ikke fra noe register"))
    return Row(unit, place(unit.kommune_number, day), since(unit), str(register))


def since(unit: Unit) -> str:
    """Tell since when the owner has had a unit; from the first day that is known of it is at least since then."""
    begun: date | None = getattr(unit, "owned_since", None)
    if begun is None:
        return _("Ikke oppgitt")
    return (_("minst siden %(day)s") if begun <= FIRST_DAY else "%(day)s") % {"day": day_in_words(begun)}


def place(number: str, day: date) -> str:
    """Give the name of a kommune; its number where the day does not know it, and a dash for none."""
    if not number:
        return "–"
    try:
        return ", ".join(lookups.kommune(one, day).name for one in lookups.successors(number, day))
    except lookups.Unknown:
        return number
