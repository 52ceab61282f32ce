"""Every address stands behind its line in the policy table, and every line guards an address."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from samspel.cli.docs import patterns
from tests.house.checks import source
from tests.house.checks.source import Fault


def faults(root: Path, among: Iterable[object], lines: Iterable[str]) -> list[str]:
    """Give every address without a policy line, and every line of the table that guards nothing."""
    here = list(patterns(among))
    found = [
        Fault(f"/{pattern.pattern}", 0, "no line in config/policy.py guards this address")
        for pattern in here
        if not hasattr(pattern.callback, "policy_line")
    ]
    named = {pattern.name for pattern in here}
    found += [Fault(f"policy {line}", 0, "guards no address; remove it") for line in lines if line not in named]
    return source.settle(root, "addresses", found)
