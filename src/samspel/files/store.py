"""Putting a document in the store and taking it out again, checked against its digest both ways."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import connection

from samspel.files.models import Document
from samspel.files.shelf import Disk, Shelf


class Damaged(Exception):
    """The stored bytes are gone or are not those that were put in."""


shelf: Shelf = Disk()


def bind(one: Shelf) -> None:
    """Let bytes lie here from now on."""
    global shelf  # noqa: PLW0603  the one place where the port is bound
    shelf = one


def digest_of(content: bytes) -> str:
    """Give the name that bytes have."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Write bytes so that they outlive a power cut, and give their digest; the same bytes are written once."""
    sha256 = digest_of(content)
    shelf.put(sha256, content)
    return sha256


def hold(sha256: str, *, alone: bool = False) -> None:
    """Hold some bytes until the transaction ends: nobody sweeps them away meanwhile, or `alone`, nobody names them."""
    way = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"select {way}(hashtextextended('files_document ' || %s, 0))", [sha256])


def put(content: bytes, *, office_id: UUID, title: str, media_type: str, at: datetime) -> Document:
    """Keep bytes as a document of an office: they lie there, held, before the row that names them is written."""
    sha256 = digest_of(content)
    hold(sha256)
    shelf.put(sha256, content)
    return Document.objects.create(
        office_id=office_id, title=title, media_type=media_type, size=len(content), sha256=sha256, made_at=at
    )


def read(document: Document) -> bytes:
    """Give a document's bytes; Damaged when they are not what was put in."""
    content = shelf.get(document.sha256)
    if content is None or digest_of(content) != document.sha256:
        raise Damaged(document.sha256)
    return content
