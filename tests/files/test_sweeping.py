"""What no document names is taken away after a day; what one names, or is about to name, never is."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from samspel.files import shelf, store, sweeping
from samspel.files.models import Document
from samspel.needs import queries, transitions
from samspel.tenancy.context import offices
from tests.cast import KARI, ROGALAND, OfficeCast
from tests.stories import attachments, needs

TOLD: dict[str, Any] = {"office_id": ROGALAND.office, "title": "Plan", "media_type": "application/pdf"}


@pytest.fixture(autouse=True)
def at(tmp_path: Path, settings: Any) -> datetime:  # noqa: ANN401 - pytest-django does not name its type
    """A shelf of the test's own, two days from now."""
    settings.VAR = tmp_path
    return datetime.now(UTC) + timedelta(days=2)


def test_what_nobody_names_goes_after_a_day(rogaland: OfficeCast, at: datetime) -> None:
    alone = store.keep(b"ingen sin")
    named = store.put(b"ei plan", **TOLD, at=at)
    unfinished = shelf.path_of(alone).with_name(f"{alone}.12.ab")
    unfinished.write_bytes(b"ingen")
    assert list(sweeping.unnamed(attachments.nothing, at=datetime.now(UTC))) == []
    assert {one.sha256 for one in sweeping.unnamed(attachments.nothing, at=at)} == {alone, unfinished.name}
    assert sweeping.sweep(attachments.nothing, at=at) == 2
    assert store.read(named) == b"ei plan"
    assert sweeping.sweep(attachments.nothing, at=at) == 0


def test_what_an_owner_took_away_goes_and_what_was_handed_in_stays(rogaland: OfficeCast, at: datetime) -> None:
    draft, sent = needs.drafted(), needs.confirmed(title="Leik")
    gone, kept = attachments.clean(draft, "Borte"), attachments.clean(sent, "Sendt")
    needs.handed_in(sent)
    transitions.detach(gone, by=KARI, at=needs.when("2021", day=14))
    assert sweeping.sweep(queries.let_go, at=at) == 1
    assert store.read(kept.document)
    with pytest.raises(store.Damaged):
        store.read(gone.document)
    assert store.read(attachments.clean(draft, "Borte").document)
    assert sweeping.sweep(queries.let_go, at=at) == 0


def test_what_was_taken_away_a_moment_ago_stays_for_whoever_copies_the_database(
    rogaland: OfficeCast, at: datetime
) -> None:
    gone = attachments.clean(needs.drafted(), "Borte")
    kept = gone.document
    transitions.detach(gone, by=KARI, at=at - timedelta(hours=1))
    assert sweeping.sweep(queries.let_go, at=at) == 0
    assert store.read(kept)
    assert sweeping.sweep(queries.let_go, at=at + timedelta(days=1)) == 1


def test_what_had_begun_to_come_when_the_machine_stopped_goes_too(rogaland: OfficeCast, at: datetime) -> None:
    left = Path(settings.VAR) / "incoming" / "tmp123"
    left.parent.mkdir()
    left.write_bytes(b"halvt")
    os.utime(left, (1, 1))
    assert sweeping.sweep(attachments.nothing, at=at) == 1
    assert not left.exists()


def test_bytes_that_are_being_named_are_not_swept_away(real_database: str, at: datetime) -> None:
    sha256 = store.keep(b"ei plan")
    held, found = threading.Event(), threading.Event()

    def name_it() -> None:
        with transaction.atomic(), offices([ROGALAND.office]):
            store.put(b"ei plan", **TOLD, at=at)
            held.set()
            found.wait(10)
        connection.close()

    naming = threading.Thread(target=name_it)
    naming.start()
    held.wait(10)
    threading.Timer(0.5, found.set).start()
    assert sweeping.sweep(attachments.nothing, at=at) == 0
    naming.join(10)
    with transaction.atomic(), offices([ROGALAND.office]):
        assert store.read(Document.objects.get(sha256=sha256)) == b"ei plan"
