"""Questions that are asked in the same way at every page: the SQL of each is made once, and its rows are read with it.

Making the SQL of a small question costs Django more than PostgreSQL takes to answer it (ADR 0030).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
P = ParamSpec("P")
LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)


class NotTheSameEachTime(TypeError):
    """A question's SQL depends on what is asked for, or a value is not sent as it is: it cannot be made once."""


def made_once(question: Callable[P, QuerySet[M]]) -> Callable[P, list[M]]:
    """Let the SQL of a question be made the first time it is asked.

    The question takes ids, days, moments and texts, by place, and makes the same conditions of them whatever they are.
    """
    kept: dict[tuple[type, ...], Statement[M]] = {}

    @wraps(question)
    def ask(*values: P.args, **named: P.kwargs) -> list[M]:
        if named:
            raise NotTheSameEachTime(f"{question.__qualname__} is asked by place")
        kinds = tuple(map(type, values))
        statement = kept.get(kinds) or kept.setdefault(kinds, Statement.of(question, kinds))
        return statement.rows(values)

    return ask


@dataclass(frozen=True)
class Statement(Generic[M]):
    """The SQL of a question, which of its parameters are values asked for, and how Django reads the rows."""

    queryset: QuerySet[M]
    compiler: SQLCompiler
    sql: str
    constants: tuple[object, ...]
    places: tuple[tuple[int, int], ...]
    """The place of a parameter in the SQL, and that of its value in the question."""

    @classmethod
    def of(cls, question: Callable[..., QuerySet[M]], kinds: Sequence[type]) -> Statement[M]:
        """Make the SQL of a question about values of some kinds."""
        values = [stand_in(kind, number) for number, kind in enumerate(kinds)]
        queryset = question(*values)
        compiler = queryset.query.get_compiler(queryset.db)
        sql, constants = compiler.as_sql()
        other = question(*(stand_in(kind, number + len(kinds)) for number, kind in enumerate(kinds)))
        places = tuple((at, values.index(one)) for at, one in enumerate(constants) if one in values)
        if other.query.get_compiler(other.db).as_sql()[0] != sql or {asked for _, asked in places} != set(
            range(len(kinds))
        ):
            raise NotTheSameEachTime(f"{question.__qualname__} has no SQL that is the same each time")
        return cls(queryset, compiler, sql, tuple(constants), places)

    def rows(self, values: Sequence[object]) -> list[M]:
        """Read the rows for some values."""
        parameters = list(self.constants)
        for at, asked in self.places:
            parameters[at] = values[asked]
        queryset: Any = copy(self.queryset)
        queryset.query = Made(self, tuple(parameters))
        return list(ModelIterable(queryset))


@dataclass(frozen=True)
class Made:
    """What stands where Django looks for a question to make SQL of, and finds it made."""

    statement: Statement[Any]
    parameters: tuple[object, ...]
    values_select: tuple[str, ...] = ()

    def get_compiler(self, using: str) -> SQLCompiler:
        """Give what reads the rows, over this thread's own connection."""
        compiler: Any = copy(self.statement.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda: (self.statement.sql, self.parameters)
        return compiler  # type: ignore[no-any-return]


def stand_in(kind: type, number: int) -> object:
    """Give a value of a kind that nobody asks for, another for each number."""
    if issubclass(kind, UUID):
        return UUID(int=number)
    if issubclass(kind, datetime):
        return LONG_AGO + timedelta(days=number)
    if issubclass(kind, date):
        return (LONG_AGO + timedelta(days=number)).date()
    if issubclass(kind, str):
        return f"\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}{number}"
    raise NotTheSameEachTime(f"a {kind.__name__} is not sent as it is")
