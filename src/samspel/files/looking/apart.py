"""A file is looked at in a process of its own, which has little memory, little time, and nothing of ours."""

from __future__ import annotations

import json
import subprocess
import sys

from samspel.files.looking.kinds import KINDS, Fit, Unfit, Why

PATIENCE = 12
"""Seconds on the wall: a busy machine gives a process less than all of one."""


def look_apart(content: bytes) -> Fit:
    """Give a file as it may be taken in; Unfit says why it may not, also when looking at it was too much."""
    command = [sys.executable, "-I", "-B", "-m", __name__.rpartition(".")[0]]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, env={}, check=False)
    except subprocess.TimeoutExpired as slow:
        raise Unfit(Why.SLOW) from slow
    head, _newline, kept = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise Unfit(Why.SLOW)
    told = json.loads(head)
    if "why" in told:
        raise Unfit(Why(told["why"]))
    return Fit(KINDS[told["kind"]], kept or content)
