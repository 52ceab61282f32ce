"""The background worker's one job: do what a row in the outbox asks, and try again when it fails."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import procrastinate
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from samspel.flow import outbox

RETRY = procrastinate.RetryStrategy(max_attempts=12, exponential_wait=2)


@app.task(name=outbox.TASK, retry=RETRY)
def deliver(message_id: str, office_id: str) -> None:
    """Do one message of one office now; the tenant is entered before the row is read."""
    try:
        outbox.deliver(UUID(message_id), UUID(office_id), now=now)
    except Exception as fault:
        outbox.note_fault(UUID(message_id), UUID(office_id), f"{type(fault).__name__}: {fault}")
        raise


def now(put_at: datetime) -> datetime:
    """Give the time at which a message is done; in the demo, where acts have days of their own, that of its act."""
    return put_at if settings.DEMO else timezone.now()
