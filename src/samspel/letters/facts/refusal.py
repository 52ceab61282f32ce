"""The two ways to say no: a rejection (avslag) after assessment, a dismissal (avvisning) without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from samspel.letters.facts.decision import DecisionFacts


@dataclass(frozen=True, kw_only=True)
class RejectionFacts(DecisionFacts):
    """A need that was assessed and gets no grant; `would_help` is what could make a new one stronger."""

    template: ClassVar[str] = "rejection"

    would_help: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DismissalFacts(DecisionFacts):
    """A need that was not assessed, because a condition for assessing it is not met; `can_do` guides the owner on."""

    template: ClassVar[str] = "dismissal"

    can_do: tuple[str, ...] = ()
