"""The accounting: whoever works is counted, whoever waits is not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from bench.cpu import Comparison, Way, beside, children_of

WORKS = """
import sys, time
for line in sys.stdin:
    until = time.process_time() + 0.05
    while time.process_time() < until: pass
    print(flush=True)
"""
WAITS = "import sys, time\nfor line in sys.stdin:\n    time.sleep(0.05)\n    print(flush=True)"
STARTS = "import subprocess, sys\nraise SystemExit(subprocess.run([sys.executable, '-c', sys.argv[1]]).returncode)"
Asked = Callable[..., Way]


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Starts a process that does its thing once for each line it is given, and makes the way of asking it."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*code: str) -> Way:
        process = subprocess.Popen([sys.executable, "-c", *code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdin is not None and process.stdout is not None  # pipes were asked for
        given, answer = process.stdin, process.stdout

        def once() -> None:
            given.write(b"\n")
            given.flush()
            answer.readline()

        once()
        return Way((process.pid,), once)

    yield start
    for process in started:
        process.communicate()


def test_a_child_that_works_is_counted(asked: Asked) -> None:
    assert 45 < asked(WORKS).cost(3) < 100


def test_a_child_that_waits_is_not_counted(asked: Asked) -> None:
    assert asked(WAITS).cost(3) < 10


def test_what_a_child_has_started_is_counted_too(asked: Asked) -> None:
    way = asked(STARTS, WORKS)
    assert len(children_of(way.roots[0])) == 2
    assert 45 < way.cost(3) < 100


def test_a_way_that_costs_as_much_as_its_control_is_one_time_it(asked: Asked) -> None:
    works = asked(WORKS)
    compared = beside(works, works, batch=2, batches=3)
    assert 0.7 < compared.times < 1.4
    assert min(compared.milliseconds, compared.control) > 45


def test_the_multiple_is_the_median_of_the_turns() -> None:
    assert Comparison(milliseconds=6, control=2, times=3).times == 3
