"""The receiver's reports: which there are, and one of them filled in, kept, and handed in; for owners and partners."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.flow.refusal import Refused
from samspel.followup import queries, transitions
from samspel.followup.models import Told
from samspel.followup.queries import Sheet
from samspel.followup.rules import LONGEST_RESULT, MOST_PARTICIPANTS
from samspel.kit.money import format_nok
from samspel.needs.models import Indicator
from samspel.needs.rules import measuring
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Amount, Form, LongText, Text
from samspel.web.forms.form import speak_plainly
from samspel.web.reporting import row

A_PAGE = 50


class Answers(Form):
    """What a report tells, with one question for each indicator of the need; it may be kept half done."""

    says_optional = False
    spent_nok = Amount(label=gettext_lazy("Hvor mye av tilskuddet er brukt?"), required=False)
    unspent_plan = LongText(
        label=gettext_lazy("Hva skal skje med penger som ikke er brukt?"),
        help_text=gettext_lazy("Skriv om dere vil bruke dem senere, og til hva, eller betale dem tilbake."),
        required=False,
        rows=3,
    )
    participants = forms.IntegerField(
        label=gettext_lazy("Hvor mange har deltatt?"),
        help_text=gettext_lazy("Skriv bare antallet, aldri navn."),
        min_value=0,
        max_value=MOST_PARTICIPANTS,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-kind": "amount"}),
        error_messages={"invalid": gettext_lazy("Skriv antallet som et tall, for eksempel 24.")},
    )
    outcome = LongText(
        label=gettext_lazy("Hva har tiltaket ført til?"),
        help_text=gettext_lazy("Skriv hva som er blitt annerledes, ikke navn på barn eller ansatte."),
        required=False,
        rows=6,
    )

    def __init__(self, sent: QueryDict | None, sheet: Sheet) -> None:
        told, self.indicators = sheet.told, sheet.indicators
        known = {name: getattr(told, name) for name in ("spent_nok", "unspent_plan", "participants", "outcome")}
        super().__init__(sent, initial=known | {field_name(pk): told.results.get(pk, "") for pk in sheet.indicators})
        for pk, indicator in sheet.indicators.items():
            asked = self.fields[field_name(pk)] = result(indicator)
            speak_plainly(asked, asked.label)
        received = {"received": format_nok(sheet.report.received_nok), "year": sheet.report.year}
        self.fields["spent_nok"].help_text = (
            _("Dere har fått %(received)s for %(year)s. Har dere brukt mer, er resten egne penger.") % received
        )
        if planned := sheet.planned_participants:
            asks = _("Dere planla %(planned)s deltakere. Skriv bare antallet, aldri navn.") % {"planned": planned}
            self.fields["participants"].help_text = asks

    def told(self) -> Told:
        """Give what has been answered."""
        given = self.cleaned_data
        results = {pk: given[field_name(pk)] for pk in self.indicators if given[field_name(pk)]}
        return Told(given["spent_nok"], given["unspent_plan"], given["participants"], given["outcome"], results)


def field_name(indicator_id: UUID) -> str:
    """Give the name of the question about one indicator."""
    return f"result-{indicator_id}"


def result(indicator: Indicator) -> forms.Field:
    """Make the question about one indicator, with where it stood and where it should be."""
    before, goal = (measuring.shown(indicator.measured_in, text) for text in (indicator.baseline, indicator.target))
    parts = [_("Før tiltaket: %(value)s.") % {"value": before}] if before else []
    parts += [_("Målet: %(value)s.") % {"value": goal}] if goal else []
    parts += [measuring.wanted(indicator.measured_in)] if indicator.measured_in else []
    label = _("Resultat for «%(what)s»") % {"what": indicator.what}
    return Text(label=label, help_text=" ".join(parts), max_length=LONGEST_RESULT, required=False)


def reports(request: Request) -> HttpResponse:
    """Show the reports that the organisation is asked for, those due first on top."""
    at = clock.now(request)
    page = Paginator(queries.reports(request.by, at), A_PAGE).get_page(request.GET.get("side"))
    named = {"page": page, "rows": [row(report, at) for report in page], "address": f"{request.acting.desk}-report"}
    return render(request, "owner/reports.html", named)


def report(request: Request, report_id: UUID) -> HttpResponse:
    """Show one report; keep what was written, or hand it in."""
    at, by = clock.now(request), request.by
    found = queries.report(report_id, by)
    sheet = queries.sheet(found)
    form = Answers(request.POST if request.method == "POST" else None, sheet)
    if form.is_bound and form.is_valid():
        handed_in = "lever" in request.POST
        try:
            (transitions.submit if handed_in else transitions.fill)(found, told=form.told(), by=by, at=at)
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            return redirect(request.path if handed_in else f"{request.path}?lagret")
    named = page(request, sheet, by, at) | {"form": form}
    return render(request, "owner/report.html", named, status=422 if form.is_bound else 200)


def page(request: Request, sheet: Sheet, by: By, at: datetime) -> dict[str, object]:
    """Give what the page shows beside the questions."""
    _same, state, color, late = row(sheet.report, at)
    return {
        "report": sheet.report,
        "sheet": sheet,
        "state": state,
        "color": color,
        "late": late,
        "writes": not transitions.fill.refusals(sheet.report, by=by, at=at),
        "hands_in": not transitions.submit.refusals(sheet.report, by=by, at=at),
        "kept": "lagret" in request.GET,
        "list_address": f"{request.acting.desk}-reports",
    }
