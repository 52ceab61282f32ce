"""`samspel round` tells what is wrong with a file in the words of those who wrote it, and starts no database for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import databases


def asked(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where nothing has been set up."""
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "-m", "samspel.cli", "round", *arguments]
    environment = known | {"SAMSPEL_VAR": str(folder / "var")}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, cwd=databases.ROOT, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["load"], "needs: Her skal det stå en liste, i hakeparenteser."),
        (["canonical", "--nn"], "needs: Her skal det stå ei liste, i hakeparentesar."),
    ],
)
def test_what_is_wrong_is_told_in_both_forms_and_no_database_starts(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    wrong = tmp_path / "round.json"
    wrong.write_text('{"samspel_round": 1, "needs": {}}')
    answer = asked(tmp_path, *arguments, str(wrong))
    assert answer.returncode == 1
    assert told in answer.stderr.splitlines()
    assert not (tmp_path / "var" / "postgres").exists()


def test_wrong_use_is_told(tmp_path: Path) -> None:
    assert asked(tmp_path, "load").returncode == 2
