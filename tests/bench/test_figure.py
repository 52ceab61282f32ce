"""Figures as they are told and written."""

from __future__ import annotations

import json
from pathlib import Path

from bench.figure import TIMES, Figure, write


def test_the_file_has_the_shape_that_outsiders_rely_on(tmp_path: Path) -> None:
    page = Figure("public front page", 1.987654321, TIMES, 1.5, 2, "2.98 ms, bare page 1.5 ms")
    write([Figure("bare page", 1.5, "ms"), page], tmp_path / "new" / "latest.json")
    assert json.loads((tmp_path / "new" / "latest.json").read_text()) == {
        "figures": [
            {"name": "bare page", "value": 1.5, "unit": "ms", "control": None, "target": None},
            {"name": "public front page", "value": 1.9877, "unit": "×", "control": 1.5, "target": 2},
        ]
    }


def test_a_line_tells_whether_the_target_is_met() -> None:
    assert Figure("a", 2, TIMES, 1, 2).line().split() == ["a", "2", "×", "target", "2,", "met"]
    assert Figure("a", 2.1, TIMES, 1, 2, "why").line().split() == ["a", "2.1", "×", "target", "2,", "NOT", "met", "why"]
    assert Figure("a", 2, "ms").line().split() == ["a", "2", "ms"]
