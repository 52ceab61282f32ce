"""The calls and the news as feeds (Atom, RFC 4287), for those who follow them in a reader of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.calls import queries as calls
from samspel.pages import queries as pages
from samspel.web import clock
from samspel.web.public.calls import shown as shown_call
from samspel.web.published import shown as shown_pages

MOST = 50


@dataclass(frozen=True)
class Item:
    """One entry: what it is called and says, in which written form, where it stands, by which office, and when."""

    id: UUID
    title: str
    text: str
    form: str
    url: str
    office: str
    published: datetime
    updated: datetime


class Feed(Atom1Feed):
    """An Atom feed whose entries each say which written form they are in."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Give the attributes of an entry."""
        return {"xml:lang": item["form"]}


def calls_feed(request: HttpRequest) -> HttpResponse:
    """Give the calls that have been announced, of every office or (`?embete=`) of one."""
    at, office = clock.now(request), request.GET.get("embete", "")
    found = calls.announcements_of(office, at) if office else calls.announcements(at)
    rows = [shown_call(one, at) for one in found.order_by("-announced_at")[:MOST]]
    items = [
        Item(
            row.call.call_id,
            row.call.title if row.open else f"{row.call.title} ({row.state.casefold()})",
            row.call.goal,
            row.call.written_form,
            row.url,
            row.call.office.name,
            row.call.announced_at,
            row.call.withdrawn_at or row.call.announced_at,
        )
        for row in rows
    ]
    return feed(request, _("Utlysninger"), "public-calls", items)


def news_feed(request: HttpRequest) -> HttpResponse:
    """Give the news, of every office or (`?embete=`) of one."""
    rows = shown_pages(pages.news(clock.now(request), request.GET.get("embete", ""))[:MOST])
    items = [
        Item(
            row.text.article_id,
            row.text.title,
            row.text.summary,
            row.text.written_form,
            row.url,
            row.text.office.name,
            row.text.first_at,
            row.text.from_at,
        )
        for row in rows
    ]
    return feed(request, _("Nyheter"), "public-news", items)


def feed(request: HttpRequest, title: str, page: str, items: Iterable[Item]) -> HttpResponse:
    """Write a feed of what stands on a page."""
    whole = request.build_absolute_uri
    made = Feed(
        title=f"Samspel: {title}",
        link=whole(reverse(page)),
        description="",
        language=get_language() or "nb",
        feed_url=whole(),
    )
    for item in items:
        made.add_item(
            title=item.title,
            link=whole(item.url),
            description=item.text,
            unique_id=f"urn:uuid:{item.id}",
            author_name=item.office,
            pubdate=item.published,
            updateddate=item.updated,
            form=item.form,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
