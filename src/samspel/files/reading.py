"""Handing a document to somebody, and writing down that they have it; who has read the documents of a case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from samspel.files import store
from samspel.files.models import Document, Reading
from samspel.tenancy.by import By


def hand_out(document: Document, *, about: UUID | None, by: By, at: datetime) -> bytes:
    """Give a document's bytes to somebody who may have it, and note it; Damaged when they are not what was put in.

    `about` is the need that the document belongs to. A document that cannot be read is not noted as read.
    """
    content = store.read(document)
    note(document, about=about, by=by, at=at)
    return content


def note(document: Document, *, about: UUID | None, by: By, at: datetime) -> None:
    """Write down that somebody has had a document."""
    Reading.objects.create(
        office_id=document.office_id,
        document=document,
        subject_id=about,
        person_id=by.somebody,
        organisation_id=by.organisation_id,
        role=by.role,
        at=at,
    )


def readings(need_id: UUID) -> QuerySet[Reading]:
    """Give every reading of a document about one need, the newest first."""
    return Reading.objects.filter(subject_id=need_id).select_related("document").order_by("-at", "-id")
