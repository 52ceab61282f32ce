"""The reports as the office works with them: which are due, late or handed in, and one of them read and answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.flow.refusal import Refused
from samspel.followup import queries, transitions
from samspel.followup.models import Report
from samspel.followup.queries import LATE, Wanted
from samspel.kit.deadlines import last_day
from samspel.tenancy.by import By
from samspel.web import clock, lists
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText, Text
from samspel.web.reporting import row
from samspel.web.tabs import Tab, address

A_PAGE = 50


class Filter(Form):
    """Which reports to show; the names in the address are Norwegian."""

    sok = Text(label=gettext_lazy("Søk i mottaker og tiltak"), required=False)
    ar = forms.TypedChoiceField(label=gettext_lazy("År"), coerce=int, empty_value=None, required=False)
    filters = True

    def __init__(self, request: Request) -> None:
        super().__init__(request.GET)
        fields: dict[str, Any] = self.fields
        fields["ar"].choices = [("", _("Alle år")), *((str(year), str(year)) for year in queries.years(request.by))]

    def wanted(self, state: str, sort: str) -> Wanted:
        """Give what the filter asks for; an answer that cannot be read asks for nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(state, given.get("ar"), given.get("sok", ""), sort)


class SendBack(Form):
    """What the receiver has to correct."""

    reason = LongText(
        label=gettext_lazy("Hva må rettes?"),
        help_text=gettext_lazy("Mottakeren får teksten slik den står her."),
        max_length=4_000,
        rows=4,
    )


def reports(request: Request) -> HttpResponse:
    """Show the office's reports, fifty on a page; with `?format=csv` all of them as a file."""
    at = clock.now(request)
    form = Filter(request)
    state = request.GET.get("status", "")
    wanted = form.wanted(state if state in {*Report.State.values, LATE} else "", request.GET.get("sorter", ""))
    found = queries.reports(request.by, at, wanted)
    if request.GET.get("format") == "csv":
        return as_file([row(report, at) for report in found])
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    named = {
        "filter": form,
        "page": page,
        "rows": [row(report, at) for report in page],
        "tabs": tabs(request, queries.counted(request.by, at)),
        "missing": queries.to_ask_for(request.by).count(),
        "file": address(request, format="csv"),
        "asks": request.by.role in transitions.STAFF,
    }
    return render(request, "office/reports.html", named)


def tabs(request: Request, counts: dict[str, int]) -> list[Tab]:
    """Give the states as links with how many reports stand in each, all of them first."""
    chosen = request.GET.get("status", "")
    words = {**{state.value: str(state.label) for state in Report.State}, LATE: _("Fristen er ute")}
    every = [("", _("Alle"), sum(n for state, n in counts.items() if state != LATE))]
    every += [(state, word, counts[state]) for state, word in words.items() if state in counts]
    return [Tab(word, n, address(request, status=state), state == chosen) for state, word, n in every]


def as_file(rows: list[tuple[Report, str, str, bool]]) -> HttpResponse:
    """Give the list as a file."""
    head = [
        _("Referanse"), _("Tiltak"), _("Mottaker"), _("Organisasjonsnummer"), _("År"), _("Tildelt i kroner"),
        _("Brukt i kroner"), _("Deltakere"), _("Frist"), _("Status"),
    ]  # fmt: skip
    cells = [
        [
            report.decision.case.need.ref, report.decision.case.need.title, report.recipient.name,
            report.recipient.orgnr, report.year, report.received_nok, report.spent_nok, report.participants,
            last_day(report.due_at).isoformat(), state,
        ]
        for report, state, _color, _late in rows
    ]  # fmt: skip
    return lists.as_csv("rapporter", head, cells)


def ask(request: Request) -> HttpResponse:
    """Ask for every report that sent awards call for and that nobody has asked for yet."""
    at, by = clock.now(request), request.by
    for share in list(queries.to_ask_for(by)):
        transitions.request(share.decision, recipient_id=share.recipient_id, year=share.year, by=by, at=at)
    return redirect("office-reports")


def report(request: Request, report_id: UUID) -> HttpResponse:
    """Show one report; approve it, or send it back with what must be corrected."""
    at, by = clock.now(request), request.by
    found = queries.report(report_id, by)
    back = SendBack(request.POST if "send_back" in request.POST else None)
    refused: list[object] = []
    if request.method == "POST" and (not back.is_bound or back.is_valid()):
        try:
            answer(found, back, by, at)
        except Refused as why:
            refused = list(why.refusals)
        else:
            return redirect("office-report", report_id)
    _same, state, color, late = row(found, at)
    named = {
        "report": found,
        "sheet": queries.sheet(found),
        "form": back,
        "refused": refused,
        "state": state,
        "color": color,
        "late": late,
        "answers": not transitions.approve.refusals(found, by=by, at=at),
    }
    return render(request, "office/report.html", named, status=422 if request.method == "POST" else 200)


def answer(found: Report, back: SendBack, by: By, at: datetime) -> None:
    """Send a report back where a reason was given, else approve it."""
    if back.is_bound:
        transitions.send_back(found, reason=back.cleaned_data["reason"], by=by, at=at)
    else:
        transitions.approve(found, by=by, at=at)
