"""The partners of a need: who has been asked, what each has answered, and asking one more."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.actors import queries as actors
from samspel.flow.refusal import NotVisible, Refused
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Partnership
from samspel.needs.sheet import Sheet
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form, Text
from samspel.web.owner.subject import acting_as, subjects_of

ACTS = {"avlys": transitions.cancel_invitation, "igjen": transitions.invite_again}
COLORS = {
    Partnership.State.INVITED: "info",
    Partnership.State.CONFIRMED: "success",
    Partnership.State.CHANGED: "warning",
    Partnership.State.DECLINED: "danger",
    Partnership.State.CANCELLED: "neutral",
}


class Invitation(Form):
    """Whom to ask."""

    partner = forms.ChoiceField(label=_("Hvem vil dere samarbeide med?"))
    contact = Text(label=_("Kontaktperson hos partneren"), max_length=120, required=False)

    def offer(self, sheet: Sheet) -> None:
        """Offer the partners that the scheme takes and that have not been asked."""
        asked = {row.partner_id for row in sheet.partnerships}
        field = self.fields["partner"]
        assert isinstance(field, forms.ChoiceField)
        found = actors.of_kind(*sheet.scheme.partner_kinds.codes)
        field.choices = [
            ("", _("Velg")),
            *((str(partner.pk), partner.name) for partner in found if partner.pk not in asked),
        ]


def partners(request: Request, need_id: UUID) -> HttpResponse:
    """Show the partners, ask one more, ask one again, or let one go."""
    by, at = acting_as(request), clock.now(request)
    sheet = sheets.of(queries.need_of(by, need_id), at)
    if not sheet.need.is_written:
        return redirect("owner-status", need_id)
    form = Invitation(request.POST if "partner" in request.POST else None)
    form.offer(sheet)
    refusals = []
    if request.method == "POST":
        try:
            if "do" in request.POST:
                act = ACTS.get(request.POST["do"])
                row = queries.partner_of_need(sheet.need, uuid_of(request.POST.get("row", "")))
                if act is None:
                    raise NotVisible
                act(row, by=by, at=at)
                return redirect("owner-partners", need_id)
            if form.is_valid():
                partner_id = UUID(form.cleaned_data["partner"])
                partner = actors.organisations([partner_id])[partner_id]
                transitions.invite_partner(
                    sheet.need, partner=partner, contact=form.cleaned_data["contact"], by=by, at=at
                )
                return redirect("owner-partners", need_id)
        except Refused as refused:
            form.refuse(refused.refusals) if form.is_bound else refusals.extend(refused.refusals)
    keys = subjects_of(sheet)
    named = {
        "sheet": sheet,
        "need": sheet.need,
        "form": form,
        "refusals": refusals,
        "rows": [(row, row.State(row.state).label, COLORS[row.State(row.state)]) for row in sheet.partnerships],
        "number": keys.index("partners") + 1,
        "count": len(keys),
        "next": f"owner-{keys[keys.index('partners') + 1]}",
    }
    return render(request, "owner/partners.html", named, status=422 if form.errors or refusals else 200)


def uuid_of(text: str) -> UUID:
    """Read an id that a form sent back; NotVisible when it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NotVisible from None
