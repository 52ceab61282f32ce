"""What something costs: the processor time of processes and all they have started, as the kernel counts it."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICK = 1e9 / os.sysconf("SC_CLK_TCK")
# Nanoseconds, where the kernel keeps them; else clock ticks of a hundredth of a second.
EXACT = (PROC / "self" / "schedstat").exists()


def children_of(pid: int) -> list[int]:
    """Give a process and everything it has started, now."""
    parents: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def threads(roots: Iterable[int]) -> dict[str, float]:
    """Give how many nanoseconds each thread of these processes and their children has run."""
    found = {}
    for pid in {pid for root in roots for pid in children_of(root)}:
        for folder in (PROC / str(pid) / "task").glob("*"):
            try:
                found[str(folder)] = run_by(folder)
            except OSError:  # it has ended
                continue
    return found


def run_by(folder: Path) -> float:
    """Give how many nanoseconds one thread has run."""
    if EXACT:
        return float((folder / "schedstat").read_text().split()[0])
    facts = (folder / "stat").read_text().rsplit(")", 1)[1].split()
    return (int(facts[11]) + int(facts[12])) * TICK


@dataclass(frozen=True)
class Way:
    """One thing that can be done again and again, and the processes that it costs something."""

    roots: tuple[int, ...]
    once: Callable[[], object]

    def cost(self, times: int) -> float:
        """Do it some times and give the processor milliseconds of one time.

        A thread that was begun meanwhile counts from its start; one that ended meanwhile does not count.
        """
        before = threads(self.roots)
        for _ in range(times):
            self.once()
        after = threads(self.roots)
        return sum(time - before.get(thread, 0) for thread, time in after.items()) / times / 1e6


@dataclass(frozen=True)
class Comparison:
    """What one way costs beside another: medians of batches that took turns."""

    milliseconds: float
    control: float
    times: float


def beside(control: Way, way: Way, *, batch: int = 20, batches: int = 7) -> Comparison:
    """Let two ways take turns, so that whatever else the machine does meets both; one turn each only warms up."""
    pairs = [(control.cost(batch), way.cost(batch)) for _ in range(batches + 1)][1:]
    return Comparison(
        milliseconds=statistics.median(cost for _, cost in pairs),
        control=statistics.median(cost for cost, _ in pairs),
        times=statistics.median(cost / against for against, cost in pairs),
    )
