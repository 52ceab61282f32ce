"""The office's own pages: the list of them, and beginning one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries as actors
from samspel.flow.refusal import Refused
from samspel.pages import queries, transitions
from samspel.pages.models import Article, Text
from samspel.pages.rules import WRITERS
from samspel.tenancy.models import Office
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form, LongText
from samspel.web.forms import Text as Line

A_PAGE = 30
PLANNED = "planned"
COLORS = {Article.State.DRAFT: "info", Article.State.PUBLISHED: "success", Article.State.WITHDRAWN: "neutral"}
HELP = gettext_lazy(
    "Tom linje gir nytt avsnitt. «## » først på linja gir overskrift, «- » gir liste, "
    "**ord** gir uthevet ord, og [ord](https://eksempel.no) gir lenke."
)


class Filter(Form):
    """Which of the office's pages to show; all of them when nothing is chosen."""

    says_optional = False
    sok = Line(label=gettext_lazy("Søk i tittelen"), required=False)
    slag = forms.ChoiceField(label=gettext_lazy("Slag"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["slag"].choices = [("", _("Alle")), *Text.Kind.choices]
        fields["status"].choices = [("", _("Alle")), *Article.State.choices, (PLANNED, _("Planlagt"))]


class Words(Form):
    """What a page says, in one written form."""

    title = Line(label=gettext_lazy("Tittel"), max_length=200)
    summary = LongText(
        label=gettext_lazy("Ingress"),
        help_text=gettext_lazy("Én eller to setninger som står i lista over nyheter."),
        required=False,
        max_length=400,
        rows=2,
    )
    text = LongText(label=gettext_lazy("Tekst"), help_text=HELP, required=False, max_length=20_000, rows=16)
    written_form = forms.ChoiceField(label=gettext_lazy("Målform"), choices=Office.WrittenForm.choices)


class NewPage(Words):
    """A page that is begun: what kind it is, and what it says so far."""

    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=Text.Kind.choices)
    slug = Line(
        label=gettext_lazy("Adresse"),
        help_text=gettext_lazy("Små bokstaver, tall og bindestrek. La den stå tom, så lages den av tittelen."),
        required=False,
        max_length=80,
    )
    field_order = ("kind", "title", "slug", "summary", "text", "written_form")


def pages(request: Request) -> HttpResponse:
    """Show every page of the office, the last written first."""
    form = Filter(request.GET)
    form.is_valid()
    found = queries.narrowed(queries.articles_of(request.by, clock.now(request)), **wanted(form.cleaned_data))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    rows = [(article, COLORS[Article.State(article.state)]) for article in page.object_list]
    return render(request, "office/pages.html", {"filter": form, "page": page, "rows": rows, "writes": writes(request)})


def wanted(given: dict[str, Any]) -> dict[str, Any]:
    """Give what the filter asks for."""
    state = given.get("status", "")
    return {
        "text": given.get("sok", ""),
        "kind": given.get("slag", ""),
        "state": "" if state == PLANNED else state,
        "planned": state == PLANNED,
    }


def writes(request: Request) -> bool:
    """Tell whether whoever sits at the desk may write pages."""
    return bool(WRITERS & request.acting.roles)


def new_page(request: Request) -> HttpResponse:
    """Begin a page and go to it."""
    office = actors.office(request.by)
    form = NewPage(request.POST or None, initial={"written_form": office.written_form})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        slug = said.pop("slug")
        content: transitions.Content = said  # type: ignore[assignment]  # the form's names are those of a page
        try:
            made = transitions.draft(office, content=content, slug=slug, by=request.by, at=clock.now(request))
            return redirect("office-page", made.pk)
        except Refused as refused:
            form.refuse(refused.refusals)
    return render(request, "office/page_new.html", {"form": form}, status=422 if form.errors else 200)
