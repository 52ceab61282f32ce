"""The process that looks at one file: `python -m samspel.files.looking`, with the file on standard input."""

from __future__ import annotations

import json
import resource
import sys

from samspel.files.looking.kinds import Unfit
from samspel.files.looking.look import look

MOST_MEMORY = 520 << 20
SECONDS = 9


def within_limits() -> None:
    """Take from this process what it does not need: most of the memory, time, files to write, other processes."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Look at what comes on standard input, and tell what it is on standard output."""
    within_limits()
    content = sys.stdin.buffer.read()
    try:
        found = look(content)
    except Unfit as unfit:
        told, kept = {"why": unfit.why.value}, b""
    else:
        told, kept = {"kind": found.kind.media_type}, b"" if found.content is content else found.content
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + kept)


if __name__ == "__main__":
    main()
