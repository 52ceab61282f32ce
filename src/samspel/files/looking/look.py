"""Which part looks at a file, by how its content begins."""

from __future__ import annotations

import importlib
from typing import cast

from samspel.files.looking.kinds import Fit, Unfit, Why

# What a file begins with, and who looks at it; only that one is read into memory.
BEGINNINGS = (
    (b"%PDF-", "samspel.files.looking.pdf"),
    (b"PK\x03\x04", "samspel.files.looking.archive"),
    (b"\xff\xd8\xff", "samspel.files.looking.picture"),
    (b"\x89PNG\r\n\x1a\n", "samspel.files.looking.picture"),
)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def look(content: bytes) -> Fit:
    """Give a file as it may be taken in; Unfit says why it may not."""
    if not content:
        raise Unfit(Why.EMPTY)
    if content.startswith(COMPOUND):
        raise Unfit(Why.OLD)
    for beginning, module in BEGINNINGS:
        if content.startswith(beginning):
            return cast(Fit, importlib.import_module(module).look(content))
    raise Unfit(Why.UNKNOWN)
