"""The journal: what was done, by whom, for whom and when, written in the transaction of the act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from samspel.flow.models import Entry
from samspel.flow.numbers import next_number
from samspel.kit.deadlines import oslo_day
from samspel.kit.sizes import ROWS
from samspel.tenancy.by import By

Facts = Mapping[str, Any]
# What an act gives that only goes on with what its last entry tells: one who writes for an hour makes a few entries.
GOES_ON: Facts = MappingProxyType({})


def write(
    act: str,
    record: Model,
    *,
    by: By,
    at: datetime,
    source: str = "",
    target: str = "",
    facts: Facts | None = None,
    journalled: bool = False,
    office_id: UUID | None = None,
) -> Entry:
    """Add one entry for a record; with `journalled` it also gets the next number in the office's public journal.

    A record that belongs to no office is written down at the office that acted: `office_id`.
    """
    office = office_id or record.office_id  # type: ignore[attr-defined]  # a row of a tenant says whose it is
    made = entry(act, record, by=by, at=at, office_id=office, facts=facts or {})
    made.source, made.target = source, target
    if journalled:
        hold_chain(office)
        made.journal_year = oslo_day(at).year
        made.journal_number = next_number(office, "journal", made.journal_year)
    made.save(force_insert=True)
    return made


def entry(act: str, record: Model, *, by: By, at: datetime, office_id: UUID, facts: Facts) -> Entry:
    """Make an entry about one record, not yet written."""
    return Entry(
        office_id=office_id,
        act=act,
        record_type=record._meta.label_lower,
        record_id=record.pk,
        subject_id=getattr(record, "subject_id", None),
        person_id=by.person_id,
        organisation_id=by.organisation_id,
        role=by.role,
        at=at,
        facts=dict(facts),
    )


def write_all(act: str, records: Iterable[Model], *, by: By, at: datetime, office_id: UUID, facts: Facts) -> None:
    """Add one entry for each of many records that the same was done to."""
    entries = (entry(act, record, by=by, at=at, office_id=office_id, facts=facts) for record in records)
    Entry.objects.bulk_create(entries, batch_size=ROWS)


def hold_chain(office_id: UUID) -> None:
    """Keep the chain of an office until the transaction ends: chain and journal number are always taken in one order.

    An act inside another has written its entry, and so holds the chain, before the outer one asks for its number.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('flow_entry' || %s::uuid, 0))", [office_id])


def history(subject_ids: Iterable[UUID]) -> QuerySet[Entry]:
    """Give the entries about some records or needs, oldest first."""
    ids = list(subject_ids)
    return (Entry.objects.filter(subject_id__in=ids) | Entry.objects.filter(record_id__in=ids)).order_by("sequence")
