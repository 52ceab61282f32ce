"""Who owned the public units when: the kommune, or the fylkeskommune of the fylke, of each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from samspel.places import lookups, tables

DIVISIONS = (tables.FIRST_DAY, date(2024, 1, 1))
"""The days on which kommunar and fylke got new organisations."""
DERIVED = "derived"
SOURCES = {"kommune": f"{DERIVED}: public, by kommune", "fylke": f"{DERIVED}: public, by fylke"}


@dataclass(frozen=True)
class Owned:
    """An owner, by its ref, from a day to a day."""

    owner: str
    since: date
    until: date | None
    source: str


@cache
def periods(kommune: str, owned_by: str) -> tuple[Owned, ...]:
    """Give the owners over time of a unit in a kommune that its kommune or its fylkeskommune owns."""
    if not owned_by:
        return ()
    begun: list[tuple[date, str]] = []
    for day in DIVISIONS:
        owner = _owner(kommune, owned_by, day)
        if not begun or begun[-1][1] != owner:
            begun.append((day, owner))
    ends = [day - timedelta(days=1) for day, _ in begun[1:]]
    return tuple(
        Owned(owner, since, until, SOURCES[owned_by])
        for (since, owner), until in zip(begun, [*ends, None], strict=True)
    )


def _owner(number: str, owned_by: str, day: date) -> str:
    if owned_by == "fylke":
        return lookups.fylke_of(number, day).council_orgnr
    there = lookups.successors(number, day)
    return lookups.kommune(there[0], day).orgnr or f"kommune-{there[0]}"
