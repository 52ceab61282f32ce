"""Everything that the partner has been asked to take part in, at all offices, with its own money year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import capacity
from samspel.actors import queries as actors
from samspel.actors.models import Assignment
from samspel.flow import reminding
from samspel.kit.deadlines import oslo_day
from samspel.needs import queries
from samspel.needs.models import Partnership
from samspel.needs.parts import NOT_SENT
from samspel.needs.queries import Asked, Wanted
from samspel.tenancy.by import Role
from samspel.web import clock, waiting
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.partner.words import STATES, Standing, can_answer, scheme_name, short_name, standing_of
from samspel.web.tabs import Tab, address

A_PAGE = 50
FILTER = "status"
ANSWERED = Partnership.State.CONFIRMED
GONE = {Partnership.State.DECLINED, NOT_SENT}


@dataclass(frozen=True)
class Row:
    """One need that the partner is asked into, with its own money per year."""

    partnership: Partnership
    scheme: str
    standing: Standing
    money: Mapping[int, int]
    open: bool
    reminded_at: datetime | None = None


@dataclass(frozen=True)
class Year:
    """What one year would cost the partner's own people, in whole kroner: what it has said yes to, and what it may."""

    year: int
    confirmed_nok: int
    waiting_nok: int
    capacity_nok: int | None = None

    @property
    def total_nok(self) -> int:
        """Give what the year comes to if the partner says yes to everything."""
        return self.confirmed_nok + self.waiting_nok

    @property
    def over(self) -> str:
        """Tell how the year stands against what the partner has said that it can take on; nothing while it fits."""
        if self.capacity_nok is None or self.total_nok <= self.capacity_nok:
            return ""
        return "confirmed" if self.confirmed_nok > self.capacity_nok else "all"


class Filter(Form):
    """What whoever answers for the partner wants to see; every part may be left empty."""

    says_optional = False

    kontor = forms.ChoiceField(label=gettext_lazy("Statsforvalter"), required=False)
    ordning = forms.ChoiceField(label=gettext_lazy("Ordning"), required=False)
    aar = forms.ChoiceField(label=gettext_lazy("År med penger til dere"), required=False)

    def offer(self, asked: Sequence[Asked], money: Mapping[UUID, Mapping[int, int]]) -> None:
        """Offer the offices, the schemes and the years that there are."""
        fields: dict[str, Any] = self.fields
        offices = {one.office: one.office_name for one in asked}
        schemes = {one.scheme: short_name(one.scheme, one.rule_set) for one in asked}
        numbers = sorted({str(year) for one in asked for year in money.get(one.need_id, {})})
        fields["kontor"].choices = [("", _("Alle")), *sorted(offices.items(), key=lambda one: one[1])]
        fields["ordning"].choices = [("", _("Alle ordninger")), *sorted(schemes.items())]
        fields["aar"].choices = [("", _("Alle år")), *((number, number) for number in numbers)]

    def wanted(self, state: str, sort: str) -> Wanted:
        """Give what the filter asks for; an answer that cannot be read asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        year = int(said.get("aar") or 0)
        return Wanted(state if state in STATES else "", said.get("kontor", ""), said.get("ordning", ""), year, sort)


def home(request: Request) -> HttpResponse:
    """Show what the partner is asked into, narrowed and sorted in the address, and the sums per year of all of it."""
    at = clock.now(request)
    everything = queries.asked_of(request.by, at)
    money = queries.partner_money(request.by)
    form = Filter(request.GET)
    form.offer(everything, money)
    wanted = form.wanted(request.GET.get(FILTER, ""), request.GET.get("sorter", ""))
    found = queries.listed_partnerships(request.by, wanted, at)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    partner = queries.partner_of(request.by)
    people = actors.acting_for(partner, {Role.PARTNER_CONFIRMER}, oslo_day(at))
    context = {
        "waiting": waiting.shown(request),
        "page": page,
        "rows": rows(page.object_list, money, at),
        "filter": form,
        "tabs": tabs(request, Counter(one.state for one in everything if fits(one, wanted, money)), wanted.state),
        "years": years({one.need_id: one.state for one in everything}, money, capacity.of(partner)),
        "chosen": bool(request.GET),
        "answers": Role.PARTNER_CONFIRMER in request.acting.roles,
        "answerers": answerers(people),
        "answered": number(request.GET.get("besvart", "")),
    }
    return render(request, "partner/home.html", context)


def rows(found: Iterable[Partnership], money: Mapping[UUID, Mapping[int, int]], at: datetime) -> list[Row]:
    """Give the rows of one page."""
    shown = list(found)
    told = reminding.told(one.pk for one in shown if can_answer(one, at))
    return [
        Row(
            one, scheme_name(one.need), standing_of(one, at), money.get(one.need_id, {}), can_answer(one, at),
            told.get(one.pk, reminding.Told()).reminded_at,
        )
        for one in shown
    ]  # fmt: skip


def fits(one: Asked, wanted: Wanted, money: Mapping[UUID, Mapping[int, int]]) -> bool:
    """Tell whether a partnership is wanted, whatever has been answered."""
    return (
        wanted.office in {"", one.office}
        and wanted.scheme in {"", one.scheme}
        and (not wanted.year or wanted.year in money.get(one.need_id, {}))
    )


def tabs(request: Request, counts: Mapping[str, int], chosen: str) -> list[Tab]:
    """Give the states as links with how many needs stand at each; all of them first."""
    every = [("", _("Alle"), sum(counts.values()))]
    each = [(state, str(words), counts.get(state, 0)) for state, (words, _c) in STATES.items()]
    return [
        Tab(label, count, address(request, **{FILTER: state}), state == chosen) for state, label, count in every + each
    ]


def years(
    states: Mapping[UUID, str], money: Mapping[UUID, Mapping[int, int]], room: Mapping[int, int] | None = None
) -> list[Year]:
    """Give the sums per year over all needs not declined and not left unsent, beside what the partner can take on."""
    room = room or {}
    confirmed, waits = Counter[int](), Counter[int]()
    for need_id, state in states.items():
        if state not in GONE:
            (confirmed if state == ANSWERED else waits).update(money.get(need_id, {}))
    there = sorted({*confirmed, *waits, *room})
    return [Year(year, confirmed[year], waits[year], room.get(year)) for year in there]


def answerers(people: Iterable[Assignment]) -> list[tuple[str, date | None]]:
    """Give who may answer for the partner, by name, each with the last day where there is one."""
    return sorted(((one.person.name, one.until) for one in people), key=lambda one: one[0])


def number(text: str) -> int | None:
    """Give how many were just answered, if the address tells."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
