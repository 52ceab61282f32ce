"""Where a need is now, as every desk shows it: a word with its colour, who has it, what comes next, and the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samspel.journey.stages import Part, Stage
from samspel.journey.where import Where, where
from samspel.web.components.lists import Step

COLORS: dict[Stage, str] = {
    Stage.DRAFT: "info",
    Stage.RETURNED: "warning",
    Stage.ANSWER: "warning",
    Stage.RECEIVED: "success",
    Stage.DONE: "success",
    Stage.NOT_SENT: "neutral",
    Stage.WITHDRAWN: "neutral",
    Stage.REJECTED: "neutral",
    Stage.DISMISSED: "neutral",
    Stage.DECLINED: "neutral",
}


@dataclass(frozen=True)
class Shown:
    """Where one need is, ready for the page."""

    label: str
    color: str
    who: str
    next: str
    by_on: date | None
    steps: list[Step]


def shown(need_ids: Iterable[UUID], at: datetime) -> dict[UUID, Shown]:
    """Give where some needs are, by id."""
    return {need_id: for_page(found) for need_id, found in where(need_ids, at).items()}


def for_page(found: Where) -> Shown:
    """Make one need's place ready for the page."""
    return Shown(found.label, COLORS.get(found.stage, "accent"), found.who, found.next, found.by_on, way(found))


def way(found: Where) -> list[Step]:
    """Give the parts of the need's way: those behind it, the one where it stands, and those to come.

    A need that has reached an end shows nothing to come.
    """
    parts = found.way
    now = parts.index(found.part)
    if found.stage == Stage.DONE:
        return [Step(str(part.label), "done") for part in parts]
    steps = [step(part, n, now, found) for n, part in enumerate(parts)]
    return steps[: now + 1] if found.over else steps


def step(part: Part, n: int, now: int, found: Where) -> Step:
    """Give one part of the way, with what happens next where the need stands."""
    state = "done" if n < now else "now" if n == now else "later"
    return Step(str(part.label), state, found.next if n == now else "")
