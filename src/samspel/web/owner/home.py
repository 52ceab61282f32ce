"""The owner's first page: its needs with where they are, the calls it can answer, the networks it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from samspel.actors import queries as actors
from samspel.calls import queries as calls
from samspel.needs import queries
from samspel.needs.models import Need
from samspel.needs.rules.guards import EDITORS
from samspel.rules import scheme
from samspel.tenancy.by import By
from samspel.web import clock, waiting
from samspel.web.acting import Request
from samspel.web.whereabouts import Shown, shown

A_PAGE = 30


@dataclass(frozen=True)
class Row:
    """A need in the list."""

    need: Need
    scheme: str
    where: Shown
    url: str
    declined: str = ""


def address(need: Need, by: By) -> str:
    """Give where one goes on with a need: to its tasks while it is written, else to where it is."""
    written = need.is_written and by.role in EDITORS
    return reverse("owner-need" if written else "owner-status", args=[need.pk])


def declined(need: Need, at: datetime) -> str:
    """Name the partners that said no, while the owner can still do something about it."""
    names: list[str] = getattr(need, "who_declined", [])
    open_still = need.state == Need.State.RETURNED or (need.grace_ends is not None and at < need.grace_ends)
    return ", ".join(names) if names and need.is_written and open_still else ""


def home(request: Request) -> HttpResponse:
    """Show the owner's needs, and what can be done now."""
    at, form = clock.now(request), get_language() or "nb"
    page = Paginator(queries.naming_who_declined(queries.owned_by(request.by)), A_PAGE).get_page(
        request.GET.get("side")
    )
    places = shown([need.pk for need in page.object_list], at)
    rows = [
        Row(
            need,
            scheme(need.scheme, need.call.rule_set).short_in(form),
            places[need.pk],
            address(need, request.by),
            declined(need, at),
        )
        for need in page.object_list
    ]
    organisation_id = request.by.organisation_id
    named = {
        "waiting": waiting.shown(request),
        "page": page,
        "rows": rows,
        "calls": calls.open_calls(at),
        "networks": actors.networks_led_by(organisation_id) if organisation_id else [],
    }
    return render(request, "owner/home.html", named)
