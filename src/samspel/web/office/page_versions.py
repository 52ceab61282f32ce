"""Two versions of a page beside each other, with what each has and the other has not, and taking up an older one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspel.flow.refusal import NotVisible
from samspel.pages import queries, transitions
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.office.page import differences
from samspel.web.office.pages import writes


def page_version(request: Request, article_id: UUID, number: int) -> HttpResponse:
    """Compare a version with what the office has written now, or take its words up again."""
    found = queries.article_of(request.by, article_id, clock.now(request))
    if request.method == "POST":
        transitions.restore(found, number=number, by=request.by, at=clock.now(request))
        return redirect("office-page", found.pk)
    every = {one.number: one for one in queries.versions(found) if not one.gone}
    if number not in every:
        raise NotVisible
    other = request.GET.get("med", "")
    compared_with = every.get(int(other)) if other.isascii() and other.isdigit() and len(other) < 6 else None
    named = {
        "article": found,
        "version": every[number],
        "others": [one for one in every.values() if one.number != number],
        "compared_with": compared_with,
        "changes": differences(every[number], compared_with or found),
        "writes": writes(request),
    }
    return render(request, "office/page_version.html", named)
