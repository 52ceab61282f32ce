"""The journal is chained by the database, numbered without gaps, and never changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from samspel.flow import journal
from samspel.flow.models import Entry
from samspel.flow.numbers import next_number
from samspel.tenancy.context import offices
from tests.cast import ROGALAND, SYSTEM, OfficeCast
from tests.tenancy.test_isolation import Subject, write_entry

NOW = datetime(2023, 1, 20, 9, tzinfo=UTC)


def test_entries_of_an_office_are_chained_by_their_hashes(rogaland: OfficeCast) -> None:
    for _ in range(3):
        write_entry(ROGALAND.office)
    first, second, third = Entry.objects.order_by("sequence")
    assert [first.sequence, second.sequence, third.sequence] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == ("", first.hash, second.hash)
    assert len({first.hash, second.hash, third.hash}) == 3


@pytest.mark.parametrize(
    "statement", ["update flow_entry set act = 'other'", "delete from flow_entry", "truncate flow_entry"]
)
def test_the_app_cannot_change_what_was_written(rogaland: OfficeCast, statement: str) -> None:
    write_entry(ROGALAND.office)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().act == "test.act"


def test_numbers_have_no_gap_when_an_act_is_undone(rogaland: OfficeCast) -> None:
    assert next_number(ROGALAND.office, "journal", 2023) == 1
    with suppress(ZeroDivisionError), transaction.atomic():
        assert next_number(ROGALAND.office, "journal", 2023) == 2
        raise ZeroDivisionError
    assert next_number(ROGALAND.office, "journal", 2023) == 2
    assert next_number(ROGALAND.office, "journal", 2024) == 1


def test_an_entry_inside_an_act_and_a_journal_number_after_it_never_wait_for_each_other(real_database: str) -> None:
    wrote, faults = Barrier(2), []

    def act_with_another_inside() -> None:
        write_entry(ROGALAND.office)
        wrote.wait(10)
        time.sleep(0.2)  # the other one is asking for its number by now
        journalled()

    def plain_act() -> None:
        wrote.wait(10)
        journalled()

    def journalled() -> None:
        journal.write("test.act", Subject(ROGALAND.office), by=SYSTEM, at=NOW, journalled=True)  # type: ignore[arg-type]

    def run(work: Callable[[], None]) -> None:
        try:
            with transaction.atomic(), offices([ROGALAND.office]):
                work()
        except DatabaseError as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[work]) for work in (act_with_another_inside, plain_act)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    with transaction.atomic(), offices([ROGALAND.office]):
        assert list(Entry.objects.order_by("sequence").values_list("journal_number", flat=True)) == [None, 1, 2]
