"""Two texts beside each other: the pieces of each, and which of them the other does not have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\S+\s*")


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
    """Compare two texts word by word, whatever stands between the words; gives the pieces of each, none of nothing."""
    old, new = WORD.findall(before), WORD.findall(now)
    found = SequenceMatcher(None, bare(old), bare(new), autojunk=False).get_opcodes()
    return (
        [piece(old[start:end], how) for how, start, end, _b, _e in found if end > start],
        [piece(new[start:end], how) for how, _b, _e, start, end in found if end > start],
    )


def bare(words: Sequence[str]) -> list[str]:
    """Give words without the space or the new line after them."""
    return [word.strip() for word in words]


def piece(words: Sequence[str], how: str) -> Part:
    """Make one piece of the words that belong together."""
    return Part("".join(words).rstrip(" "), how != "equal")
