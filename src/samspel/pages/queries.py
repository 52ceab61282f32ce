"""An office's pages as its staff works on them, and as the public reads them at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery

from samspel.actors.queries import office_of
from samspel.flow.refusal import NotVisible
from samspel.pages.models import Article, PublishedVersion, Text
from samspel.tenancy.by import By
from samspel.tenancy.models import Office

Kind = Text.Kind


def articles_of(by: By, at: datetime) -> QuerySet[Article]:
    """Give every page of the office that somebody works at, the last written first, with when a planned one is shown.

    `planned_at` is when a version that nobody can read yet will be shown.
    """
    waiting = PublishedVersion.objects.filter(article_id=OuterRef("pk"), from_at__gt=at).order_by("from_at")
    followed = PublishedVersion.objects.filter(
        article_id=OuterRef("article_id"), number__gt=OuterRef("number"), from_at__lte=OuterRef("from_at")
    )
    planned = waiting.filter(~Exists(followed)).values("from_at")[:1]
    found = Article.objects.filter(office_id=office_of(by)).select_related("office")
    return found.annotate(planned_at=Subquery(planned, output_field=DateTimeField())).order_by("-written_at", "pk")


def narrowed(found: QuerySet[Article], *, text: str, kind: str, state: str, planned: bool) -> QuerySet[Article]:
    """Give those whose title has a text, of one kind, in one state, or planned; whatever is empty asks for nothing."""
    wanted = Q(title__icontains=text)
    wanted &= Q(kind=kind) if kind else Q()
    wanted &= Q(state=state) if state else Q()
    wanted &= Q(planned_at__isnull=False) if planned else Q()
    return found.filter(wanted)


def article_of(by: By, article_id: UUID, at: datetime) -> Article:
    """Give one page of the office that somebody works at; NotVisible when there is none."""
    found = articles_of(by, at).filter(pk=article_id).first()
    if found is None:
        raise NotVisible
    return found


def versions(article: Article) -> list[PublishedVersion]:
    """Give every version of a page, the newest first."""
    return list(PublishedVersion.objects.filter(article_id=article.pk).order_by("-number"))


def version(article: Article, number: int) -> PublishedVersion:
    """Give one version of a page that has words; NotVisible when there is none."""
    found = PublishedVersion.objects.filter(article_id=article.pk, number=number, gone=False).first()
    if found is None:
        raise NotVisible
    return found


def readable(at: datetime) -> QuerySet[PublishedVersion]:
    """Give the version of every page that anybody may read at a moment, the newest page first."""
    last = PublishedVersion.objects.filter(from_at__lte=at).order_by("article_id", "-number").distinct("article_id")
    found = PublishedVersion.objects.filter(pk__in=last.values("pk"), gone=False)
    return found.select_related("office").order_by("-first_at", "pk")


def news(at: datetime, office_slug: str = "") -> QuerySet[PublishedVersion]:
    """Give the news of every office, or of one."""
    found = readable(at).filter(kind=Kind.NEWS)
    return found.filter(office__slug=office_slug) if office_slug else found


def office_pages(office_slug: str, at: datetime) -> QuerySet[PublishedVersion]:
    """Give the pages of an office that are no news, in the order of their titles."""
    return readable(at).filter(office__slug=office_slug).exclude(kind=Kind.NEWS).order_by("kind", "title")


def readable_page(office_slug: str, slug: str, kinds: Iterable[str], at: datetime) -> PublishedVersion:
    """Give one page that anybody may read; NotVisible when there is none."""
    found = readable(at).filter(office__slug=office_slug, slug=slug, kind__in=list(kinds)).first()
    if found is None:
        raise NotVisible
    return found


def offices() -> QuerySet[Office]:
    """Give the offices that have published something."""
    return Office.objects.filter(pk__in=PublishedVersion.objects.values("office_id")).order_by("name")
