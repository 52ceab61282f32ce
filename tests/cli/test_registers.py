"""`samspel registers`: what it takes, and what it says of what it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from samspel.actors.registers import checking, loading
from samspel.cli import registers
from tests.stories import register_server


@pytest.mark.parametrize("words", [[], ["dump"], ["load", "a", "b"], ["build"], ["sync", "--from"], ["sync", "nbr"]])
def test_wrong_use_is_answered_with_the_right_one(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert registers.run(words) == registers.REFUSED
    assert "usage: samspel registers load" in capsys.readouterr().err


def test_facts_that_are_not_there_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert registers.run(["build", "no-such-folder"]) == registers.REFUSED
    assert "no-such-folder" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_refused_load_is_told_fault_by_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert registers.into_database(tmp_path) == registers.REFUSED
    assert "units.csv: is not in" in capsys.readouterr().err


@pytest.mark.django_db
def test_registers_are_asked_with_progress_and_one_that_is_down_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = register_server.told(5)
    here = {orgnr for units in world.units.values() for orgnr in units}
    loading.load(register_server.folder(tmp_path, here), at=registers_at(), tell=lambda line: None)
    with register_server.serving(world):
        assert registers.ask_registers("nbr") == 0
        said = capsys.readouterr()
        assert said.out == "nbr: done: 0 created, 0 changed, 0 closed, 0 to be judged\n"
        assert said.err.splitlines() == ["samspel: nbr: page 1 of 1", "samspel: nbr: 5 of 5 units"]
        world.faults["nsr"] = lambda handler, body: handler.say(503, b"") or True
        monkeypatch.setattr(checking, "organisations", {})
        monkeypatch.setattr(checking, "places", {})
        assert registers.ask_registers(None) == registers.REFUSED
        said = capsys.readouterr()
        assert said.out.startswith("nbr: done: ")
        assert "nsr: silent: " in said.out
        assert "status 503" in said.out
    monkeypatch.undo()
    assert registers.ask_registers("npr") == registers.REFUSED
    assert "npr: not one of nbr, nsr, brreg, klass" in capsys.readouterr().err


def registers_at() -> datetime:
    return datetime(2026, 11, 26, 12, tzinfo=UTC)
