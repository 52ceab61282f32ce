"""Two texts beside each other: the pieces of each, and which of them the other does not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Part:
    """A piece of a text that has been compared with another: the same, or only in this one."""

    text: str
    only_here: bool


@dataclass(frozen=True)
class Change:
    """One field that is not as it was: what it said, what it says now."""

    field: str
    before: Sequence[Part]
    now: Sequence[Part]


def compared(before: str, now: str) -> tuple[list[Part], list[Part]]:
    """Compare two texts word by word; gives the pieces of each."""
    old, new = before.split(" "), now.split(" ")
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        [Part(" ".join(old[start:end]), how != "equal") for how, start, end, _b, _e in found if end > start],
        [Part(" ".join(new[start:end]), how != "equal") for how, _b, _e, start, end in found if end > start],
    )
