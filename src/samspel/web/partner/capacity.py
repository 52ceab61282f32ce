"""What the partner can take on, year by year, as whoever answers for it says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspel.actors import capacity as told
from samspel.actors import queries as actors
from samspel.flow.refusal import Refused
from samspel.needs import queries
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Amount, Form


class Room(Form):
    """How much the partner can take on in each year."""

    says_optional = False

    def __init__(self, years: Iterable[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for year in years:
            self.fields[told.field_of(year)] = Amount(label=str(year), required=False)


def capacity(request: Request) -> HttpResponse:
    """Show what has been told of each year; a POST tells it anew."""
    partner_id, at = queries.partner_of(request.by), clock.now(request)
    years = told.years(at)
    known = {told.field_of(year): nok for year, nok in told.of(partner_id).items()}
    form = Room(years, request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        said = {year: form.cleaned_data[told.field_of(year)] for year in years}
        try:
            told.tell_capacity(actors.organisations([partner_id])[partner_id], said, by=request.by, at=at)
            return redirect("partner-home")
        except Refused as refused:
            form.refuse(refused.refusals)
    return render(request, "partner/capacity.html", {"form": form}, status=422 if form.errors else 200)
