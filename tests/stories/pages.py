"""A page of the office in Rogaland at each of its stages: written, published, published again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from samspel.pages import transitions
from samspel.pages.models import Article
from samspel.pages.transitions import Content
from samspel.tenancy.models import Office
from tests.cast import ROGALAND

WRITTEN = datetime(2022, 10, 3, 8, tzinfo=UTC)
PUBLISHED = WRITTEN + timedelta(hours=1)
TEXT = """Møtet i forumet er flytta til **mars**.

## Kva skjer no

- Alle får svar
- Les meir på [sida om forumet](/embeter/rogaland/sider/forumet/)
"""


def drafted(
    title: str = "Nytt om møtet", kind: str = "news", slug: str = "", text: str = TEXT, at: datetime = WRITTEN
) -> Article:
    """A page that only the office sees."""
    content: Content = {"kind": kind, "title": title, "summary": "Kort sagt.", "text": text}
    office = Office.objects.get(pk=ROGALAND.office)
    return transitions.draft(office, content=content, slug=slug, by=ROGALAND.caseworker, at=at)


def published(
    title: str = "Nytt om møtet", kind: str = "news", from_at: datetime | None = None, at: datetime = PUBLISHED
) -> Article:
    """A page that everybody may read, from now or from a moment on."""
    article = drafted(title, kind)
    transitions.publish(article, from_at=from_at, by=ROGALAND.caseworker, at=at)
    return article


def with_versions(count: int) -> Article:
    """A page that has been published so many times, a day apart."""
    article = published("Publisert om att")
    for number in range(1, count):
        at = PUBLISHED + timedelta(days=number)
        transitions.amend(article, content={"text": f"{TEXT}\n{number}"}, by=ROGALAND.caseworker, at=at)
        transitions.publish(article, by=ROGALAND.caseworker, at=at)
    return article
