"""A stored document as an answer: shown in the browser or kept as a file, never read as anything else, and noted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from samspel.files import reading, store
from samspel.files.models import Document
from samspel.web import clock
from samspel.web.acting import Request

PDF = "application/pdf"


def paper(content: bytes, name: str, media_type: str = PDF, *, kept: bool = False) -> HttpResponse:
    """Give bytes under a file name; a PDF is shown, `kept` asks the browser to save it."""
    answer = HttpResponse(content, content_type=media_type)
    way = "attachment" if kept else "inline"
    answer.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    return answer


def stored(
    request: Request, document: Document, name: str, *, about: UUID | None = None, kept: bool = False
) -> HttpResponse:
    """Give a stored document, checked against its digest; the read log of the need it is `about` hears of it."""
    if request.method == "HEAD":
        content = store.read(document)
    else:
        content = reading.hand_out(document, about=about, by=request.by, at=clock.now(request))
    return paper(content, name, document.media_type, kept=kept)
