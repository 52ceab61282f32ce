"""The office's messages with everybody, first those that hold something it has not read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspel.messages import queries
from samspel.messages.models import Conversation
from samspel.messages.rules import OFFICE_WRITERS
from samspel.web import messaging
from samspel.web.acting import Request
from samspel.web.tabs import Tab, address

A_PAGE = 50
State = Conversation.State


def messages(request: Request) -> HttpResponse:
    """Show the conversations of the office, narrowed by state in the address."""
    chosen = request.GET.get("status", "")
    every = queries.conversations_of(request.by)
    found = every.filter(state=chosen) if chosen in State else every
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    named = {
        "page": page,
        "rows": messaging.rows(page.object_list),
        "tabs": tabs(request, queries.counted(every), chosen),
        "chosen": chosen in State,
        "writes": bool(OFFICE_WRITERS & request.acting.roles),
    }
    return render(request, "office/messages.html", named)


def tabs(request: Request, counts: dict[str, int], chosen: str) -> list[Tab]:
    """Give the states as links with how many conversations stand at each; all of them first."""
    every = Tab(_("Alle"), sum(counts.values()), address(request, status=""), chosen not in State)
    each = [Tab(one.label, counts[one], address(request, status=one), chosen == one) for one in State]
    return [every, *each]
