"""How large a workbook may be, so that reading one never takes more than a server has."""

from __future__ import annotations

LARGEST = 20_000_000
"""Bytes of a workbook as it is sent to `samspel round`; a page takes less."""
GROWN = 60_000_000
"""Bytes of all that is packed in it."""
MOST_ROWS = 5_000
"""Rows that are filled in, on one sheet: some hundred needs with ten lines each have a fifth of that."""
LOWEST = 50_000
"""No row is looked for further down, however many empty ones there are."""
WIDEST = 200
"""Columns: several times as many as the widest sheet has."""
