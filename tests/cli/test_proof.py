"""The proof tier runs by itself, and a promise that nobody made is wrong use."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspel.cli import proof, test


def test_the_tests_of_the_tier_stand_where_it_looks_for_them() -> None:
    assert [part for part in proof.TIER if not found(test.ROOT / part)] == []


def found(part: Path) -> list[Path]:
    return [part] if part.is_file() else list(part.glob("test_*.py"))


def test_a_promise_that_nobody_made_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert proof.run(["k=everything"]) == 2
    assert "no promise is called everything" in capsys.readouterr().err
