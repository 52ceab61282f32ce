"""Where a need is now: who has it, what comes next, what has happened, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.flow.refusal import Refused
from samspel.journey import disclosure
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.rules.guards import EDITORS
from samspel.web import attached, clock, history
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText
from samspel.web.owner.attachments import address
from samspel.web.owner.subject import acting_as
from samspel.web.whereabouts import shown


class Withdrawal(Form):
    """Why the need is taken back."""

    reason = LongText(label=_("Hvorfor trekker dere behovsmeldingen?"), max_length=2_000, rows=3)


def status(request: Request, need_id: UUID) -> HttpResponse:
    """Show where a need is."""
    return show(request, queries.need_of(acting_as(request), need_id), Withdrawal())


def withdraw(request: Request, need_id: UUID) -> HttpResponse:
    """Take the need back, or say why it cannot be done."""
    need = queries.need_of(acting_as(request), need_id)
    form = Withdrawal(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            transitions.withdraw(need, reason=reason, by=acting_as(request), at=clock.now(request))
            return redirect("owner-status", need_id)
        except Refused as refused:
            form.refuse(refused.refusals)
    return show(request, queries.need_of(acting_as(request), need_id), form)


def show(request: Request, need: Need, form: Withdrawal) -> HttpResponse:
    """Give the page."""
    at = clock.now(request)
    sheet = sheets.of(need, at)
    named = {
        "need": need,
        "sheet": sheet,
        "files": attached.shown(sheet.attachments, address),
        "where": shown([need.pk], at)[need.pk],
        "events": history.events(disclosure.history(acting_as(request), need)),
        "writable": need.is_written and acting_as(request).role in EDITORS,
        "asks": acting_as(request).role in EDITORS,
        "handed_in": need.submitted_at is not None,
        "own": sheet.own_offer,
        "late": queries.came_late(need),
        "form": form,
        "cannot": transitions.withdraw.refusals(need, by=acting_as(request), at=at),
    }
    return render(request, "owner/status.html", named, status=422 if form.errors else 200)
