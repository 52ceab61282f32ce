"""The benchmarks run from nothing, write what outsiders rely on, and leave nothing running, also when stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspel.cli import bench
from samspel.cli.postgres import Cluster
from tests.processes import left_behind

PATIENCE = 120


@pytest.fixture
def started(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that measures the second control alone, in a folder of its own."""
    tmp_path.chmod(0o755)
    base = {name: text for name, text in os.environ.items() if not name.startswith("SAMSPEL_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "samspel.cli", "bench", "k=commit"],
        env=base | {"SAMSPEL_VAR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    yield process
    process.kill()
    process.communicate()
    Cluster(tmp_path / "bench" / "postgres").stop()


def test_a_run_writes_its_figures_and_leaves_nothing_running(started: subprocess.Popen[str], tmp_path: Path) -> None:
    said, _ = started.communicate(timeout=PATIENCE)
    assert started.returncode == 0, said
    figures = json.loads((tmp_path / "bench" / "latest.json").read_text())["figures"]
    assert [figure["name"] for figure in figures] == ["bare commit", "bare commit, until it is kept"]
    assert all(figure["value"] > 0 and figure["unit"] == "ms" for figure in figures)
    assert left_behind(str(tmp_path)) == []


def test_a_run_that_is_stopped_leaves_nothing_running(started: subprocess.Popen[str], tmp_path: Path) -> None:
    assert started.stdout is not None  # a pipe was asked for
    started.stdout.readline()
    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(timeout=PATIENCE) in {0, 1}  # 0 where all was done in the moment between
    assert left_behind(str(tmp_path)) == []


def test_wrong_use_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run(["fast"]) == 2
    assert capsys.readouterr().err == "usage: samspel bench [k=WORD …]\n"
