"""Somebody reads the documents of a case."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from samspel.files import reading
from samspel.needs import queries
from samspel.needs.models import Need
from samspel.tenancy.by import By
from tests.cast import KARI

READ = datetime(2023, 6, 1, 9, tzinfo=UTC)


def read(need_id: UUID, by: By = KARI, *, at: datetime = READ) -> None:
    """The receipt of a need is handed out."""
    made = queries.submissions(Need.objects.get(pk=need_id)).first()
    assert made is not None
    reading.hand_out(made.receipt, about=need_id, by=by, at=at)
