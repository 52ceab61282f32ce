"""Several needs with all their rows, read in a number of queries that does not grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from samspel.calls.rules.themes import scheme_of
from samspel.needs import rows
from samspel.needs.models import Need
from samspel.needs.sheet import Sheet

Rows = dict[UUID, list[Any]]


def of_owners(needs: Sequence[Need]) -> list[Sheet]:
    """Read the needs of single owners: what they say and ask for, without their files and the units' own pages."""
    ids = [need.pk for need in needs]
    found = {name: by_need(query.filter(need_id__in=ids)) for name, query in rows.in_order().items()}
    return [whole(need, found) for need in needs]


def whole(need: Need, found: dict[str, Rows]) -> Sheet:
    """Make the sheet of one need of the rows that were read."""
    told: dict[str, Any] = {name: tuple(of[need.pk]) for name, of in found.items() if name != "units"}
    units = tuple(row.unit for row in found["units"][need.pk])
    return Sheet(need=need, scheme=scheme_of(need.call, need.scheme), members=(), units=units, **told)


def by_need(read: Any) -> Rows:  # noqa: ANN401 - a query of rows under needs, of any kind
    """Give rows by the need that they belong to."""
    found: Rows = defaultdict(list)
    for row in read:
        found[row.need_id].append(row)
    return found
