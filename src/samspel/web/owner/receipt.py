"""The receipt: what was received, when to the second, how to check that it is unchanged, and the files to keep."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from samspel.flow.refusal import NotVisible
from samspel.kit.text import canonical_json
from samspel.needs import queries
from samspel.needs import sheet as sheets
from samspel.needs.models import Submission
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.papers import paper, stored


def latest(request: Request, need_id: UUID) -> Submission:
    """Give the latest submission of a need; NotVisible before there is one."""
    found = queries.submissions(queries.need_of(request.by, need_id)).first()
    if found is None:
        raise NotVisible
    return found


def receipt(request: Request, need_id: UUID) -> HttpResponse:
    """Show the receipt."""
    need = queries.need_of(request.by, need_id)
    made = latest(request, need_id)
    return render(
        request, "owner/receipt.html", {"need": need, "made": made, "sheet": sheets.of(need, clock.now(request))}
    )


def receipt_pdf(request: Request, need_id: UUID) -> HttpResponse:
    """Hand out the receipt as the PDF that was made when the need was received."""
    made = latest(request, need_id)
    return stored(request, made.receipt, f"kvittering-{made.content['ref']}.pdf", about=need_id, kept=True)


def content_json(request: Request, need_id: UUID) -> HttpResponse:
    """Hand out what was received, as the very bytes that the digest on the receipt is of."""
    made = latest(request, need_id)
    name = f"behovsmelding-{made.content['ref']}.json"
    return paper(canonical_json(made.content), name, "application/json", kept=True)
