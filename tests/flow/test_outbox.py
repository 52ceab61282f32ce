"""What an act makes us send is done once: never twice, never half, and a fault is written down where it waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from samspel.flow import outbox, worker
from samspel.flow.models import Outbox
from samspel.tenancy.models import Office
from tests.cast import AGDER, ROGALAND, OfficeCast

NOW = datetime(2023, 1, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
KIND, NUMBER = "telegram", "51 00 00 00"


class Telegraph:
    """Somebody who does what the outbox asks, and fails as long as the line is broken."""

    def __init__(self) -> None:
        self.sent: list[tuple[object, datetime]] = []
        self.broken = False

    def __call__(self, message: Outbox, at: datetime) -> None:
        Office.objects.filter(pk=message.office_id).update(phone=NUMBER)
        if self.broken:
            raise ConnectionError("the line is broken")
        self.sent.append((message.payload, at))


@pytest.fixture
def telegraph() -> Iterator[Telegraph]:
    """Bind a kind of message to a telegraph, for the length of the test."""
    found = outbox.handlers[KIND] = Telegraph()
    yield found
    del outbox.handlers[KIND]


def put(key: str = "once") -> Outbox:
    about = Outbox(office_id=ROGALAND.office)  # any row of the office will do; this one is not kept
    return outbox.put(KIND, about, at=NOW, key=key, word="høyr")


def phone() -> str:
    return Office.objects.get(pk=ROGALAND.office).phone


def jobs() -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("select args->>'message_id', args->>'office_id' from procrastinate_jobs order by id")
        return [{"message_id": message, "office_id": office} for message, office in cursor.fetchall()]


def test_a_message_is_a_row_and_a_job_that_carries_only_its_id_and_office(rogaland: OfficeCast) -> None:
    message = put()
    assert (message.payload, message.put_at, message.done_at) == ({"word": "høyr"}, NOW, None)
    assert jobs()[-1] == {"message_id": str(message.pk), "office_id": str(ROGALAND.office)}


def test_the_same_thing_is_put_once(rogaland: OfficeCast) -> None:
    put()
    before = jobs()
    with pytest.raises(IntegrityError, match="flow_outbox_sends_once"), transaction.atomic():
        put()
    assert (Outbox.objects.count(), jobs()) == (1, before)


def test_a_message_is_done_once_however_often_its_job_runs(rogaland: OfficeCast, telegraph: Telegraph) -> None:
    message = put()
    for _attempt in range(3):
        outbox.deliver(message.pk, ROGALAND.office, now=lambda put_at: LATER)
    message.refresh_from_db()
    assert telegraph.sent == [({"word": "høyr"}, LATER)]
    assert (message.done_at, message.attempts) == (LATER, 1)


def test_a_message_that_fails_leaves_nothing_behind_but_its_fault_and_is_done_later(
    rogaland: OfficeCast, telegraph: Telegraph
) -> None:
    message = put()
    telegraph.broken = True
    with pytest.raises(ConnectionError):
        worker.deliver(str(message.pk), str(ROGALAND.office))
    message.refresh_from_db()
    assert (message.done_at, message.attempts) == (None, 1)
    assert message.fault == "ConnectionError: the line is broken"
    assert phone() != NUMBER

    telegraph.broken = False
    worker.deliver(str(message.pk), str(ROGALAND.office))
    message.refresh_from_db()
    assert (message.done_at, message.attempts, message.fault) == (NOW, 2, "")
    assert (len(telegraph.sent), phone()) == (1, NUMBER)


def test_a_message_of_another_office_is_not_there(rogaland: OfficeCast, telegraph: Telegraph) -> None:
    message = put()
    with pytest.raises(Outbox.DoesNotExist):
        outbox.deliver(message.pk, AGDER.office, now=lambda put_at: LATER)
    assert telegraph.sent == []
