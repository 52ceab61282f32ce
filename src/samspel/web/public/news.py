"""The news of every office, and each item and page that an office has published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.pages import queries
from samspel.pages.models import Text
from samspel.web import clock
from samspel.web.forms import Form
from samspel.web.published import Shown, address, shelf, shown

A_PAGE = 20


class OfficeFilter(Form):
    """Whose news a reader wants; everybody's when nothing is chosen."""

    says_optional = False
    embete = forms.ChoiceField(label=gettext_lazy("Statsforvalter"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["embete"].choices = [("", _("Alle")), *((one.slug, one.name) for one in queries.offices())]


def news(request: HttpRequest) -> HttpResponse:
    """Show the news, the newest first, of every office or of one."""
    form = OfficeFilter(request.GET)
    office = form.cleaned_data.get("embete", "") if form.is_valid() else ""
    page = Paginator(queries.news(clock.now(request), office), A_PAGE).get_page(request.GET.get("side"))
    return render(request, "public/news.html", {"filter": form, "page": page, "rows": shown(page.object_list)})


def news_item(request: HttpRequest, office: str, slug: str) -> HttpResponse:
    """Show one news item, in the written form it was written in."""
    return whole(request, office, slug, [Text.Kind.NEWS])


def office_text(request: HttpRequest, office: str, slug: str) -> HttpResponse:
    """Show one page of an office: about it, its forum, its long-term plan, its guidance."""
    return whole(request, office, slug, [kind for kind in Text.Kind if kind != Text.Kind.NEWS])


def whole(request: HttpRequest, office: str, slug: str, kinds: list[Text.Kind]) -> HttpResponse:
    """Show a published page whole, as it stands now."""
    at = clock.now(request)
    found = queries.readable_page(office, slug, kinds, at)
    row = Shown(found, address(found))
    named = {"row": row, "text": found, "office": found.office, "shelf": shelf(office, at, but=row.url)}
    return render(request, "public/news_item.html", named)
