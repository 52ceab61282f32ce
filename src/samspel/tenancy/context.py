"""The offices that the database shows to one request or one job, and nothing before or after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

SETTING = "samspel.offices"
NATION = "samspel.nation"
PARTY = "samspel.party"
LINK = "samspel.link"


class NoTransaction(RuntimeError):
    """A tenant was entered outside a transaction, where SET LOCAL would silently do nothing."""


def _set(values: Mapping[str, str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        each = "coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)"
        asked = [part for name, value in values.items() for part in (name, name, value)]
        cursor.execute("select " + ", ".join([each] * len(values)), asked)
        return dict(zip(values, cursor.fetchone()[::2], strict=True))


@contextmanager
def _local(values: Mapping[str, str]) -> Iterator[None]:
    if not connection.in_atomic_block:
        raise NoTransaction(", ".join(values))
    before = _set(values)
    try:
        yield
    finally:
        # A broken transaction is rolled back, which takes the setting with it; it would refuse this statement.
        if not connection.needs_rollback and connection.in_atomic_block:
            _set(before)


@contextmanager
def offices(ids: Iterable[UUID], *, party: UUID | None = None) -> Iterator[None]:
    """Show the rows of these offices until the block ends; for an empty list no row of any office.

    Where a party is named, what it and the offices have written to each other is shown to it alone, at any office.
    """
    shown = {SETTING: "{" + ",".join(map(str, ids)) + "}"}
    with _local(shown | ({PARTY: str(party)} if party else {})):
        yield


@contextmanager
def nation() -> Iterator[None]:
    """Show the rows of all offices for reading, as the national reader and the auditor may."""
    with _local({NATION: "on"}):
        yield


@contextmanager
def bearer(digest: str) -> Iterator[None]:
    """Show the one row that was sent out behind a link, to whoever comes with it: the digest is of what it holds."""
    with _local({LINK: digest}):
        yield
