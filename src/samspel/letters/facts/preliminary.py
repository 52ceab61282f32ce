"""The reply that goes out when an answer takes more than a month: that the need has come, and when to expect one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from samspel.letters.facts.decision import Measure
from samspel.letters.facts.letter import LetterFacts


@dataclass(frozen=True, kw_only=True)
class PreliminaryFacts(LetterFacts):
    """A need that has not been answered yet; `expected_on` is None where the office has not said when it will be.

    It is `overdue` when that day had passed already as the reply was made: nobody is promised a day that is gone.
    """

    template: ClassVar[str] = "preliminary"

    measure: Measure
    has_forum_step: bool
    expected_on: date | None = None
    overdue: bool = False
