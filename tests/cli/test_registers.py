"""`samspel registers`: what it takes, and what it says of what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspel.cli import registers


@pytest.mark.parametrize("words", [[], ["dump"], ["load", "a", "b"], ["build"]])
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
