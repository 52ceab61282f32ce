"""Sizes: a file, a function and a template can each be read in one go."""

from __future__ import annotations

from math import floor
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

FILE, FUNCTION, TEMPLATE = (250, 400), (25, 50), (60, 120)
ENOUGH = 30  # fewer than these say nothing about a rule that nine of ten keep


def _length(path: Path) -> int:
    return len(path.read_text().splitlines())


def _measures(root: Path) -> list[tuple[str, tuple[int, int], dict[str, int]]]:
    files = {source.name_of(root, path): _length(path) for path in source.python_files(root)}
    bodies = {
        f"{source.name_of(root, path)}::{name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in source.python_files(root, "src")
        for name, node in source.functions(source.tree(path))
    }
    pages = {source.name_of(root, path): _length(path) for path in source.templates(root)}
    return [("file", FILE, files), ("function", FUNCTION, bodies), ("template", TEMPLATE, pages)]


def faults(root: Path) -> list[str]:
    """Give what is over its limit, and a line for each kind where more than one in ten is over the rule."""
    found = []
    for kind, (rule, limit), lengths in _measures(root):
        found += [
            Fault(where, 0, f"{length} lines; a {kind} has at most {limit}")
            for where, length in lengths.items()
            if length > limit
        ]
        over = sorted((length, where) for where, length in lengths.items() if length > rule)
        if len(lengths) >= ENOUGH and len(over) > floor(len(lengths) / 10):
            worst = ", ".join(f"{where} ({length})" for length, where in over[-5:])
            found.append(Fault(f"every {kind}", 0, f"{len(over)} of {len(lengths)} are over {rule} lines: {worst}"))
    return source.settle(root, "sizes", found)
