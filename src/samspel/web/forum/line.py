"""The secretary's page for one line: place, amount for each receiver and year, reason, criteria; and taking it out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspel.flow.refusal import Refused
from samspel.forum import queries, transitions
from samspel.forum.queries import LineView
from samspel.kit.money import format_nok
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Amount, Form, LongText


class Proposal(Form):
    """What the forum proposes for one case; an amount field for each receiver and year is added."""

    says_optional = False

    reason = LongText(
        label=gettext_lazy("Forumets grunn"),
        help_text=gettext_lazy("Skriv hvorfor forumet prioriterer slik. Eieren får lese dette."),
        max_length=4_000,
        rows=5,
        required=False,
    )
    criteria = forms.MultipleChoiceField(
        label=gettext_lazy("Kriterier som tiltaket oppfyller"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, view: LineView, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        for share in view.shares:
            asked = _("Meldt behov: %(asked)s.") % {"asked": format_nok(share.asked_nok)}
            label = f"{share.recipient.name}, {share.year}"
            self.fields[share.key] = Amount(label=label, help_text=asked, initial=share.proposed_nok, required=False)
        criteria: Any = self.fields["criteria"]
        criteria.choices = queries.criteria_of(view.line).choices(get_language() or "nb")
        self.order_fields([*(share.key for share in view.shares), "criteria", "reason"])

    def shares(self) -> dict[tuple[UUID, int], int]:
        """Give the amounts by receiver and year; an empty field is nothing."""
        return {(share.recipient.pk, share.year): self.cleaned_data[share.key] or 0 for share in self.view.shares}


class TakingOut(Form):
    """Why the case leaves the meeting."""

    out_reason = LongText(label=gettext_lazy("Hvorfor tas saken ut?"), max_length=1_000, rows=3)


def line(request: Request, meeting_id: UUID, line_id: UUID) -> HttpResponse:
    """Show the line, or write what the forum proposes."""
    at = clock.now(request)
    meeting = queries.meeting_for(request.by, meeting_id, at)
    view = queries.line_for(request.by, meeting, line_id, at)
    name = request.POST.get("act", "")
    known = {"reason": view.line.reason, "criteria": view.line.criteria}
    form: Form = Proposal(view, request.POST if name == "propose" else None, initial=known)
    out = TakingOut(request.POST if name == "take_out" else None)
    asked = out if name == "take_out" else form
    if request.method == "POST" and asked.is_valid():
        try:
            do(request, view, asked)
        except Refused as refused:
            asked.refuse(refused.refusals)
        else:
            return redirect("forum-work", meeting_id)
    named = {"meeting": meeting, "view": view, "proposal": form, "out": out, "form": asked}
    return render(request, "forum/line.html", named, status=422 if asked.errors else 200)


def do(request: Request, view: LineView, form: Form) -> None:
    """Do the act that was asked for."""
    given: dict[str, Any] = form.cleaned_data
    by, at = request.by, clock.now(request)
    if isinstance(form, Proposal):
        transitions.propose(
            view.line, shares=form.shares(), reason=given["reason"], criteria=given["criteria"], by=by, at=at
        )
    else:
        transitions.take_out(view.line, reason=given["out_reason"], by=by, at=at)
