"""What is wrong with a round file: every fault at once, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: where in the file, as in `needs[3].budget[0].year`, and what is wrong there.

    Where a deed was refused, the place is the deed's, and `field` the answer that the refusal is about.
    """

    place: str
    text: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.place or _('Filen')}: {self.text}"


class Faulty(Exception):
    """The file cannot be used as it is; nothing has been changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))
