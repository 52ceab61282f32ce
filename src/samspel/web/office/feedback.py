"""What readers have said: page by page how many found what they looked for, and what they wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.feedback import queries
from samspel.feedback.models import Feedback
from samspel.tenancy.by import Role
from samspel.web.acting import Request, acting_as
from samspel.web.forms import Form, Text

A_PAGE, PAGES = 30, 50


class Filter(Form):
    """Which feedback to show; all of it when nothing is chosen."""

    says_optional = False
    adresse = Text(label=gettext_lazy("Sidens adresse"), required=False, max_length=300)
    slag = forms.ChoiceField(label=gettext_lazy("Slag"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["slag"].choices = [("", _("Alle")), *Feedback.Kind.choices]


def feedback(request: Request) -> HttpResponse:
    """Show what readers have said about the office's pages; an administrator also sees the pages that all share."""
    form = Filter(request.GET)
    form.is_valid()
    given = form.cleaned_data
    by = acting_as(request, Role.OFFICE_ADMIN)
    told = queries.narrowed(queries.feedback_for(by), kind=given.get("slag", ""), path=given.get("adresse", ""))
    page = Paginator(told.exclude(text=""), A_PAGE).get_page(request.GET.get("side"))
    named = {
        "filter": form,
        "counts": queries.counted(told)[:PAGES],
        "page": page,
        "shared": by.role == Role.OFFICE_ADMIN,
    }
    return render(request, "office/feedback.html", named)
