"""The practice rounds of the demo, told in the database at hand, and everything done that waits in the outbox."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.rounds.loading import load
from samspel.rounds.reading import read
from samspel.tenancy.context import offices
from tests.cast import ROGALAND
from tests.rounds.practice import DEMO
from tests.stories import calls, decisions, forum

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def tell() -> None:
    """Load the register and both rounds, and let the outbox be emptied."""
    for path in sorted(DEMO.glob("*.json")):
        load(read(path.read_bytes()), at=NOW)
    with transaction.atomic(), offices([ROGALAND.office]):
        waiting = list(Outbox.objects.filter(done_at=None).order_by("put_at").values_list("pk", flat=True))
    for message in waiting:
        outbox.deliver(message, ROGALAND.office, now=lambda put_at: put_at)


def tell_what_is_on_its_way() -> None:
    """Leave a call being written, a meeting held but not adopted, and a grant whose payments are not planned."""
    with transaction.atomic(), offices([ROGALAND.office]):
        calls.drafted("2026")
        decisions.accepted()
        forum.held()
