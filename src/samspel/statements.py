"""Questions that are asked in the same way at every page: the SQL of each is made once, and its rows are read with it.

Making the SQL of a small question costs Django more than PostgreSQL takes to answer it (ADR 0030).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=Model)
P = ParamSpec("P")
LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)


class NotTheSameEachTime(TypeError):
    """A question's SQL depends on what is asked for, or a value is not sent as it is: it cannot be made once."""


class MadeOnce(Generic[P, M]):
    """A question with the SQL that has been made of it, one for each combination of kinds of values."""

    def __init__(self, question: Callable[P, QuerySet[M]]) -> None:
        self.question = question
        self.kept: dict[tuple[type, ...], Statement[M]] = {}
        update_wrapper(self, question)

    def __call__(self, *values: P.args, **named: P.kwargs) -> list[M]:
        """Ask about some values."""
        if named:
            raise NotTheSameEachTime(f"{self.question.__qualname__} is asked by place")
        return self.statement(tuple(map(type, values))).rows(values)

    def statement(self, kinds: tuple[type, ...]) -> Statement[M]:
        """Give the SQL for values of some kinds, made where it has not been yet."""
        return self.kept.get(kinds) or self.kept.setdefault(kinds, Statement.of(self.question, kinds))


def made_once(question: Callable[P, QuerySet[M]]) -> MadeOnce[P, M]:
    """Let the SQL of a question be made the first time it is asked, and its rows be given as a list.

    The question takes ids, days, moments and texts, by place, and makes the same conditions of them whatever they are.
    """
    return MadeOnce(question)


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
        """Make the SQL of a question about values of some kinds; NotTheSameEachTime when there is no one SQL."""
        values = [stand_in(kind, number) for number, kind in enumerate(kinds)]
        others = [stand_in(kind, number + len(kinds)) for number, kind in enumerate(kinds)]
        queryset, compiler, sql, sent = made(question, values)
        places = tuple((at, values.index(one)) for at, one in enumerate(sent) if one in values)
        if made(question, others)[2] != sql or {asked for _, asked in places} != set(range(len(kinds))):
            raise NotTheSameEachTime(f"{question.__qualname__} has no SQL that is the same each time")
        inside = vars(queryset)
        if inside["_iterable_class"] is not ModelIterable or inside["_prefetch_related_lookups"]:
            raise NotTheSameEachTime(f"{question.__qualname__} asks for more than rows with what stands beside them")
        return cls(queryset, compiler, sql, sent, places)

    def sent(self, values: Sequence[object]) -> tuple[object, ...]:
        """Give what is sent beside the SQL for some values."""
        parameters = list(self.constants)
        for at, asked in self.places:
            parameters[at] = values[asked]
        return tuple(parameters)

    def rows(self, values: Sequence[object]) -> list[M]:
        """Read the rows for some values."""
        query: Any = Made(self, self.sent(values))
        return list(ModelIterable(QuerySet(self.queryset.model, query)))


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
        if compiler.query.select_for_update and compiler.connection.get_autocommit():
            raise TransactionManagementError("what holds rows is asked inside a transaction")
        compiler.as_sql = lambda: (self.statement.sql, self.parameters)
        return compiler  # type: ignore[no-any-return]  # a copy that gives the SQL made before


def made(
    question: Callable[..., QuerySet[M]], values: Sequence[object]
) -> tuple[QuerySet[M], SQLCompiler, str, tuple[object, ...]]:
    """Make SQL of a question about some values as Django does, with what is sent beside it."""
    queryset = question(*values)
    compiler: Any = queryset.query.get_compiler(queryset.db)
    sql, sent = compiler.as_sql()
    compiler.connection = None  # it is this thread's; another is put there each time, and this one may go
    return queryset, compiler, sql, tuple(sent)


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
