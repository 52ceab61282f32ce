"""What an office has published, as any page shows it: where it stands, and which role answers for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise

from samspel.pages import queries
from samspel.pages.models import Article, PublishedVersion
from samspel.pages.queries import Kind
from samspel.tenancy.by import Role
from samspel.web.components.roles import ROLES

LATEST = 3


@dataclass(frozen=True)
class Shown:
    """A published page with its address."""

    text: PublishedVersion
    url: str

    @property
    def role(self) -> str | Promise:
        """Say in which role somebody published it."""
        return ROLES[Role(self.text.role)]


@dataclass(frozen=True)
class Shelf:
    """What an office has published: its latest news, and its pages."""

    news: list[Shown]
    pages: list[Shown]


def address(text: Article | PublishedVersion) -> str:
    """Give the public address of a page."""
    name = "public-news-item" if text.kind == Kind.NEWS else "public-office-text"
    return reverse(name, args=[text.office.slug, text.slug])


def shown(texts: Iterable[PublishedVersion]) -> list[Shown]:
    """Give published pages with their addresses."""
    return [Shown(text, address(text)) for text in texts]


def latest_news(at: datetime, office_slug: str = "") -> list[Shown]:
    """Give the latest news of every office, or of one."""
    return shown(queries.news(at, office_slug)[:LATEST])


def shelf(office_slug: str, at: datetime, but: str = "") -> Shelf:
    """Give what an office has published, but for the page at an address."""
    news, pages = latest_news(at, office_slug), shown(queries.office_pages(office_slug, at))
    return Shelf([row for row in news if row.url != but], [row for row in pages if row.url != but])
