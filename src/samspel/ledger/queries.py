"""The frames of the office that has been entered, and what has moved under them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from samspel.flow.refusal import NotVisible
from samspel.ledger.models import Frame, Movement


def frame(frame_id: UUID) -> Frame:
    """Give one frame; NotVisible when it is not there for us."""
    try:
        return Frame.objects.get(pk=frame_id)
    except Frame.DoesNotExist as gone:
        raise NotVisible from gone


def frames(office_id: UUID, schemes: Iterable[str], years: Iterable[int]) -> QuerySet[Frame]:
    """Give an office's frames for some schemes and budget years."""
    found = Frame.objects.filter(office_id=office_id, scheme__in=list(schemes), year__in=list(years))
    return found.order_by("year", "scheme", "chapter_post")


def frame_of(office_id: UUID, scheme: str, year: int) -> Frame | None:
    """Give the frame of a scheme and a budget year at an office, the first by kap./post where there are several."""
    return frames(office_id, [scheme], [year]).first()


def movements(frame_id: UUID) -> QuerySet[Movement]:
    """Give what has moved under a frame, oldest first."""
    return Movement.objects.filter(frame_id=frame_id).order_by("at", "pk")
