"""Sweeping: bytes that no document names are taken away once a day has passed, and never any that one names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from samspel.files import store
from samspel.files.models import Document
from samspel.files.shelf import Lying
from samspel.tenancy.context import nation

AFTER = timedelta(days=1)
"""What is younger may belong to an act that has not ended, or to a copy of the database that is being made."""
LetGo = Callable[[datetime], set[UUID]]
"""Gives the documents that nobody needs since before a moment."""


def unnamed(let_go: LetGo, *, at: datetime) -> Iterator[Lying]:
    """Give the bytes that have lain for a day and that no document names but those that have been let go."""
    with transaction.atomic(), nation():
        named = set(Document.objects.exclude(pk__in=let_go(at - AFTER)).values_list("sha256", flat=True))
    for one in store.shelf.lying():
        if one.since < at - AFTER and one.sha256 not in named:
            yield one


def sweep(let_go: LetGo, *, at: datetime) -> int:
    """Take away what nobody names, each held and asked for anew before it goes; give how many there were."""
    gone = 0
    for one in unnamed(let_go, at=at):
        with transaction.atomic(), nation():
            store.hold(one.sha256, alone=True)
            naming = Document.objects.filter(sha256=one.sha256).exclude(pk__in=let_go(at - AFTER))
            if not naming.exists():
                store.shelf.remove(one.sha256)
                gone += 1
    return gone + forget_incoming(at)


def forget_incoming(at: datetime) -> int:
    """Take away what a machine that stopped had begun to receive, where its files had names at all."""
    left = [
        one for one in (Path(settings.VAR) / "incoming").glob("*") if one.stat().st_mtime < (at - AFTER).timestamp()
    ]
    for one in left:
        one.unlink(missing_ok=True)
    return len(left)
