"""`samspel files`: takes away bytes that no document names, and lets the scanner look at what waits."""

from __future__ import annotations

import sys

from samspel.cli import database

USAGE = "samspel files list|sweep|scan    what nobody names; take it away; scan what waits"


def run(arguments: list[str]) -> int:
    """Do one of them; 2 for wrong use, 1 when files go on waiting for the scanner."""
    if arguments not in (["list"], ["sweep"], ["scan"]):
        print(USAGE, file=sys.stderr)
        return 2
    with database.visit():
        return {"list": listed, "sweep": swept, "scan": scanned}[arguments[0]]()


def listed() -> int:
    """Print the name and the age of what nobody names."""
    from django.utils import timezone

    from samspel.files import sweeping
    from samspel.needs import queries

    for one in sweeping.unnamed(queries.let_go, at=timezone.now()):
        print(f"{one.sha256}  {one.since:%Y-%m-%d %H:%M} UTC")
    return 0


def swept() -> int:
    """Take away what nobody names."""
    from django.utils import timezone

    from samspel.files import sweeping
    from samspel.needs import queries

    print(f"{sweeping.sweep(queries.let_go, at=timezone.now())} taken away")
    return 0


def scanned() -> int:
    """Let the scanner look at every file that waits."""
    from django.utils import timezone

    from samspel.needs.transitions import attaching

    done, left = attaching.scan_waiting(timezone.now())
    print(f"{done} scanned, {left} go on waiting")
    return 1 if left else 0
