"""What a story left in the database is written to a file, loaded into another database, and written again: the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.rounds.canonical import canonical, to_bytes
from samspel.rounds.dumping import dump
from samspel.rounds.loading import load
from samspel.rounds.reading import read
from tests.stories import decisions, forum, payments

pytestmark = pytest.mark.round
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def written() -> dict[str, Any]:
    """The only round there is as it is stored now, in the one way to write it."""
    call = Call.objects.get()
    return canonical(dump(call.office, call.ref))


def told(story: Callable[[], object]) -> dict[str, Any]:
    """What a story leaves, as a file; the story itself is undone."""
    before = transaction.savepoint()
    story()
    file = written()
    transaction.savepoint_rollback(before)
    return file


def whole_round() -> None:
    """A round with an adopted innstilling, a tied member, a grant that was paid, and a need that was turned down."""
    first, second = forum.recommended()
    payments.paid(decisions.accepted(first.case))
    decisions.sent(second.case, decisions.rejection(second.case, departure_reason="Ramma blei mindre."))


def test_a_paid_round_is_the_same_after_it_was_written_and_loaded(rogaland: object) -> None:
    before = told(whole_round)
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    entries = Entry.objects.count()
    load(read(to_bytes(before)), at=NOW)
    assert Entry.objects.count() == entries
