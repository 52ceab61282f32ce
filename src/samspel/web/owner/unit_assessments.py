"""What the units say: who has been asked and has answered, and asking them, each by a link to a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.needs import links, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.sheet import Sheet
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.owner.partners import uuid_of
from samspel.web.owner.subject import acting_as

ACTS: dict[str, Callable[..., None]] = {
    "renew": transitions.renew_unit_link,
    "withdraw": transitions.withdraw_unit,
}


class Asking(Form):
    """Which units to ask, with the address that each link goes to."""

    units = forms.MultipleChoiceField(
        label=_("Hvem vil dere spørre?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én enhet.")},
    )
    email = forms.EmailField(
        label=_("E-post til enheten"),
        required=False,
        help_text=_("Velger du én enhet, kan vi sende lenken for deg. Ellers kopierer du lenkene herfra."),
    )

    def offer(self, sheet: Sheet) -> None:
        """Offer the units that take part and have not been asked."""
        asked = {one.unit_id for one in sheet.unit_assessments}
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(unit.pk), unit.name) for unit in sheet.units if unit.pk not in asked]

    def clean(self) -> dict[str, object]:
        """One address is one unit's: several links in one letter would let each answer for the others."""
        said = super().clean() or {}
        if said.get("email") and len(said.get("units") or ()) > 1:
            self.add_error("email", _("Velg én enhet om gangen når vi skal sende lenken på e-post."))
        return said


def unit_assessments(request: Request, need_id: UUID) -> HttpResponse:
    """Show the units' answers and who is missing; ask, make a new link, or do without an answer."""
    by, at = acting_as(request), clock.now(request)
    sheet = sheets.of(queries.need_of(by, need_id), at)
    if not sheet.need.is_written:
        return redirect("owner-status", need_id)
    form = Asking(request.POST if "ask" in request.POST else None)
    form.offer(sheet)
    refusals: list[Refusal] = []
    if request.method == "POST":
        try:
            if done(request, sheet, form, by, at):
                return redirect("owner-unit-assessments", need_id)
        except Refused as refused:
            form.refuse(refused.refusals) if form.is_bound else refusals.extend(refused.refusals)
    named = {
        "sheet": sheet,
        "need": sheet.need,
        "form": form,
        "refusals": refusals,
        "rows": [(one, links.address(one)) for one in sheet.unit_assessments],
        "answered": len(sheet.answered),
        "asked": len(sheet.unit_assessments),
    }
    return render(request, "owner/unit_assessments.html", named, status=422 if form.errors or refusals else 200)


def done(request: Request, sheet: Sheet, form: Asking, by: By, at: datetime) -> bool:
    """Do what a button asks; False when the form has to be filled in better."""
    if "ask" not in request.POST:
        act = ACTS.get(request.POST.get("do", ""))
        row = links.unit_assessment_of(sheet.need, uuid_of(request.POST.get("row", "")))
        if act is None:
            raise NotVisible
        act(row, by=by, at=at)
        return True
    if not form.is_valid():
        return False
    for unit in form.cleaned_data["units"]:
        transitions.ask_unit(sheet.need, unit_id=UUID(unit), email=form.cleaned_data["email"], by=by, at=at)
    return True
