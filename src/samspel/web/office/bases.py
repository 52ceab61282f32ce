"""The payment bases that have been handed over: number, control sum, digest, what is in each, and its file."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from samspel.payments import queries
from samspel.payments.models import Instalment
from samspel.web.acting import Request
from samspel.web.papers import stored

A_PAGE = 50


def bases(request: Request) -> HttpResponse:
    """Show the bases, the newest first."""
    page = Paginator(queries.bases(request.by), A_PAGE).get_page(request.GET.get("side"))
    return render(request, "office/bases.html", {"page": page})


def basis(request: Request, basis_id: UUID) -> HttpResponse:
    """Show one basis with its payments, and whether they still come to its control sum."""
    found = queries.basis(request.by, basis_id)
    instalments = list(queries.in_basis(found))
    named = {
        "basis": found,
        "instalments": [(one, Instalment.State(one.state).label) for one in instalments],
        "agrees": (len(instalments), sum(one.amount_nok for one in instalments)) == (found.lines, found.sum_nok),
    }
    return render(request, "office/basis.html", named)


def file(request: Request, basis_id: UUID) -> HttpResponse:
    """Give the file of a basis, as it was handed over."""
    found = queries.basis(request.by, basis_id)
    return stored(request, found.document, f"{found.number}.csv", kept=True)
