"""The journal is chained by the database, numbered without gaps, and never changed."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from samspel.flow.models import Entry
from samspel.flow.numbers import next_number
from tests.cast import ROGALAND, OfficeCast
from tests.tenancy.test_isolation import write_entry

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
