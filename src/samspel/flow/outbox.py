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


def put(kind: str, record: TenantRow, *, at: datetime, key: str = "", **payload: object) -> Outbox:
    """Put something in the outbox in the act's own transaction; the database refuses the same kind and key twice."""
    message = Outbox.objects.create(
        office_id=record.office_id,
        kind=kind,
        subject_id=record.pk,
        key=key or str(record.pk),
        payload=payload,
        put_at=at,
    )
    app.configure_task(TASK).defer(message_id=str(message.pk), office_id=str(message.office_id))
    return message


def deliver(message_id: UUID, office_id: UUID, *, now: Callable[[datetime], datetime]) -> None:
    """Do what one message asks, once: a message that is done already is left alone."""
    with transaction.atomic(), offices([office_id]):
        message = Outbox.objects.select_for_update(of=("self",), no_key=True).get(pk=message_id)
        if message.done_at is not None:
            return
        at = now(message.put_at)
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
