"""What is asked in the same way each time is asked with the very SQL that Django would make of it."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from gc import collect
from importlib import import_module
from threading import Thread
from typing import Any, get_type_hints
from uuid import UUID, uuid4
from weakref import ref

import pytest
from django.db import connection, connections, transaction
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

import samspel
from samspel.needs import rows
from samspel.needs.models import Need
from samspel.needs.transitions import together
from samspel.statements import Made, MadeOnce, NotTheSameEachTime, made, made_once
from tests.cast import OfficeCast
from tests.stories import needs

VALUES: dict[object, tuple[object, object]] = {
    UUID: (uuid4(), uuid4()),
    date: (date(2023, 2, 1), date(2026, 12, 31)),
    datetime: (datetime(2023, 2, 1, 22, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)),
    str: ("office", "Øygarden % «%s»"),
}


def questions() -> Iterator[Any]:
    """Give every question of Samspel whose SQL is made once."""
    for module in pkgutil.walk_packages(samspel.__path__, "samspel."):
        if "migrations" in module.name or module.name.endswith("__main__"):
            continue
        for one in vars(import_module(module.name)).values():
            if isinstance(one, MadeOnce) and one.question.__module__ == module.name:
                yield pytest.param(one, id=f"{module.name}.{one.question.__qualname__}")


@pytest.mark.django_db  # what holds rows is made inside a transaction only
@pytest.mark.parametrize("question", list(questions()))
@pytest.mark.parametrize("nth", [0, 1])
def test_a_question_made_once_is_the_one_that_django_would_make(question: MadeOnce[..., Any], nth: int) -> None:
    kinds = [kind for name, kind in get_type_hints(question.question).items() if name != "return"]
    values = [VALUES[kind][nth] for kind in kinds]
    statement = question.statement(tuple(map(type, values)))
    _queryset, _compiler, sql, sent = made(question.question, values)
    assert (statement.sql, statement.sent(values)) == (sql, sent)


def test_rows_are_those_of_what_is_asked_for_with_what_stands_beside_them(rogaland: OfficeCast) -> None:
    first, second = needs.filled(), needs.filled(title="Anna")
    for need in (first, second, first):
        found = rows.lines(need.pk)
        assert found == list(rows.lines.question(need.pk))
        assert {line.need_id for line in found} == {need.pk}
        with CaptureQueriesContext(connection) as asked:
            assert all(line.recipient.name for line in found)
        assert not asked.captured_queries
    assert rows.lines(uuid4()) == []


def test_what_is_asked_for_the_first_time_is_asked_once(rogaland: OfficeCast) -> None:
    with CaptureQueriesContext(connection) as asked:
        made_once(rows.lines.question)(uuid4())
    assert len(asked.captured_queries) == 1


def test_a_row_belongs_to_whoever_read_it(rogaland: OfficeCast) -> None:
    need = needs.filled()
    mine, theirs = rows.partnerships(need.pk), rows.partnerships(need.pk)
    mine[0].contact = "Ola Øving"
    assert theirs[0].contact != "Ola Øving"
    assert rows.partnerships(need.pk)[0].contact != "Ola Øving"


def test_each_thread_reads_over_its_own_connection() -> None:
    statement = rows.lines.statement((UUID,))
    seen = []
    thread = Thread(target=lambda: seen.append((Made(statement, ()).get_compiler("default"), connections["default"])))
    thread.start()
    thread.join()
    ((compiler, theirs),) = seen
    assert compiler.connection is theirs
    assert Made(statement, ()).get_compiler("default").connection is connections["default"] is not theirs


def test_the_connection_of_a_thread_that_is_gone_is_not_kept() -> None:
    ask, seen = made_once(rows.lines.question), []

    def work() -> None:
        ask.statement((UUID,))
        seen.append(ref(connections["default"]))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    del thread
    collect()
    assert [connection() for connection in seen] == [None]


def test_what_is_held_until_the_end_of_a_transaction_is_asked_for_inside_one(real_database: str) -> None:
    ask = made_once(together._held.question)
    with transaction.atomic():
        ask(uuid4())
    with pytest.raises(TransactionManagementError):
        ask(uuid4())


def by_state(state: str) -> QuerySet[Need]:
    return Need.objects.filter(submitted_at=None) if state.endswith("0") else Need.objects.filter(state=state)


def without(need_id: UUID) -> QuerySet[Need]:
    return Need.objects.all()


def versions(version: int) -> QuerySet[Need]:
    return Need.objects.filter(version=version)


def titled(title: str) -> QuerySet[Need]:
    return Need.objects.filter(title__contains=title)


def pairs(need_id: UUID) -> QuerySet[Need]:
    return Need.objects.filter(pk=need_id).values_list("pk", "title")  # type: ignore[return-value]  # what is refused


def with_owners(need_id: UUID) -> QuerySet[Need]:
    return Need.objects.filter(pk=need_id).prefetch_related("owner")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (by_state, "draft"),
        (without, uuid4()),
        (versions, 3),
        (titled, "språk"),
        (rows.lines.question, None),
        (pairs, uuid4()),
        (with_owners, uuid4()),
    ],
)
def test_what_is_not_the_same_each_time_is_refused(question: Callable[..., QuerySet[Need]], value: object) -> None:
    with pytest.raises(NotTheSameEachTime):
        made_once(question)(value)


def test_values_are_told_by_place() -> None:
    with pytest.raises(NotTheSameEachTime, match="lines"):
        rows.lines(need_id=uuid4())
