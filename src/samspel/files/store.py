"""Putting a document in the store and taking it out again, checked against its digest both ways."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from samspel.files.models import Document


class Damaged(Exception):
    """The stored bytes are gone or are not those that were put in."""


def path_of(sha256: str) -> Path:
    """Give where the bytes with this digest lie."""
    return Path(settings.VAR) / "files" / sha256[:2] / sha256[2:4] / sha256


def keep(content: bytes) -> str:
    """Write bytes so that they outlive a power cut, and give their digest; the same bytes are written once."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{sha256}.{os.getpid()}.{os.urandom(4).hex()}")
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return sha256


def put(content: bytes, *, office_id: UUID, title: str, media_type: str, at: datetime) -> Document:
    """Keep bytes as a document of an office."""
    return Document.objects.create(
        office_id=office_id, title=title, media_type=media_type, size=len(content), sha256=keep(content), made_at=at
    )


def read(document: Document) -> bytes:
    """Give a document's bytes; Damaged when they are not what was put in."""
    try:
        content = path_of(document.sha256).read_bytes()
    except FileNotFoundError as gone:
        raise Damaged(document.sha256) from gone
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise Damaged(document.sha256)
    return content
