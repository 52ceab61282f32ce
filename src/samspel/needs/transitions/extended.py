"""Telling whoever writes under a call that it has got a new deadline: put down by the act, done by the worker."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

from samspel.calls.models import Call
from samspel.flow.models import Outbox
from samspel.messages import transitions as messages
from samspel.needs import queries
from samspel.needs.transitions.handover import in_words
from samspel.tenancy.by import By, Role

SYSTEM = By(None, None, None, Role.SYSTEM)


def on_outbox(message: Outbox, at: datetime) -> None:
    """Write to whoever has a draft under the call, with the reason; a deadline of its own stays as it was."""
    call = Call.objects.get(pk=message.subject_id)
    assert call.closes_at is not None
    for need in queries.drafts_under(call):
        topic, text = in_words(need, call.closes_at, str(message.payload["reason"]))
        messages.inform(
            need.office,
            topic=topic,
            text=text,
            to=queries.spokesman(need),
            about_need_id=need.pk,
            key=uuid5(message.pk, str(need.pk)),
            by=SYSTEM,
            at=at,
        )
