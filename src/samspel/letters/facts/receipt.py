"""The receipt for a behovsmelding that was handed in: what came, when, and how to check that it is unchanged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from samspel.letters.facts.letter import LetterFacts

SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Answer:
    """One question of the form, in the letter's language, and the owner's answer (blank is shown as not answered)."""

    question: str
    answer: str = ""


@dataclass(frozen=True)
class Section:
    """One subject of the form with its answers."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class BudgetLine:
    """What is asked for one year, recipient and category, in whole kroner."""

    year: int
    recipient: str
    category: str
    amount_nok: int


@dataclass(frozen=True, kw_only=True)
class ReceiptFacts(LetterFacts):
    """Everything the receipt shows.

    `sha256` is the digest of the content as it was stored, in lower-case hexadecimal; `content_language` is the form
    (nb, nn, se, smj, sma) that the owner wrote in, blank when it is that of the letter. `budget_answers` are those
    about the budget that are no lines of it.
    """

    template: ClassVar[str] = "receipt"

    need_reference: str
    measure: str
    call: str
    scheme: str
    owner: str
    submitted_by: str
    received_at: datetime
    sha256: str
    sections: tuple[Section, ...]
    budget: tuple[BudgetLine, ...]
    has_forum_step: bool
    content_language: str = ""
    budget_answers: tuple[Answer, ...] = ()
    late: bool = False

    def __post_init__(self) -> None:
        """Refuse a digest that is not one, and a moment without a time zone."""
        if self.sha256 and not SHA256.fullmatch(self.sha256):
            raise ValueError("sha256 must be 64 lower-case hexadecimal digits")
        if self.received_at.tzinfo is None:
            raise ValueError("received_at must have a time zone")
