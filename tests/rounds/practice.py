"""The practice round of 2023, whole or cut down: some of its needs, as far along the journey as wanted."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from samspel import rounds

DEMO = Path(rounds.__file__).parent / "demo"
# The parts of a round in the order of the journey; the first four belong together.
STAGES = ("needs", "assessments", "recommendation", "decisions", "instalments", "payments", "reports")
BELONGING = ("confirmations", "assessments", "decisions", "instalments", "reports")


@cache
def text() -> str:
    """The file of the round of 2023."""
    return (DEMO / "2-rogaland-2023.json").read_text()


def whole() -> dict[str, Any]:
    """The round of 2023, to be changed at will."""
    file: dict[str, Any] = json.loads(text())
    return file


def refs() -> list[str]:
    """The refs of the needs that went the whole way to a decision."""
    return [line["need"] for line in whole()["recommendation"]["lines"]]


def some(wanted: Collection[str], last: str = "reports") -> dict[str, Any]:
    """The round with these needs only, up to and with one stage of the journey."""
    file = whole()
    file["needs"] = [need for need in file["needs"] if need["ref"] in wanted]
    for part in BELONGING:
        file[part] = [one for one in file[part] if one["need"] in wanted]
    file["forum"]["ties"] = [tie for tie in file["forum"]["ties"] if tie["need"] in wanted]
    lines = [line for line in file["recommendation"]["lines"] if line["need"] in wanted]
    placed = sorted(lines, key=lambda line: line["rank"])
    file["recommendation"]["lines"] = [{**line, "rank": place} for place, line in enumerate(placed, start=1)]
    for payment in file["payments"]:
        payment["lines"] = [line for line in payment["lines"] if line["need"] in wanted]
    file["payments"] = [payment for payment in file["payments"] if payment["lines"]]
    for part in STAGES[STAGES.index(last) + 1 :]:
        file.pop(part, None)
    if "recommendation" not in file:
        file.pop("forum")
    if "assessments" not in file:
        # Nobody asked for a supplement, so nothing was handed in a second time.
        for need in file["needs"]:
            del need["submitted"][1:]
    return file
