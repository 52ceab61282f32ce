"""The clock is read by the web's own clock, the worker and the console, and by nobody else."""

from __future__ import annotations

import pytest

from tests.house.checks import clock, source
from tests.house.conftest import Plant, holds


def test_nobody_reads_the_clock() -> None:
    holds(clock.faults(source.ROOT))


@pytest.mark.parametrize("what", sorted(clock.CLOCKS))
def test_every_clock_is_known_by_its_full_name(plant: Plant, what: str) -> None:
    text = f"import {what.partition('.')[0]}\nx = {what}()\n"
    assert clock.faults(plant({"src/samspel/needs/rules.py": text})) == [
        f"src/samspel/needs/rules.py:2: reads the clock ({what}); take `at` as an argument"
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("from datetime import datetime\nx = datetime.now()\n", "datetime.datetime.now"),
        ("import datetime as dt\nx = dt.date.today()\n", "datetime.date.today"),
        ("from django.utils import timezone\nx = dict(default=timezone.now)\n", "django.utils.timezone.now"),
        ("from time import time\nx = time()\n", "time.time"),
        ("from django.db.models.functions import Now\nx = Now()\n", "django.db.models.functions.Now"),
    ],
)
def test_a_look_at_the_clock_is_found_however_it_was_imported(plant: Plant, text: str, what: str) -> None:
    assert clock.faults(plant({"src/samspel/needs/rules.py": text})) == [
        f"src/samspel/needs/rules.py:2: reads the clock ({what}); take `at` as an argument"
    ]


def test_a_field_that_fills_itself_with_the_time_is_found(plant: Plant) -> None:
    text = "made_at = models.DateTimeField(auto_now_add=True)\n"
    assert clock.faults(plant({"src/samspel/needs/models.py": text})) == [
        "src/samspel/needs/models.py:1: auto_now_add: the act says when, not the field"
    ]


def test_the_worker_may_read_the_clock(plant: Plant) -> None:
    assert clock.faults(plant({"src/samspel/flow/worker.py": "import time\nx = time.time()\n"})) == []
