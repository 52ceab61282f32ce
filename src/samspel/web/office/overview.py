"""The office's overview: what waits over all the steps, from new needs to reports that nobody has read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspel.web import waiting
from samspel.web.acting import Request


def overview(request: Request) -> HttpResponse:
    """Show what waits."""
    return render(request, "office/overview.html", {"waiting": waiting.shown(request)})
