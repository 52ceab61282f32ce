"""How much room a file takes, as people read it, and how much is written at once."""

from __future__ import annotations

KB, MB = 1_000, 1_000_000
ROWS = 500
"""Rows written in one statement: it takes 65,535 values at most."""


def format_size(size: int) -> str:
    """Give a size in kilobytes, or from one megabyte on in megabytes with one decimal; never less than there is."""
    if size < MB - KB:
        return f"{-(-size // KB)}\u00a0kB"
    tenths = -(-size * 10 // MB)
    return f"{tenths // 10},{tenths % 10}\u00a0MB"
