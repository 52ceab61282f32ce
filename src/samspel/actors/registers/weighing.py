"""When an answer that can be read is too hard to believe to be taken in without a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from samspel.actors.registers.answers import Finding
from samspel.actors.registers.comparing import Asked, Compared, What
from samspel.actors.registers.loading import CLOSING_PERCENT, FEW, SHORTFALL_PERCENT

CHANGED_PERCENT = 2
"""Owners, kommunar and names of more than this do not change in one night; a column has been swapped or lost."""
CODES = {What.OWNER: "owners", What.KOMMUNE: "kommunar", What.NAME: "names", What.REAPPEARED: "reappeared"}


def doubts(
    found: Compared, fresh: list[Asked], open_now: int, counts: Mapping[str, int], before: Mapping[str, int]
) -> Iterator[Finding]:
    """Give every reason not to believe an answer; `fresh` are the questions that have not been put before."""
    if len(found.gone) > _most(open_now, CLOSING_PERCENT):
        yield {"code": "closing", "count": len(found.gone), "of": open_now}
    for kind, had in sorted(before.items()):
        now = counts.get(kind, 0)
        if had - now > _most(had, SHORTFALL_PERCENT):
            yield {"code": "short", "kind": kind.removeprefix("unit-"), "now": now, "before": had}
    asked = Counter(CODES[one.what] for one in fresh)
    many = {"owners": 0, "kommunar": 0, "names": 0, "reappeared": 0} | asked
    many |= {"owners-lost": len(found.lost), "turned": found.turned}
    for code, count in many.items():
        if count > _most(open_now, CHANGED_PERCENT):
            yield {"code": code, "count": count, "of": open_now}


def _most(of: int, percent: int) -> int:
    return max(FEW, of * percent // 100)
