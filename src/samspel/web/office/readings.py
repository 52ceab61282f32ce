"""Who has read the documents of a case: the letters, the receipts, each time one was handed out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from samspel.casework import queries
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.roles import ROLES

A_PAGE = 50


def readings(request: Request, need_id: UUID) -> HttpResponse:
    """Show the read log of a case, the newest first, fifty on a page."""
    file = queries.case_file(request.by, need_id, clock.now(request))
    page = Paginator(queries.readings(file.need), A_PAGE).get_page(request.GET.get("side"))
    named = {"need": file.need, "page": page, "rows": [row(one) for one in page.object_list]}
    return render(request, "office/readings.html", named)


def row(one: Any) -> dict[str, object]:  # noqa: ANN401 - a reading with who read it
    """Give one reading in words; somebody at the office acts for no organisation."""
    return {
        "title": one.document.title,
        "at": one.at,
        "who": one.who,
        "for_whom": one.for_whom,
        "role": ROLES[Role(one.role)],
    }
