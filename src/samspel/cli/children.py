"""Processes that a command starts beside itself, so that none of them is left behind."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def start(
    command: list[str], environment: Mapping[str, str] | None = None, module: str = "samspel.cli"
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, which ends when we end, however we end."""
    parent = os.getpid()

    def follow() -> None:
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return subprocess.Popen(
        [sys.executable, "-m", module, *command],
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=follow,  # noqa: PLW1509  the console command has one thread when it starts children
    )


def end(children: list[subprocess.Popen[bytes]], seconds: float = 10) -> None:
    """Ask all children to end, and make those that have not done so in time."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
