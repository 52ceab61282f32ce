"""How many kindergartens and schools there are in each kommune and fylke, public and private, as the registers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from django.db.models import Count, Q

from samspel.actors.models import RegisterRun, Unit
from samspel.places import lookups

KINDERGARTEN, PRIMARY, COMBINED, UPPER_SECONDARY = "kindergarten", "primary", "combined", "upper-secondary"
TYPES = (KINDERGARTEN, PRIMARY, COMBINED, UPPER_SECONDARY)
"""What the registers call them; a combined school has both primary and upper secondary grades."""
SCHOOLS = (PRIMARY, COMBINED)


@dataclass(frozen=True)
class Units:
    """How many units are public and how many are private."""

    public: int = 0
    private: int = 0

    @property
    def all(self) -> int:
        """Give how many there are."""
        return self.public + self.private

    def __add__(self, other: Units) -> Units:
        """Give how many there are in two places, or of two types."""
        return Units(self.public + other.public, self.private + other.private)


@dataclass(frozen=True)
class Counts:
    """The units of one place by type, for as many types as it has."""

    by_type: Mapping[str, Units]

    def of(self, *types: str) -> Units:
        """Give the units of one type, or of several together."""
        return sum((self.by_type.get(one, Units()) for one in types), Units())

    @property
    def kindergartens(self) -> Units:
        """Give the kindergartens."""
        return self.of(KINDERGARTEN)

    @property
    def schools(self) -> Units:
        """Give the schools with primary grades."""
        return self.of(*SCHOOLS)

    @property
    def upper_secondary(self) -> Units:
        """Give the schools with upper secondary grades only."""
        return self.of(UPPER_SECONDARY)


def per_kommune() -> Mapping[str, Counts]:
    """Give the open units of every kommune that has any, by its number; counted anew after each load."""
    loaded = RegisterRun.objects.filter(refused="").order_by("-loaded_at").values_list("pk", flat=True).first()
    return _as_of(loaded) if loaded else {}


def per_fylke(day: date) -> Mapping[str, Counts]:
    """Give the open units of every fylke of a day, by its number."""
    found: dict[str, list[Counts]] = {}
    for number, counts in per_kommune().items():
        found.setdefault(lookups.fylke_of(number, day).number, []).append(counts)
    return {number: together(counts) for number, counts in sorted(found.items())}


def together(places: Iterable[Counts]) -> Counts:
    """Give the units of several places as those of one."""
    counted = list(places)
    return Counts({kind: sum((counts.of(kind) for counts in counted), Units()) for kind in TYPES})


@lru_cache(maxsize=2)
def _as_of(_run: UUID) -> Mapping[str, Counts]:
    """Count what a load left; until the next one, which writes down a run of its own, the answer stays the same."""
    public, private = Count("pk", filter=Q(public=True)), Count("pk", filter=Q(public=False))
    units = Unit.objects.filter(closed_on__isnull=True).exclude(register="").order_by()
    rows = list(units.values_list("kommune_number", "register_type").annotate(a=public, b=private))
    # The one that stands in both registers is a school here and a kindergarten too.
    twice = units.filter(register=Unit.Register.BOTH).values_list("kommune_number").annotate(a=public, b=private)
    rows += [(number, KINDERGARTEN, *counted) for number, *counted in twice]
    found: dict[str, dict[str, Units]] = {}
    for number, kind, *counted in rows:
        if kind in TYPES:
            place = found.setdefault(number, {})
            place[kind] = place.get(kind, Units()) + Units(*counted)
    return MappingProxyType({number: Counts(by_type) for number, by_type in sorted(found.items())})
