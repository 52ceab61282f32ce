"""`samspel files` tells what nobody names, takes it away, and lets the scanner look at what waits."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from samspel.adapters.scanners import Simulated
from samspel.cli import database, files
from samspel.files import scanning, shelf, store, sweeping
from tests.cast import OfficeCast
from tests.stories import attachments, needs


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    settings.VAR = tmp_path
    monkeypatch.setattr(database, "visit", nullcontext)
    monkeypatch.setattr(sweeping, "AFTER", timedelta(days=-1))
    monkeypatch.setattr(scanning, "scanner", scanning.Nobody())


def test_what_nobody_names_is_listed_and_taken_away(rogaland: OfficeCast, capsys: pytest.CaptureFixture[str]) -> None:
    alone = store.keep(b"ingen sin")
    assert files.run(["list"]) == 0
    assert capsys.readouterr().out.startswith(alone)
    assert files.run(["sweep"]) == 0
    assert capsys.readouterr().out == "1 taken away\n"
    assert not shelf.path_of(alone).exists()


def test_what_waits_is_scanned_when_there_is_a_scanner(
    rogaland: OfficeCast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    attachments.waiting(needs.drafted())
    assert files.run(["scan"]) == 1
    monkeypatch.setattr(scanning, "scanner", Simulated())
    assert files.run(["scan"]) == 0
    assert capsys.readouterr().out == "0 scanned, 1 go on waiting\n1 scanned, 0 go on waiting\n"


@pytest.mark.parametrize("arguments", [[], ["x"], ["list", "x"]])
def test_wrong_use_is_told(arguments: list[str]) -> None:
    assert files.run(arguments) == 2
