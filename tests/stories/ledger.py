"""Frames with money in them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from samspel.ledger import queries, transitions
from samspel.ledger.models import Frame
from samspel.tenancy.models import Office
from tests.cast import ROGALAND

OCTOBER_2022 = datetime(2022, 10, 3, 8, tzinfo=UTC)


def frame(
    scheme: str = "regional", year: int = 2023, amount_nok: int = 1_000_000, at: datetime = OCTOBER_2022
) -> Frame:
    """Open a frame in Rogaland and put money in it; nothing in it when the amount is 0."""
    office = Office.objects.get(pk=ROGALAND.office)
    made = transitions.open_frame(office, scheme=scheme, year=year, chapter_post="226.21", by=ROGALAND.admin, at=at)
    if amount_nok:
        transitions.grant(made, amount_nok=amount_nok, key=uuid4(), by=ROGALAND.admin, at=at)
    return queries.frame(made.pk)
