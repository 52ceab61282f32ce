"""The cases on their way to a decision, each with what was asked for, recommended and given."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspel.decisions import queries
from samspel.decisions.models import Decision
from samspel.decisions.queries import Row, Stage
from samspel.web.acting import Request
from samspel.web.office.inbox import scheme_names
from samspel.web.tabs import Tab

A_PAGE = 50
COLORS = {Stage.WAITING: "info", Stage.DRAFTED: "accent", Stage.MADE: "warning", Stage.SENT: "success"}


def decisions(request: Request) -> HttpResponse:
    """Show the worklist, all of it or one stage, fifty cases on a page."""
    stage = request.GET.get("status", "")
    cases = queries.worklist(request.by)
    page = Paginator(queries.at_stage(cases, stage), A_PAGE).get_page(request.GET.get("side"))
    named = {
        "page": page,
        "rows": [shown(row) for row in queries.rows(page.object_list)],
        "tabs": tabs(queries.counted(cases), stage),
    }
    return render(request, "office/decisions.html", named)


def shown(row: Row) -> dict[str, object]:
    """Give a row with its words: scheme, stage, outcome."""
    scheme = scheme_names().get(row.case.need.scheme, row.case.need.scheme)
    kind = Decision.Kind(row.decision.kind).label if row.decision else ""
    return {"row": row, "scheme": scheme, "stage": row.stage.label, "color": COLORS[row.stage], "kind": kind}


def tabs(counts: dict[Stage, int], chosen: str) -> list[Tab]:
    """Give the stages as links with how many cases stand at each, all of them first."""
    every = [("", _("Alle"), sum(counts.values())), *((stage, stage.label, count) for stage, count in counts.items())]
    return [
        Tab(str(label), count, f"?{urlencode({'status': stage})}" if stage else "?", stage == chosen)
        for stage, label, count in every
    ]
