"""Who writes an office's pages, and what a page must hold before anybody may read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.pages.models import Article
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

WRITERS = frozenset({Role.CASEWORKER, Role.DECIDER, Role.OFFICE_ADMIN, Role.SYSTEM})
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def may_write_pages(office: Office, by: By, at: datetime) -> Iterator[Refusal]:
    """Pages are written by the office itself, or read in from a file."""
    if by.role not in WRITERS or (by.role != Role.SYSTEM and by.office_id != office.pk):
        yield Refusal("wrong-role", str(NOT_YOURS))


def may_work_on(article: Article, by: By, at: datetime) -> Iterator[Refusal]:
    """A page is worked on by the office that it belongs to."""
    yield from may_write_pages(article.office, by, at)


def says_something(article: Article, by: By, at: datetime) -> Iterator[Refusal]:
    """A page is published with a title and a text."""
    if not article.title.strip():
        yield Refusal("missing", _("Skriv en tittel."), field="title")
    if not article.text.strip():
        yield Refusal("missing", _("Skriv en tekst."), field="text")


def slug_is_an_address(slug: str) -> Iterator[Refusal]:
    """A page's slug is part of its public address."""
    if not SLUG.fullmatch(slug) or len(slug) > 80:
        text = _("Adressen kan bare ha små bokstaver fra a til z, tall og bindestrek, for eksempel «ny-plan».")
        yield Refusal("slug", text, field="slug")


def not_in_the_past(from_at: datetime, at: datetime) -> Iterator[Refusal]:
    """Nothing is published before it was decided."""
    if from_at < at:
        yield Refusal(
            "in-the-past", _("Tidspunktet er alt passert. La feltet stå tomt for å publisere nå."), field="from_at"
        )


def reason_given(reason: str) -> Iterator[Refusal]:
    """Whoever withdraws a page says why."""
    if not reason.strip():
        yield Refusal("reason", _("Skriv hvorfor siden trekkes."), field="reason")


def not_passed(article: Article, version: int | None) -> Iterator[Refusal]:
    """Nobody writes over what another has saved meanwhile without having seen it."""
    if version is not None and version != article.version:
        yield Refusal(
            "stale", _("Noen andre har endret siden mens du skrev. Det du skrev, står her ennå. Se over før du lagrer.")
        )
