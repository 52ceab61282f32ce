"""How a check asks: one question of the database whose every row is a fault, told in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections
from django.db.backends.utils import CursorWrapper

READER = "reader"
Check = Callable[[], Iterator[str]]


def cursor() -> CursorWrapper:
    """Give a cursor of the role that reads all offices and writes nothing."""
    return connections[READER].cursor()


def rows(sql: str) -> Iterator[tuple[Any, ...]]:
    """Ask, and give the rows."""
    with cursor() as asked:
        asked.execute(sql)
        yield from asked.fetchall()


def question(sql: str) -> Check:
    """Make a check of a question whose rows are faults, each one text."""

    def check() -> Iterator[str]:
        return (str(fault) for (fault,) in rows(sql))

    return check
