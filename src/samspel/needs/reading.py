"""Several needs with all their rows, read in a number of queries that does not grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from samspel.calls.rules.themes import scheme_of
from samspel.needs.models import (
    BudgetLine,
    Cost,
    Indicator,
    Need,
    Participation,
    Partnership,
    TargetGroup,
)
from samspel.needs.sheet import Sheet

Rows = dict[UUID, list[Any]]


def of_owners(needs: Sequence[Need]) -> list[Sheet]:
    """Read the needs of single owners: what they say and ask for, without their files and the units' own pages."""
    ids = [need.pk for need in needs]
    units, lines = Participation.objects.select_related("unit__owner"), BudgetLine.objects.select_related("recipient")
    found: dict[str, Rows] = {
        "units": by_need(units.filter(need_id__in=ids).order_by("unit__name", "unit__orgnr")),
        "target_groups": by_need(TargetGroup.objects.filter(need_id__in=ids).order_by("group")),
        "indicators": by_need(Indicator.objects.filter(need_id__in=ids).order_by("position")),
        "lines": by_need(lines.filter(need_id__in=ids).order_by("year", "recipient__name", "category")),
        "partnerships": by_need(
            Partnership.objects.filter(need_id__in=ids).select_related("partner").order_by("partner__name")
        ),
        "costs": by_need(Cost.objects.filter(need_id__in=ids).order_by("year", "kind")),
    }
    return [whole(need, found) for need in needs]


def whole(need: Need, found: dict[str, Rows]) -> Sheet:
    """Make the sheet of one need of the rows that were read."""
    rows: dict[str, Any] = {name: tuple(of[need.pk]) for name, of in found.items() if name != "units"}
    units = tuple(row.unit for row in found["units"][need.pk])
    return Sheet(need=need, scheme=scheme_of(need.call, need.scheme), members=(), units=units, **rows)


def by_need(rows: Any) -> Rows:  # noqa: ANN401 - a query of rows under needs, of any kind
    """Give rows by the need that they belong to."""
    found: Rows = defaultdict(list)
    for row in rows:
        found[row.need_id].append(row)
    return found
