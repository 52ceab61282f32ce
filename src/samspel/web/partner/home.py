"""Everything that the partner has been asked to take part in, at all offices, with its own money year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspel.needs import queries
from samspel.needs.models import Partnership
from samspel.web import waiting
from samspel.web.acting import Request
from samspel.web.partner.words import STATES, Standing, scheme_name, standing_of
from samspel.web.tabs import Tab

A_PAGE = 50
FILTER = "status"
ANSWERED = Partnership.State.CONFIRMED
GONE = Partnership.State.DECLINED


@dataclass(frozen=True)
class Row:
    """One need that the partner is asked into, with its own money per year."""

    partnership: Partnership
    scheme: str
    standing: Standing
    money: Mapping[int, int]


@dataclass(frozen=True)
class Year:
    """What one year would cost the partner's own people, in whole kroner: what it has said yes to, and what it may."""

    year: int
    confirmed_nok: int
    waiting_nok: int

    @property
    def total_nok(self) -> int:
        """Give what the year comes to if the partner says yes to everything."""
        return self.confirmed_nok + self.waiting_nok


def home(request: Request) -> HttpResponse:
    """Show what the partner is asked into, narrowed by state in the address, and the sums per year of all of it."""
    chosen = request.GET.get(FILTER, "")
    found = queries.partnerships_of(request.by)
    states = dict(found.values_list("need_id", "state"))
    money = queries.partner_money(request.by)
    narrowed = found.filter(state=chosen) if chosen in STATES else found
    page = Paginator(narrowed, A_PAGE).get_page(request.GET.get("side"))
    context = {
        "waiting": waiting.shown(request),
        "page": page,
        "rows": rows(page.object_list, money),
        "tabs": tabs(Counter(states.values()), chosen),
        "years": years(states, money),
        "chosen": chosen,
    }
    return render(request, "partner/home.html", context)


def rows(found: Iterable[Partnership], money: Mapping[UUID, Mapping[int, int]]) -> list[Row]:
    """Give the rows of one page."""
    return [Row(one, scheme_name(one.need), standing_of(one), money.get(one.need_id, {})) for one in found]


def tabs(counts: Mapping[str, int], chosen: str) -> list[Tab]:
    """Give the states as links with how many needs stand at each; all of them first."""
    every = [Tab(_("Alle"), sum(counts.values()), "?", chosen not in STATES)]
    each = [
        Tab(str(words), counts.get(state, 0), f"?{FILTER}={state}", state == chosen)
        for state, (words, _c) in STATES.items()
    ]
    return every + each


def years(states: Mapping[UUID, str], money: Mapping[UUID, Mapping[int, int]]) -> list[Year]:
    """Give the sums per year over all needs that the partner has not declined."""
    confirmed, waiting = Counter[int](), Counter[int]()
    for need_id, state in states.items():
        if state != GONE:
            (confirmed if state == ANSWERED else waiting).update(money.get(need_id, {}))
    return [Year(year, confirmed[year], waiting[year]) for year in sorted(confirmed | waiting)]
