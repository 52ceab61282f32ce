"""The acts on a page: written, changed, published now or from a moment on, withdrawn, an older version taken up."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TypedDict

from django.utils.text import slugify

from samspel.flow.journal import Facts
from samspel.flow.transition import creation, refuse, transition
from samspel.pages import queries, rules
from samspel.pages.models import Article, PublishedVersion, Text
from samspel.tenancy.by import By
from samspel.tenancy.models import Office

State = Article.State
WORDS = ("kind", "title", "summary", "text", "written_form")
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n"})


class Content(TypedDict, total=False):
    """What a page says; what is not named stays as it is."""

    kind: str
    title: str
    summary: str
    text: str
    written_form: str


@creation(Article, guards=[rules.may_write_pages])
def draft(office: Office, *, content: Content, slug: str = "", by: By, at: datetime) -> Article:
    """Begin a page that only the office sees; its address follows from the title when none is given."""
    address = slug or address_from(content.get("title", ""))
    refuse(rules.slug_is_an_address(address))
    article = Article(office=office, slug=address, state=State.DRAFT, written_form=office.written_form, written_at=at)
    _put(article, content)
    article.save(force_insert=True)
    return article


@transition(source=set(State), guards=[rules.may_work_on])
def amend(article: Article, *, content: Content, version: int | None = None, by: By, at: datetime) -> Facts:
    """Change what the office has written; what the public reads stays until the page is published again."""
    refuse(rules.not_passed(article, version))
    article.written_at = at
    return {"changed": _put(article, content)}


@transition(source=set(State), target=State.PUBLISHED, guards=[rules.may_work_on, rules.says_something])
def publish(article: Article, *, from_at: datetime | None = None, by: By, at: datetime) -> Facts:
    """Publish what is written, now or from a later moment on: then anybody may read it."""
    shown_at = from_at or at
    refuse(rules.not_in_the_past(shown_at, at))
    made = _version(article, by, at, shown_at)
    for name in WORDS:
        setattr(made, name, getattr(article, name))
    made.save(force_insert=True)
    return {"number": made.number, "from_at": shown_at.isoformat()}


@transition(source={State.PUBLISHED}, target=State.WITHDRAWN, guards=[rules.may_work_on])
def withdraw(article: Article, *, reason: str, by: By, at: datetime) -> Facts:
    """Withdraw the page: nobody else can read it any more, and what was planned is not shown."""
    refuse(rules.reason_given(reason))
    made = _version(article, by, at, at)
    made.kind, made.written_form, made.gone = article.kind, article.written_form, True
    made.save(force_insert=True)
    return {"number": made.number, "reason": reason}


@transition(source=set(State), guards=[rules.may_work_on])
def restore(article: Article, *, number: int, by: By, at: datetime) -> Facts:
    """Take up the words of an earlier version as what the office has written; publishing them is an act of its own."""
    older = queries.version(article, number)
    article.written_at = at
    return {"number": number, "changed": _put(article, words_of(older))}


def words_of(text: Text) -> Content:
    """Give the words of a page or one of its versions."""
    return {
        "title": text.title,
        "summary": text.summary,
        "text": text.text,
        "written_form": text.written_form,
    }


def address_from(title: str) -> str:
    """Give the address that a title becomes: «Ny plan for skulane» is ny-plan-for-skulane."""
    plain = unicodedata.normalize("NFC", title).lower().translate(LETTERS)
    return slugify(plain)[:80].strip("-")


def _put(article: Article, content: Content) -> list[str]:
    changed = [name for name, value in content.items() if getattr(article, name) != value]
    for name in changed:
        setattr(article, name, content[name])  # type: ignore[literal-required]
    return changed


def _version(article: Article, by: By, at: datetime, shown_at: datetime) -> PublishedVersion:
    earlier = queries.versions(article)
    return PublishedVersion(
        article_id=article.pk,
        office=article.office,
        slug=article.slug,
        number=earlier[0].number + 1 if earlier else 1,
        role=by.role,
        decided_at=at,
        from_at=shown_at,
        first_at=min([shown_at, *(one.first_at for one in earlier if _was_shown(one, earlier, shown_at))]),
    )


def _was_shown(one: PublishedVersion, every: list[PublishedVersion], by_then: datetime) -> bool:
    """Tell whether readers had a version before a moment: no later one had taken its place when its own came."""
    followed = any(other.number > one.number and other.from_at <= one.from_at for other in every)
    return one.from_at < by_then and not one.gone and not followed
