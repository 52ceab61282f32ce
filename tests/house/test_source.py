"""Exceptions to a check: listed with a reason, and only as long as they are needed; and no check untried."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from tests.house.checks import clock, source
from tests.house.conftest import Plant

READS = "from datetime import datetime\n\n\ndef f():\n    return datetime.now()\n"
HERE = Path(__file__).parent
LIST = "tests/house/exceptions.toml"


def test_a_listed_exception_is_let_through(plant: Plant) -> None:
    listed = '[clock]\n"src/samspel/needs/rules.py" = "a reason that says why"\n'
    assert clock.faults(plant({"src/samspel/needs/rules.py": READS, LIST: listed})) == []


def test_an_exception_that_is_no_longer_needed_fails(plant: Plant) -> None:
    listed = '[clock]\n"src/samspel/needs/rules.py" = "a reason that says why"\n'
    assert clock.faults(plant({"src/samspel/needs/rules.py": "", LIST: listed})) == [
        "tests/house/exceptions.toml: [clock] 'src/samspel/needs/rules.py' is no longer needed"
    ]


def test_an_exception_without_a_reason_fails(plant: Plant) -> None:
    listed = '[clock]\n"src/samspel/needs/rules.py" = ""\n'
    assert clock.faults(plant({"src/samspel/needs/rules.py": READS, LIST: listed})) == [
        "tests/house/exceptions.toml: [clock] 'src/samspel/needs/rules.py' needs a reason"
    ]


def test_every_check_is_tried_on_the_house_and_on_a_planted_fault() -> None:
    checks = {
        f"{path.stem}.{node.name}"
        for path in (HERE / "checks").glob("*.py")
        for node in source.tree(path).body
        if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) == "list[str]"
        if node.name[0] != "_" and path.stem != "source"
    }
    calls = Counter(
        source.dotted(node.func, {})
        for path in HERE.glob("test_*.py")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
    )
    assert [check for check in sorted(checks) if calls[check] < 2] == []
