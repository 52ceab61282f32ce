"""A round as a workbook: one sheet for each list of the document, one row for each entry, one column for each field.

Which sheets and columns there are follows from the document alone; their words stand in `words.toml`.
"""

from __future__ import annotations

MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a workbook, or wants to be one, and no JSON."""
    return content.startswith(MAGIC)
