"""`samspel verify`: re-check every invariant of what is stored, as the role that only reads; one line for a fault."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from samspel.cli import database
from samspel.kit import environment

USAGE = "samspel verify"


def run(arguments: list[str]) -> int:
    """Check everything; 0 when all holds, 1 with one line per fault on standard error, 2 for wrong use."""
    if arguments:
        print(USAGE, file=sys.stderr)
        return 2
    found = 0
    with database.visit():
        if not environment.value("SAMSPEL_READER_URL"):
            raise database.NoDatabase("set SAMSPEL_READER_URL: only the reader may see everything")
        for fault in faults():
            print(fault, file=sys.stderr)
            found += 1
    print(f"{found} faults" if found else "all holds")
    return 1 if found else 0


def faults() -> Iterator[str]:
    """Give every fault there is; Django must have been set up."""
    from samspel.cli.verifying import account, journal, money, notices, paper

    for part in (journal, money, paper, account, notices):
        for check in part.CHECKS:
            yield from check()
