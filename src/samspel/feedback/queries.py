"""What readers have said about the pages of an office, and of those that all offices share."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from samspel.feedback.models import Feedback
from samspel.flow.refusal import NotVisible
from samspel.tenancy.by import By, Role

Kind = Feedback.Kind
READERS = frozenset({Role.CASEWORKER, Role.DECIDER, Role.OFFICE_ADMIN})


def feedback_for(by: By) -> QuerySet[Feedback]:
    """Give what somebody at an office may read, the latest first.

    Only the administrator reads what is about pages that belong to no office, until there is a national desk for it.
    """
    if by.role not in READERS:
        raise NotVisible
    mine = Q(office_id=by.at_office)
    shared = Q(office__isnull=True) if by.role == Role.OFFICE_ADMIN else Q(pk__in=[])
    return Feedback.objects.filter(mine | shared).order_by("-given_at", "pk")


def narrowed(found: QuerySet[Feedback], *, kind: str, path: str) -> QuerySet[Feedback]:
    """Give what is of one kind and about one page; whatever is empty asks for nothing."""
    wanted = Q(kind=kind) if kind else Q()
    return found.filter(wanted & (Q(path=path) if path else Q()))


def counted(found: QuerySet[Feedback]) -> QuerySet[Feedback, Any]:
    """Give how many found what they looked for and how many did not, page by page; the most unhappy page first."""
    pages = found.filter(kind=Kind.PAGE).order_by().values("path")
    told = pages.annotate(
        yes=Count("pk", filter=Q(found=True)), no=Count("pk", filter=Q(found=False)), last_at=Max("given_at")
    )
    return told.order_by("-no", "path")
