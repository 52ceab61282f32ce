"""Whom one call tells: everybody on its list, sought and narrowed in the address, and as a file to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.calls import queries
from samspel.calls.models import Call, Notice
from samspel.places.sorting import folded
from samspel.web import clock, lists
from samspel.web.acting import Request
from samspel.web.forms import Form, Text
from samspel.web.office.announcing import Row, expected, kept, told
from samspel.web.tabs import address

A_PAGE = 50


class Filter(Form):
    """Whom to look for; every part may be left empty."""

    says_optional = False

    sok = Text(label=gettext_lazy("Søk i navn og organisasjonsnummer"), required=False)
    slag = forms.ChoiceField(label=gettext_lazy("Slag"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slag: Any = self.fields["slag"]
        slag.choices = [("", _("Alle")), *Notice.Kind.choices]

    def wanted(self) -> tuple[str, str]:
        """Give the text and the kind asked for; what cannot be read asks for nothing."""
        self.is_valid()
        return self.cleaned_data.get("sok", ""), self.cleaned_data.get("slag", "")


def notices(request: Request, ref: str) -> HttpResponse:
    """Show whom the call has told or will tell, fifty on a page; with `?format=csv` all of them as a file."""
    at = clock.now(request)
    call = queries.call_of(request.by, ref)
    form = Filter(request.GET)
    text, kind = form.wanted()
    written = told(call, at)
    if written:
        found: Any = queries.narrowed(queries.notices(call, at), text=text, kind=kind)
    else:
        found = narrowed(expected(call, at), text=text, kind=kind)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    if request.GET.get("format") == "csv":
        return as_file(call, [kept(one, at) for one in found] if written else found)
    named = {
        "call": call,
        "filter": form,
        "page": page,
        "rows": [kept(one, at) for one in page.object_list] if written else page.object_list,
        "written": written,
        "file": address(request, format="csv"),
    }
    return render(request, "office/notices.html", named)


def narrowed(rows: Sequence[Row], *, text: str, kind: str) -> list[Row]:
    """Give those with a text in their name or number, of one kind; what is empty asks for nothing."""
    number = text.replace(" ", "")
    return [
        row
        for row in rows
        if (not kind or row.kind == kind)
        and (folded(text) in folded(row.name) or (number and row.orgnr.startswith(number)))
    ]


def as_file(call: Call, rows: Sequence[Row]) -> HttpResponse:
    """Give the list as a file."""
    head = [_("Navn"), _("Organisasjonsnummer"), _("Slag"), _("Barnehager"), _("Skoler"), _("Varsel sendt")]
    cells = [
        [row.name, row.orgnr, row.label, row.kindergartens, row.schools, row.sent_at.isoformat() if row.sent_at else ""]
        for row in rows
    ]
    return lists.as_csv(f"varsel-{call.ref}", head, cells)
