"""The partners of a need: who has been asked, what each has answered, why one from elsewhere, and asking one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from samspel.actors import queries as actors
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Partnership
from samspel.needs.rules import deadline
from samspel.needs.rules.parties import is_local
from samspel.needs.sheet import Sheet
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText, Text
from samspel.web.owner.subject import Subject, SubjectForm, Writing, acting_as

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


class Reason(SubjectForm):
    """Why a partner from elsewhere, which is asked unless all of them are known to be from here."""

    may_be_empty = ("partner_reason",)
    partner_reason = LongText(
        label=_("Hvorfor har dere valgt en annen partner enn den lokale?"),
        help_text=_(
            "For eksempel at den lokale ikke har fagfolk på området, eller ikke kan ta på seg oppdraget. "
            "La feltet stå tomt hvis partneren er den lokale."
        ),
        max_length=4_000,
        rows=4,
    )

    def shape(self) -> None:
        """Ask only where a partner is from elsewhere, or may be."""
        self.leave_out(partner_reason="other-partner")
        need = self.sheet.need
        day = need.call.rules_day
        assert day is not None
        if all(is_local(row.partner, need.office.orgnr, day) for row in self.sheet.active) and not need.partner_reason:
            self.fields.pop("partner_reason", None)

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the reason."""
        if "partner_reason" in self.cleaned_data:
            transitions.fill(need, content={"partner_reason": self.cleaned_data["partner_reason"]}, **who)


@dataclass(frozen=True)
class Partners(Subject):
    """The page with the partners, which one more can be asked from."""

    def show(self, request: Request, form: SubjectForm, **more: object) -> HttpResponse:
        """Give the page with the partners as they stand."""
        sheet = form.sheet
        invitation = more.get("invitation")
        if not isinstance(invitation, Invitation):
            typed = {name: request.POST.get(name, "") for name in Invitation.base_fields}
            invitation = Invitation(initial=typed)
            invitation.offer(sheet)
        named = {
            "invitation": invitation,
            "rows": [(row, row.State(row.state).label, COLORS[row.State(row.state)]) for row in sheet.partnerships],
            "last_day": deadline.last_day_for_partners(sheet.need, clock.now(request)),
        }
        answer = super().show(request, form, **{**more, **named})
        if invitation.errors or more.get("refusals"):
            answer.status_code = 422
        return answer


SUBJECT = Partners("partners", Reason, "owner/partners.html")


def partners(request: Request, need_id: UUID) -> HttpResponse:
    """Show the partners, ask one more, ask one again, let one go, or keep why one is from elsewhere."""
    by, at = acting_as(request), clock.now(request)
    if request.method != "POST" or not {"do", "partner"} & request.POST.keys():
        return SUBJECT.serve(request, need_id)
    sheet = sheets.of(queries.need_of(by, need_id), at)
    if not sheet.need.is_written:
        return redirect("owner-status", need_id)
    onward = SUBJECT.onward(request, sheet) if "videre" in request.POST else request.path
    if "videre" in request.POST and not request.POST.get("partner"):
        return redirect(onward)
    form = Invitation(request.POST if "partner" in request.POST else None)
    form.offer(sheet)
    refusals: Sequence[Refusal] = ()
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
            transitions.invite_partner(sheet.need, partner=partner, contact=form.cleaned_data["contact"], by=by, at=at)
            return redirect(onward)
    except Refused as refused:
        if form.is_bound:
            form.refuse(refused.refusals)
        else:
            refusals = refused.refusals
    typed = request.POST if "partner_reason" in request.POST else None
    return SUBJECT.show(request, Reason(typed, sheet=sheet), invitation=form, refusals=refusals)


def uuid_of(text: str) -> UUID:
    """Read an id that a form sent back; NotVisible when it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NotVisible from None
