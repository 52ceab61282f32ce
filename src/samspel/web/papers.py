"""A stored document as an answer: shown in the browser or kept as a file, and never read as anything else."""

from __future__ import annotations

from django.http import HttpResponse

from samspel.files import store
from samspel.files.models import Document

PDF = "application/pdf"


def paper(content: bytes, name: str, media_type: str = PDF, *, kept: bool = False) -> HttpResponse:
    """Give bytes under a file name; a PDF is shown, `kept` asks the browser to save it."""
    answer = HttpResponse(content, content_type=media_type)
    way = "attachment" if kept else "inline"
    answer.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    return answer


def stored(document: Document, name: str, *, kept: bool = False) -> HttpResponse:
    """Give a stored document, checked against its digest."""
    return paper(store.read(document), name, document.media_type, kept=kept)
