"""The files of a need as every desk shows them, and handing one out from an origin of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from samspel.files import reading, store
from samspel.flow.refusal import NotVisible
from samspel.flow.transition import refuse
from samspel.needs import content, queries
from samspel.needs.models import Attachment
from samspel.needs.rules import attached
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.web import clock
from samspel.web.acting import Request

SALT = "attachment"
SECONDS = 60
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
}
COLORS = {
    Attachment.State.WAITING: "warning",
    Attachment.State.CLEAN: "success",
    Attachment.State.REFUSED: "danger",
}


@dataclass(frozen=True)
class Shown:
    """One file in a list: what it is, where the scanner stands, and its address once it may be handed out."""

    row: Attachment
    about: str
    color: str
    url: str


def shown(rows: Iterable[Attachment], address: Callable[[Attachment], str]) -> list[Shown]:
    """Give files as a list shows them."""
    return [
        Shown(
            row,
            content.of_file(row),
            COLORS[Attachment.State(row.state)],
            address(row) if row.state == Attachment.State.CLEAN else "",
        )
        for row in rows
    ]


def handed_out(request: Request, row: Attachment) -> HttpResponse:
    """Hand a file out to somebody who may have it: from the origin of files where there is one, else from here."""
    refuse(attached.may_be_handed_out(row))
    by, at = request.by, clock.now(request)
    if not files_host():
        return given(row, by, at, noted=request.method != "HEAD")
    told = [str(row.pk), str(row.office_id), *map(str, (by.person_id, by.organisation_id or "", by.office_id or ""))]
    link = signing.dumps([*told, by.role.value, at.isoformat()], salt=SALT)
    return redirect(settings.FILES_URL + reverse("file", args=[link]))


def file(request: HttpRequest, link: str) -> HttpResponse:
    """Hand a file out at the origin of files to whoever comes with a link that was made a moment ago."""
    if not files_host() or request.get_host() != files_host():
        raise NotVisible
    try:
        told = signing.loads(link, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as wrong:
        raise NotVisible from wrong
    attachment_id, office_id, person_id = map(UUID, told[:3])
    organisation_id, office = (UUID(one) if one else None for one in told[3:5])
    by = By(person_id, organisation_id, office, Role(told[5]))
    with offices([office_id], party=by.party):
        row = queries.attachment_by_id(attachment_id)
        refuse(attached.may_be_handed_out(row))
        return given(row, by, datetime.fromisoformat(told[6]), noted=request.method != "HEAD")


def given(row: Attachment, by: By, at: datetime, *, noted: bool) -> HttpResponse:
    """Give the bytes as something to keep and never to show, and note who had them."""
    found = store.read(row.document)
    if noted:
        reading.note(row.document, about=row.need_id, by=by, at=at)
    answer = HttpResponse(found, content_type=row.document.media_type, headers=HEADERS)
    answer.headers["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    return answer


def files_host() -> str:
    """Give the host that files are handed out from; empty when they have none of their own."""
    return urlsplit(settings.FILES_URL).netloc


def belongs_here(request: HttpRequest) -> bool:
    """Tell whether an address is asked for at the origin it belongs to: files at theirs, all else at ours."""
    if not files_host():
        return True
    return (request.get_host() == files_host()) == request.path.startswith(FILES)


FILES = "/filer/"
