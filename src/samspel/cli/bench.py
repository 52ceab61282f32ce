"""`samspel bench`: the benchmarks, each beside its control; with `k=WORD` those with the word in the name."""

from __future__ import annotations

import importlib
import os
import sys
import typing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def run(arguments: list[str]) -> int:
    """Measure; 0 when every figure was made, however slow, 1 when one could not be, 2 for wrong use."""
    if not (ROOT / "bench").is_dir():
        print("samspel bench: only in a source tree", file=sys.stderr)
        return 2
    if any(not argument.startswith("k=") for argument in arguments):
        print("usage: samspel bench [k=WORD …]", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    measure = importlib.import_module("bench.run").measure
    return typing.cast(int, measure([argument.removeprefix("k=") for argument in arguments]))
