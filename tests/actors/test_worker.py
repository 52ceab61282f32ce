"""The nightly errand: every register is asked, whatever the others did, and in the demo none."""

from __future__ import annotations

from datetime import datetime

import pytest
from procrastinate.contrib.django import app

from samspel.actors import worker
from samspel.actors.registers import checking


@pytest.mark.parametrize(("demo", "asked"), [(False, ["nbr", "nsr", "brreg", "klass"]), (True, [])])
def test_every_register_is_asked_but_in_the_demo_none(
    demo: bool, asked: list[str], monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    found: list[str] = []

    def ask(register: str, *, at: datetime, tell: object) -> None:
        assert at.tzinfo is not None
        found.append(register)

    settings.DEMO = demo  # type: ignore[attr-defined]
    monkeypatch.setattr(checking, "ask", ask)
    worker.ask_the_registers(0)
    assert found == asked


def test_it_is_done_every_night() -> None:
    nightly = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == "samspel.registers"]
    assert [one.cron for one in nightly] == [worker.NIGHTLY]
