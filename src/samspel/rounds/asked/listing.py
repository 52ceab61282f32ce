"""Needs that an owner has written in a workbook: the same content as its system would send, many at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pydantic import create_model

from samspel.rounds.asked.document import ANSWERS
from samspel.rounds.document.basis import Part, Ref
from samspel.rounds.faults import Fault
from samspel.rounds.reading import place, twice

# The order of the columns: what the need is called, then its answers, and its lists as sheets of their own.
ListedNeed: Any = create_model("ListedNeed", __base__=Part, ref=(Ref, ...), **ANSWERS)


class List(Part):
    """The needs of one workbook, each under a name that its other sheets point to."""

    needs: tuple[ListedNeed, ...] = ()


def repeated(document: List) -> Iterator[Fault]:
    """Tell of every entry that stands twice in its list, as of a row of a sheet."""
    for steps, _key in twice(document):
        yield Fault(place(*steps), _("Det samme står i en rad over. Ta bort den ene."))
