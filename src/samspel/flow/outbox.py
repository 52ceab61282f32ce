"""What must be sent because of an act: a row in the act's transaction, done by the worker afterwards.

Whoever can do a kind of thing is bound to it in `config/wiring.py`; the act knows only the kind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from samspel.flow.models import Outbox, TenantRow
from samspel.tenancy.context import offices

Handler = Callable[[Outbox, datetime], None]
handlers: dict[str, Handler] = {}
TASK = "samspel.deliver"


def put(
    kind: str, record: TenantRow, *, at: datetime, due_at: datetime | None = None, key: str = "", **payload: object
) -> Outbox:
    """Put something in the outbox in the act's own transaction; the database refuses the same kind and key twice.

    What is due later waits for its moment.
    """
    message = Outbox.objects.create(
        office_id=record.office_id,
        kind=kind,
        subject_id=record.pk,
        key=key or str(record.pk),
        payload=payload,
        put_at=at,
        due_at=due_at,
    )
    _ask_for(message, due_at)
    return message


def _ask_for(message: Outbox, due_at: datetime | None) -> None:
    """Let the worker take the message up, now or at a moment."""
    task = app.configure_task(TASK, schedule_at=due_at)
    task.defer(message_id=str(message.pk), office_id=str(message.office_id))


def deliver(message_id: UUID, office_id: UUID, *, now: Callable[[datetime], datetime]) -> None:
    """Do what one message asks, once: one that is done is left alone, and one that is due later waits."""
    with transaction.atomic(), offices([office_id]):
        message = Outbox.objects.select_for_update(of=("self",), no_key=True).get(pk=message_id)
        if message.done_at is not None:
            return
        at = now(message.due_at or message.put_at)
        if message.due_at is not None and at < message.due_at:
            _ask_for(message, message.due_at)
            return
        handlers[message.kind](message, at)
        message.done_at = at
        message.attempts += 1
        message.fault = ""
        message.save(update_fields=["done_at", "attempts", "fault"])


def note_fault(message_id: UUID, office_id: UUID, fault: str) -> None:
    """Write down that a message could not be done this time, so that whoever looks sees why it waits."""
    with transaction.atomic(), offices([office_id]):
        message = Outbox.objects.select_for_update(of=("self",), no_key=True).get(pk=message_id)
        message.attempts += 1
        message.fault = fault[:2_000]
        message.save(update_fields=["attempts", "fault"])
