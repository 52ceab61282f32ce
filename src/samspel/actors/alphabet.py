"""The order of names as Norwegians look for them: æ, ø and å come last, and capitals count as small letters.

A PostgreSQL from a wheel has no Norwegian collation (docs/adr/0003), so names are sorted by a key made of them.
"""

from __future__ import annotations

from typing import Final

from django.db.models import F, Func
from django.db.models.functions import Collate, Lower

# The three letters after z, and their Swedish sisters, get the three characters after z.
LAST: Final = "æäøöå"
AFTER_Z: Final = "{{||}"
TABLE = str.maketrans(LAST, AFTER_Z)


def sort_key(name: str) -> str:
    """Give what a name is sorted by, for names that Python sorts."""
    return name.lower().translate(TABLE)


def alphabetical(column: str) -> Collate:
    """Give what the database is to sort a column of names by, as in `order_by(alphabetical("owner__name"))`."""
    return Collate(Func(Lower(column), template=f"translate(%(expressions)s, '{LAST}', '{AFTER_Z}')"), "C")


def in_order(column: str) -> F | Collate:
    """Give what the database is to sort any column by: names and titles by the alphabet, the rest as they are."""
    return alphabetical(column) if column.endswith(("name", "title")) else F(column)
