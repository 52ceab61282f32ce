"""What a web process costs before anybody asks it for anything: the time it takes to start, and its memory."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.cpu import children_of
from bench.figure import Figure
from bench.site import Site

STARTS = 3
MEGABYTE = 1_000_000


def memory(pid: int) -> float:
    """Give the megabytes that the largest of a process and its children holds in memory."""
    return max(resident(each) for each in children_of(pid)) / MEGABYTE


def resident(pid: int) -> int:
    """Give the bytes that one process holds in memory, what it shares with others too."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))


def figures(site: Site) -> Iterator[Figure]:
    """Start web servers in turns, ours and the bare one, and look at what each holds after its first page."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    megabytes: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(STARTS):
        for bare in (True, False):
            server = site.serve(bare=bare)
            seconds[bare].append(server.seconds)
            megabytes[bare].append(memory(server.process.pid))
            site.end(server)
    yield told("start of a web process to its first page", seconds, "s", 2)
    yield told("idle memory of a web process", megabytes, "MB", 120)


def told(name: str, found: dict[bool, list[float]], unit: str, target: float) -> Figure:
    """Give the median, beside that of the bare server."""
    bare = statistics.median(found[True])
    return Figure(name, statistics.median(found[False]), unit, bare, target, f"bare server {bare:.3g} {unit}")
