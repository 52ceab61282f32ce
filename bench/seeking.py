"""What typing ahead over all kommunar and units costs, beside the bare page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import quote

from django.db import connections
from django.utils import timezone

from bench.cpu import Way, beside
from bench.figure import Figure
from bench.pages import Reading, against_bare, named
from samspel.actors.registers import loading, tables

# As people type: a letter, a beginning, a whole word, two words, Norwegian letters, and what is nowhere.
TYPED = ("b", "st", "solb", "barnehage", "skole", "øst", "aas", "barn sol", "kulturskole stav", "qzx")
MOST_TIMES = 5


def figures(reading: Reading) -> Iterator[Figure]:
    """Load the registers and measure looking for what is typed, one after the other."""
    loading.load(tables.DATA, at=timezone.now(), tell=lambda line: None)
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")
    typed, door = itertools.cycle(TYPED), named("find")
    newcomer = reading.visitor(None)
    way = Way(reading.roots, lambda: newcomer.get(f"{door}?liste&q={quote(next(typed))}"))
    yield against_bare("typing ahead over all units", beside(reading.bare, way), MOST_TIMES)
