"""The offices that the database shows to one request or one job, and nothing before or after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

SETTING = "samspel.offices"
NATION = "samspel.nation"


class NoTransaction(RuntimeError):
    """A tenant was entered outside a transaction, where SET LOCAL would silently do nothing."""


def _set(name: str, value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)", [name, name, value])
        return str(cursor.fetchone()[0])


@contextmanager
def _local(name: str, value: str) -> Iterator[None]:
    if not connection.in_atomic_block:
        raise NoTransaction(name)
    before = _set(name, value)
    try:
        yield
    finally:
        # A broken transaction is rolled back, which takes the setting with it; it would refuse this statement.
        if not connection.needs_rollback and connection.in_atomic_block:
            _set(name, before)


@contextmanager
def offices(ids: Iterable[UUID]) -> Iterator[None]:
    """Show the rows of these offices until the block ends; for an empty list no row of any office."""
    with _local(SETTING, "{" + ",".join(map(str, ids)) + "}"):
        yield


@contextmanager
def nation() -> Iterator[None]:
    """Show the rows of all offices for reading, as the national reader and the auditor may."""
    with _local(NATION, "on"):
        yield
