"""Where a need is now: who has it, what comes next, what has happened, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.casework.queries import as_handed_in
from samspel.flow.refusal import Refused
from samspel.journey import disclosure
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.content import Section
from samspel.needs.models import Need
from samspel.needs.rules.guards import EDITORS
from samspel.needs.sheet import Sheet
from samspel.web import attached, clock, history
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText
from samspel.web.owner.attachments import address
from samspel.web.owner.subject import acting_as
from samspel.web.whereabouts import shown


class Withdrawal(Form):
    """Why the need is taken back."""

    reason = LongText(label=gettext_lazy("Hvorfor trekker dere behovsmeldingen?"), max_length=2_000, rows=3)


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
        "answers": answers(sheet),
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


def answers(sheet: Sheet) -> list[tuple[str, list[Section]]]:
    """Give what the owner has handed in, and apart from it what has been written since, or what is not handed in yet.

    What was handed in is told as it was: its files too, where others may have come since.
    """
    need, now = sheet.need, content.without_files(sheet)
    if need.submitted_at is None:
        return [(_("Dette har dere skrevet"), now)]
    sent = as_handed_in(need, queries.submissions(need)[0])
    if need.state == Need.State.SUBMITTED:
        return [(_("Dette sendte dere inn"), content.without_files(sent))]
    return [(_("Dette sendte dere inn"), content.sections(sent)), (_("Slik står behovsmeldingen nå"), now)]
