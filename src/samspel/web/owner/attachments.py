"""The files that belong to a need: which there are, adding one, and taking one away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.files import store
from samspel.files.looking import KINDS, Unfit, look_apart
from samspel.flow.refusal import Refusal, Refused
from samspel.flow.transition import refuse
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Attachment, Need
from samspel.needs.rules import attached
from samspel.needs.sheet import Sheet
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.attached import handed_out, shown
from samspel.web.forms import Form, Text
from samspel.web.owner.partners import uuid_of
from samspel.web.owner.subject import FROM_CHECK, acting_as, subjects_of

ACCEPT = ",".join(ending for kind in KINDS.values() for ending in (kind.ending, *kind.others))


class Upload(Form):
    """One file, and what it shows."""

    file = forms.FileField(
        label=_("Fil"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Velg en fil."), "invalid": _("Velg en fil.")},
    )
    note = Text(
        label=_("Hva viser filen?"),
        help_text=_("For eksempel «Kompetanseplan for 2027» eller «Vedtak i oppvekstutvalget»."),
        max_length=200,
        required=False,
    )


def attachments(request: Request, need_id: UUID) -> HttpResponse:
    """Show the files, add one, or take one away."""
    by, at = acting_as(request), clock.now(request)
    need = queries.need_of(by, need_id)
    if not need.is_written:
        return redirect("owner-status", need_id)
    if request.method != "POST":
        return page(request, sheets.of(need, at), Upload(), [])
    form, refusals = Upload(), []
    try:
        if "row" in request.POST:
            transitions.detach(queries.attachment(need, uuid_of(request.POST["row"]), by=by), by=by, at=at)
            return redirect(here(request, need_id))
        form = Upload(request.POST, files=request.FILES)
        if form.is_valid():
            take_in(need, form.cleaned_data["file"], form.cleaned_data["note"], by=by, at=at)
            return redirect(here(request, need_id))
    except Refused as refused:
        form.refuse(refused.refusals) if form.is_bound else refusals.extend(refused.refusals)
    return page(request, sheets.of(need, at), form, refusals)


def take_in(need: Need, upload: UploadedFile[bytes], note: str, *, by: By, at: datetime) -> None:
    """Look at what was sent, keep it, and then add it to the need."""
    refuse(transitions.attach.refusals(need, by=by, at=at))
    if (upload.size or 0) > attached.largest(at):
        refuse([Refusal("too-large", attached.too_large(at), field="file")])
    try:
        found = look_apart(upload.read())
    except Unfit as unfit:
        raise Refused([attached.not_taken(unfit)]) from unfit
    store.keep(found.content)
    transitions.attach(need, file=found, name=upload.name or "", note=note, by=by, at=at)


def page(request: Request, sheet: Sheet, form: Upload, refusals: list[Refusal]) -> HttpResponse:
    """Give the page."""
    keys, at = subjects_of(sheet), clock.now(request)
    named = {
        "sheet": sheet,
        "need": sheet.need,
        "form": form,
        "refusals": refusals,
        "title": content.title_of(content.FILES),
        "files": shown(sheet.attachments, address),
        "kinds": attached.kinds(),
        "largest_mb": attached.largest(at) // attached.MB,
        "all_mb": attached.everything(at) // attached.MB,
        "number": keys.index(content.FILES) + 1,
        "count": len(keys),
        "back": request.GET.get("fra") == FROM_CHECK,
    }
    return render(request, "owner/attachments.html", named, status=422 if form.errors or refusals else 200)


def here(request: Request, need_id: UUID) -> str:
    """Give the address of the page, with the way back to where one came from."""
    back = f"?fra={FROM_CHECK}" if request.GET.get("fra") == FROM_CHECK else ""
    return reverse("owner-attachments", args=[need_id]) + back


def address(row: Attachment) -> str:
    """Give where a file is handed out to its owner."""
    return reverse("owner-attachment", args=[row.need_id, row.pk])


def attachment(request: Request, need_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Hand out one file."""
    need = queries.need_of(request.by, need_id)
    return handed_out(request, queries.attachment(need, attachment_id, by=request.by))
