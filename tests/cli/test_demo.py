"""The demo starts from nothing, is ready when it says so, keeps its data, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspel.cli import demo
from samspel.cli.postgres import Cluster
from tests.processes import left_behind

PATIENCE = 90


class Demo:
    """A demo started as a newcomer starts it, in a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.first_seen = ""
        self.process: subprocess.Popen[str] | None = None

    def environment(self) -> dict[str, str]:
        base = {name: text for name, text in os.environ.items() if not name.startswith("SAMSPEL_")}
        base.pop("DATABASE_URL", None)
        base.pop("DJANGO_SETTINGS_MODULE", None)
        return base | {"SAMSPEL_VAR": str(self.var), "PORT": str(self.port)}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "samspel.cli", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def seen_when_ready(self) -> str:
        """The page with the demo's people, at the moment when `/readyz` says 200 for the first time."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                self.status("/readyz")
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/logg-inn/", timeout=10) as answer:
                    return str(answer.read().decode())
            time.sleep(0.2)
        return ""

    def start(self) -> subprocess.Popen[str]:
        if self.process is not None:
            self.process.communicate()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "samspel.cli", "demo"],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=ignore_interrupts,  # noqa: PLW1509  the child only sets a signal before it becomes the demo
        )
        assert self.process.stdout is not None  # a pipe was asked for
        self.first_seen = self.seen_when_ready()
        said = self.process.stdout.readline()
        if said != f"http://127.0.0.1:{self.port}/\n":
            self.process.kill()
            pytest.fail(said + self.process.stdout.read())
        return self.process

    def status(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return int(answer.status)

    def left_behind(self) -> list[str]:
        """What still runs with our folder in its environment or on its command line."""
        return left_behind(str(self.var))


def ignore_interrupts() -> None:
    """Start as a background job of a shell does: with SIGINT ignored, which the demo must not inherit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that nobody has started a demo in yet; the tests share what the first one makes there."""
    made = tmp_path_factory.mktemp("demo")
    made.chmod(0o755)
    return made / "var"


@pytest.fixture
def newcomer(folder: Path) -> Iterator[Demo]:
    started = Demo(folder)
    yield started
    if started.process is not None:
        started.process.kill()
        started.process.communicate()
    started.command("stop")


def test_the_demo_starts_from_nothing_stops_on_ctrl_c_and_keeps_its_data(newcomer: Demo) -> None:
    assert not newcomer.var.exists()
    first = newcomer.start()
    assert 'name="person"' in newcomer.first_seen
    assert (newcomer.status("/readyz"), newcomer.status("/healthz"), newcomer.status("/")) == (200, 200, 200)
    os.killpg(first.pid, signal.SIGINT)
    assert first.wait(timeout=PATIENCE) == 0
    assert newcomer.left_behind() == []
    assert (newcomer.var / "postgres" / "PG_VERSION").exists()
    second = newcomer.start()
    assert newcomer.status("/") == 200
    second.terminate()
    assert second.wait(timeout=PATIENCE) == 0
    assert newcomer.left_behind() == []


def test_stop_ends_a_running_demo_from_elsewhere(newcomer: Demo) -> None:
    running = newcomer.start()
    assert newcomer.command("stop").returncode == 0
    assert running.wait(timeout=PATIENCE) == 0
    assert newcomer.left_behind() == []


def test_a_killed_demo_takes_its_children_along_and_stop_ends_the_server(newcomer: Demo) -> None:
    running = newcomer.start()
    running.kill()
    running.wait()
    until = time.monotonic() + PATIENCE
    while any("samspel.cli" in line for line in newcomer.left_behind()) and time.monotonic() < until:
        time.sleep(0.1)
    assert [line for line in newcomer.left_behind() if "samspel.cli" in line] == []
    assert Cluster(newcomer.var / "postgres").running()
    assert newcomer.command("stop").returncode == 0
    assert newcomer.left_behind() == []


def test_a_second_demo_in_the_same_folder_or_on_the_same_port_is_told_so(newcomer: Demo, tmp_path: Path) -> None:
    first = newcomer.start()
    again = newcomer.command("demo")
    assert (again.returncode, f"the demo runs already, at http://127.0.0.1:{newcomer.port}/" in again.stderr) == (
        1,
        True,
    )
    neighbour = Demo(tmp_path / "neighbour")
    neighbour.port = newcomer.port
    elsewhere = neighbour.command("demo")
    assert (elsewhere.returncode, f"port {newcomer.port} cannot be used" in elsewhere.stderr) == (2, True)
    assert not neighbour.var.exists() or not (neighbour.var / "postgres").exists()
    assert first.poll() is None


def test_the_demo_refuses_to_listen_where_others_could_reach_it(newcomer: Demo) -> None:
    environment = newcomer.environment() | {"SAMSPEL_DEMO": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "samspel.cli", "serve", "--host", "0.0.0.0"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, "this machine only" in done.stderr) == (2, True)


def test_two_processes_with_one_number_are_told_apart() -> None:
    assert demo.began(os.getpid()) != ""
    assert demo.began(2**22 + 1) == ""


def test_a_misspelt_setting_stops_every_command(newcomer: Demo) -> None:
    environment = newcomer.environment() | {"SAMSPEL_DMEO": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "samspel.cli", "demo"], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "SAMSPEL_DMEO" in done.stderr) == (2, True)
