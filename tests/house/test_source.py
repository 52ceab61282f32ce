"""Exceptions to a check: listed with a reason, and only as long as they are needed."""

from __future__ import annotations

from tests.house.checks import clock
from tests.house.conftest import Plant

READS = "from datetime import datetime\n\n\ndef f():\n    return datetime.now()\n"
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
