"""Reading the facts and writing our tables, the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = dict[str, str]
NLOD = "Inneheld data under NLOD"


def facts(path: Path) -> list[Row]:
    """Give the rows of a file of facts."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, sources: Sequence[str], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table with its sources in its head, one row a line."""
    made = io.StringIO()
    made.writelines(f"# {line}\n" for line in sources)
    out = csv.DictWriter(made, columns, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.getvalue(), encoding="utf-8", newline="\n")
