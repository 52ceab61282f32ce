"""Needs that an owner has written in a workbook: the same content as its system would send, many at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pydantic import create_model

from samspel.rounds.asked.document import ANSWERS
from samspel.rounds.document.basis import Part, Ref
from samspel.rounds.faults import Fault
from samspel.rounds.reading import KEYS, place, walk

# The order of the columns: what the need is called, then its answers, and its lists as sheets of their own.
ListedNeed: Any = create_model("ListedNeed", __base__=Part, ref=(Ref, ...), **ANSWERS)


class List(Part):
    """The needs of one workbook, each under a name that its other sheets point to."""

    needs: tuple[ListedNeed, ...] = ()


def twice(document: List) -> Iterator[Fault]:
    """Give every entry that stands twice in its list."""
    for steps, field, value in walk(document):
        if field not in KEYS or not isinstance(value, tuple):
            continue
        seen: set[tuple[str, ...]] = set()
        for index, entry in enumerate(value):
            key = tuple(str(getattr(entry, name, "")) for name in KEYS[field])
            if key in seen:
                yield Fault(place(*steps, index), _("Det samme står i en rad over. Ta bort den ene."))
            seen.add(key)
