"""The grant letter (tilskuddsbrev): how much, to whom, for what, on which terms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from samspel.letters.facts.decision import DecisionFacts
from samspel.letters.facts.letter import NOT_ALWAYS, Json

CHAPTER_POST = re.compile(r"\d{1,4}\.\d{1,2}")


@dataclass(frozen=True)
class GrantLine:
    """What one recipient gets for one budget year, in whole kroner."""

    year: int
    recipient: str
    amount_nok: int


@dataclass(frozen=True)
class OwnContribution:
    """What the owner pays itself: a whole percentage of the awarded grant, and what that makes in whole kroner."""

    percent: int
    base_nok: int
    amount_nok: int


@dataclass(frozen=True)
class Instalment:
    """One planned payment, in whole kroner, and what must be in place before it."""

    recipient: str
    planned_on: date
    amount_nok: int
    condition: str


@dataclass(frozen=True, kw_only=True)
class AwardFacts(DecisionFacts):
    """Everything a grant letter holds; `own_contribution` is None where the scheme asks for none.

    `budget_year` is the year that is committed; what is granted for later years stands under reservation.
    """

    template: ClassVar[str] = "award"

    budget_year: int
    grants: tuple[GrantLine, ...]
    chapter_post: str
    purpose: str
    conditions: tuple[str, ...]
    own_contribution: OwnContribution | None = field(metadata=NOT_ALWAYS)
    acceptance_due_on: date
    payment_terms: tuple[str, ...]
    reporting_due_on: date
    covers: tuple[str, ...] = ()
    instalments: tuple[Instalment, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a kap./post that is not written like 226.21."""
        if self.chapter_post and not CHAPTER_POST.fullmatch(self.chapter_post):
            raise ValueError("chapter_post must be chapter, point, post, such as 226.21")

    def granted_nok(self) -> int:
        """Give the sum over all recipients and years."""
        return sum(line.amount_nok for line in self.grants)

    def committed_nok(self) -> int:
        """Give the sum for the budget year, which binds the state."""
        return sum(line.amount_nok for line in self.grants if line.year <= self.budget_year)

    def as_json(self) -> dict[str, Json]:
        """Give the facts as JSON values, with the two sums that the text names."""
        return super().as_json() | {"granted_nok": self.granted_nok(), "committed_nok": self.committed_nok()}
