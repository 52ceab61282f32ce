"""Who gets how much in which year: what was asked for, what the forum recommended, and what the office gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from samspel.casework.models import Case
from samspel.decisions.models import Decision, Share
from samspel.forum.models import Line, LineShare
from samspel.needs.models import BudgetLine


@dataclass(frozen=True, order=True)
class Part:
    """What one receiver gets in one year; whole kroner."""

    year: int
    recipient_id: UUID
    amount_nok: int


def asked(case: Case) -> tuple[Part, ...]:
    """Give what the need asks for, the categories of a receiver and a year added up."""
    sums: dict[tuple[int, UUID], int] = defaultdict(int)
    for line in BudgetLine.objects.filter(need_id=case.need_id):
        sums[line.year, line.recipient_id] += line.amount_nok
    return in_order(Part(year, recipient_id, sum_nok) for (year, recipient_id), sum_nok in sums.items())


def recommended_line(case_id: UUID) -> Line | None:
    """Give the line of the innstilling about a case, where a forum has adopted one."""
    found = Line.objects.filter(case_id=case_id, state=Line.State.RECOMMENDED)
    return found.select_related("meeting__forum").order_by("-meeting__adopted_at").first()


def recommended(line: Line) -> tuple[Part, ...]:
    """Give what the forum recommends in a line; nothing where it recommends no grant."""
    return in_order(as_part(share) for share in LineShare.objects.filter(line=line))


def given(decision: Decision) -> tuple[Part, ...]:
    """Give what a decision gives; nothing for a rejection or a dismissal."""
    return in_order(as_part(share) for share in Share.objects.filter(decision=decision))


def proposal(case: Case) -> tuple[Part, ...]:
    """Give what a draft starts from: the innstilling where there is one, else what was asked for."""
    line = recommended_line(case.pk)
    return recommended(line) if line else asked(case)


def as_part(share: Share | LineShare) -> Part:
    """Give a share without the record it belongs to."""
    return Part(share.year, share.recipient_id, share.amount_nok)


def in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Put parts in one order, by year and receiver, so that two lists that say the same are the same."""
    return tuple(sorted(parts))


def sum_nok(parts: Iterable[Part]) -> int:
    """Give the sum of some parts, in whole kroner."""
    return sum(part.amount_nok for part in parts)
