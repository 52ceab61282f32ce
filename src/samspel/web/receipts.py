"""Looking a receipt up by its digest: whether what somebody holds in hand is what was handed in here, and when."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.shortcuts import render

from samspel.casework import queries as casework
from samspel.kit.text import digest
from samspel.needs import queries
from samspel.needs.models import Submission
from samspel.web import clock
from samspel.web.acting import Request

DIGEST = re.compile(r"[0-9a-f]{64}")
NOT_A_DIGIT = re.compile(r"[\s\u200b\u00ad-]+")


def receipt_check(request: Request) -> HttpResponse:
    """Show what was handed in with the digest typed, of what the one who asks may see."""
    typed = request.GET.get("sum", "")[:200]
    asked = NOT_A_DIGIT.sub("", typed).lower()
    right = DIGEST.fullmatch(asked) is not None
    found = list(made_with(request, asked)) if right else []
    named = {"typed": typed, "wrong": bool(asked) and not right, "found": [(one, holds(one)) for one in found]}
    return render(request, "receipt_check.html", {**named, "asked": right})


def made_with(request: Request, asked: str) -> list[Submission]:
    """Give the submissions with a digest, of the office's needs or of the owner's."""
    by = request.by
    needs = casework.inbox(by, clock.now(request)) if by.for_office else queries.owned_by(by)
    return list(queries.with_digest(needs, asked))


def holds(made: Submission) -> bool:
    """Tell whether the content that is kept still has the digest that the receipt tells of."""
    return digest(made.content) == made.digest
