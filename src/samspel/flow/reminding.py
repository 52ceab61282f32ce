"""Reminding somebody of an answer: at most once a day for each that is asked, as the journal tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.flow.models import Entry, TenantRow
from samspel.flow.refusal import Refusal
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import By

VERB = ".remind_"
"""What stands in the name of every act that reminds."""


@dataclass(frozen=True)
class Told:
    """What the journal tells of one that is asked: since when it stands as it does, and when it was last reminded."""

    since: datetime | None = None
    reminded_at: datetime | None = None


def once_a_day(record: TenantRow, by: By, at: datetime) -> Iterator[Refusal]:
    """Nobody is reminded twice on one day."""
    last = told([record.pk]).get(record.pk, Told()).reminded_at
    if last is not None and oslo_day(last) >= oslo_day(at):
        yield Refusal("reminded", _("Dere har alt minnet om svar i dag. Vent til i morgen."))


def told(record_ids: Iterable[UUID]) -> dict[UUID, Told]:
    """Give what the journal tells of some that are asked, in one query."""
    found: dict[UUID, Told] = {}
    entries = Entry.objects.filter(record_id__in=list(record_ids)).order_by("sequence")
    for record_id, act, at, source, target in entries.values_list("record_id", "act", "at", "source", "target"):
        before = found.get(record_id, Told())
        if VERB in act:
            found[record_id] = Told(before.since, at)
        elif source != target:
            found[record_id] = Told(at, before.reminded_at)
    return found
