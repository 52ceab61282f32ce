"""The decisions sent to partners, the answers to them, and the letters."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from samspel.web import recipients
from samspel.web.acting import Request
from samspel.web.recipients import Desk

DESK = Desk("partner-decisions", "partner-decision", "partner-letter")


def decisions(request: Request) -> HttpResponse:
    """Show the decisions sent to the partner."""
    return recipients.decisions(request, DESK)


def decision(request: Request, decision_id: UUID) -> HttpResponse:
    """Show one decision, or take the partner's answer to it."""
    return recipients.decision(request, decision_id, DESK)


def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """Show one letter as it was sent."""
    return recipients.letter(request, letter_id)
