"""A figure: how it is called, what it is, what it stands beside, and what it should be at most."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

TIMES = "×"


@dataclass(frozen=True)
class Figure:
    """One figure; lower is better. With the unit × it is a multiple of its control, which is in milliseconds."""

    name: str
    value: float
    unit: str
    control: float | None = None
    target: float | None = None
    note: str = field(default="", compare=False)

    def line(self) -> str:
        """Say the figure in one line; whether the target is met is information, never a failure."""
        met = (
            ""
            if self.target is None
            else f"target {self.target:g}, {'met' if self.value <= self.target else 'NOT met'}"
        )
        return f"{self.name:<52}{self.value:>9.4g} {self.unit:<8}{met:<22}{self.note}".rstrip()


def write(figures: list[Figure], path: Path) -> None:
    """Write the figures as outsiders read them: `{"figures": [{"name", "value", "unit", "control", "target"}]}`."""
    told = [{name: rounded(value) for name, value in asdict(one).items() if name != "note"} for one in figures]
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"figures": told}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


def rounded(value: object) -> object:
    """Give a number with as many digits as mean anything."""
    return round(value, 4) if isinstance(value, float) else value
