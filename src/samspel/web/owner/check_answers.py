"""The whole need before it is sent: every answer, everything found, and the button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.flow.refusal import Refusal, Refused
from samspel.needs import content, handing, queries
from samspel.needs import sheet as sheets
from samspel.needs.rules import Finding, Level, check_for
from samspel.needs.rules.guards import signs
from samspel.needs.sheet import Sheet
from samspel.web import clock, keeping
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.owner.subject import FROM_CHECK, acting_as


class Sending(Form):
    """The last word before the need is handed in; the key makes one press one submission, the turn two pages one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    turn = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=32_767)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    sure = forms.BooleanField()

    def __init__(self, data: QueryDict | None = None, *, owner: Organisation, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        sure = self.fields["sure"]
        told = {"owner": owner.name}
        sure.label = _("Opplysningene er riktige, og jeg kan sende inn på vegne av %(owner)s.") % told
        sure.error_messages["required"] = _("Kryss av for at opplysningene er riktige, og send på nytt.")


@dataclass(frozen=True)
class Shown:
    """A finding with the page where it is put right."""

    finding: Finding
    url: str


def check_answers(request: Request, need_id: UUID) -> HttpResponse:
    """Show the whole need with what was found, or hand it in and go to the receipt."""
    by, at = acting_as(request), clock.now(request)
    need = queries.need_of(by, need_id)
    if request.method == "POST":
        form = Sending(request.POST, owner=need.owner)
        if form.is_valid():
            try:
                said = form.cleaned_data
                handing.hand_in(need, key=said["key"], turn=said["turn"], seen=said["seen"], by=by, at=at)
                return redirect("owner-receipt", need_id)
            except Refused as refused:
                return show(request, sheets.of(need, at), form, refusals=refused.refusals)
        return show(request, sheets.of(need, at), form)
    if not need.is_written:
        return redirect("owner-status", need_id)
    first = {"key": uuid4(), "turn": queries.next_turn(need)}
    return show(request, sheets.of(need, at), Sending(owner=need.owner, initial=first))


def show(request: Request, sheet: Sheet, form: Sending, refusals: list[Refusal] | None = None) -> HttpResponse:
    """Give the page; a refused sending keeps the confirmation and names every reason."""
    by, at = acting_as(request), clock.now(request)
    findings = sorted(check_for(sheet, by, at), key=lambda finding: place_of(finding.field))
    if form.is_bound:
        form.data = request.POST.copy()
        form.data["seen"] = sheets.looked_over(sheet)
    else:
        form.initial["seen"] = sheets.looked_over(sheet)
    named = {
        "need": sheet.need,
        "sheet": sheet,
        "form": form,
        "sections": [(section, page(section.key, sheet)) for section in content.sections(sheet)],
        "errors": [shown(finding, sheet) for finding in findings if finding.level == Level.ERROR],
        "warnings": [shown(finding, sheet) for finding in findings if finding.level == Level.WARNING],
        "hints": [shown(finding, sheet) for finding in findings if finding.level == Level.HINT],
        "cannot_sign": list(signs(sheet.need, by, at)),
        "refusals": sorted(refusals or [], key=lambda refusal: place_of(refusal.field)),
        "owner_mark": keeping.mark(by),
    }
    return render(request, "owner/check_answers.html", named, status=422 if form.errors or refusals else 200)


def place_of(field: str) -> tuple[int, int, int]:
    """Give where in the form a field stands: its page, its row where there are several alike, its place among the rest.

    What has no page is about the need as a whole, and comes first.
    """
    base, _dash, rest = field.partition("-")
    page = content.PAGES.get(base)
    keys = [key for key, _title, _answers in content.SUBJECTS]
    row = int(rest) if rest.isdigit() else 0
    return (keys.index(page), row, list(content.PAGES).index(base)) if page else (-1, 0, 0)


def shown(finding: Finding, sheet: Sheet) -> Shown:
    """Give a finding with its page, where it has one."""
    key = content.page_of(finding.field)
    return Shown(finding, page(key, sheet) if key else "")


def page(key: str, sheet: Sheet) -> str:
    """Give the address of a page, with the way back to here."""
    return f"{reverse(f'owner-{key}', args=[sheet.need.pk])}?fra={FROM_CHECK}"
