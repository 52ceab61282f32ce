"""The party's messages with every office, first those that hold something it has not read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from samspel.messages import queries
from samspel.messages.rules import PARTY_WRITERS
from samspel.tenancy.by import Role
from samspel.web import messaging
from samspel.web.acting import Request

A_PAGE = 30


def messages(request: Request) -> HttpResponse:
    """Show the conversations of whoever is acted for."""
    page = Paginator(queries.conversations_of(request.by), A_PAGE).get_page(request.GET.get("side"))
    named = {
        "page": page,
        "rows": messaging.rows(page.object_list),
        "writes": request.by.role in PARTY_WRITERS,
        "alone": request.by.role == Role.PRIVATE_PERSON,
    }
    return render(request, "party/messages.html", named)
