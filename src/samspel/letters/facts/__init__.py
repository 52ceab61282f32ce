"""What a letter says, as frozen values: one class per template, complete or refused."""

from __future__ import annotations

from samspel.letters.facts.award import AwardFacts, GrantLine, Instalment, OwnContribution
from samspel.letters.facts.decision import Appeal, Measure, Reasons, Recommendation
from samspel.letters.facts.letter import (
    Contact,
    IncompleteLetter,
    Language,
    LetterFacts,
    Office,
    Recipient,
    Signatory,
)
from samspel.letters.facts.preliminary import PreliminaryFacts
from samspel.letters.facts.receipt import Answer, BudgetLine, ReceiptFacts, Section
from samspel.letters.facts.refusal import DismissalFacts, RejectionFacts

type_of_template: dict[str, type[LetterFacts]] = {
    kind.template: kind for kind in (ReceiptFacts, AwardFacts, RejectionFacts, DismissalFacts, PreliminaryFacts)
}

__all__ = [
    "Answer",
    "Appeal",
    "AwardFacts",
    "BudgetLine",
    "Contact",
    "DismissalFacts",
    "GrantLine",
    "IncompleteLetter",
    "Instalment",
    "Language",
    "LetterFacts",
    "Measure",
    "Office",
    "OwnContribution",
    "PreliminaryFacts",
    "Reasons",
    "ReceiptFacts",
    "Recipient",
    "Recommendation",
    "RejectionFacts",
    "Section",
    "Signatory",
]
