"""What every decision letter holds: the measure, the reasons in three parts, the forum's word and the way to appeal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from samspel.letters.facts.letter import NOT_ALWAYS, LetterFacts, Signatory


@dataclass(frozen=True)
class Measure:
    """The behovsmelding that was decided."""

    title: str
    need_reference: str
    received_on: date
    owner: str
    scheme: str
    asked_nok: int


@dataclass(frozen=True)
class Reasons:
    """Why: the rule, the facts laid to ground and the main considerations (forvaltningsloven asks for all three).

    Blank lines divide a text into paragraphs. `basis` names the provisions whose text somebody has read.
    """

    rule: str
    facts: str
    considerations: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recommendation:
    """What the samarbeidsforum recommended, in its own words; `departure` says why the decision is another."""

    forum: str
    met_on: date
    amount_nok: int
    words: str
    departure: str = ""


@dataclass(frozen=True)
class Appeal:
    """The body that decides an appeal, and the time limit from the day the letter reached the party."""

    body: str
    weeks: int = 3


@dataclass(frozen=True, kw_only=True)
class DecisionFacts(LetterFacts):
    """What award, rejection and dismissal share; `recommendation` is None where the forum has not had the need."""

    measure: Measure
    decided_on: date
    reasons: Reasons
    recommendation: Recommendation | None = field(metadata=NOT_ALWAYS)
    appeal: Appeal
    prepared_by: Signatory
    decided_by: Signatory

    def granted_nok(self) -> int:
        """Give the whole kroner granted for all years: none unless the decision is an award."""
        return 0

    def missing(self) -> tuple[str, ...]:
        """Name every mandatory part that is blank; a decision unlike the recommendation must say why."""
        missing = super().missing()
        word = self.recommendation
        if word and word.amount_nok != self.granted_nok() and not word.departure.strip():
            missing += ("recommendation.departure",)
        return missing
