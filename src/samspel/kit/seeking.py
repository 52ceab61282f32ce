"""Norwegian words as they are looked for: plain ASCII, where å is aa, æ is ae and ø is oe."""

from __future__ import annotations

import re
import unicodedata

SPELLED = str.maketrans(
    {"å": "aa", "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "đ": "d", "ŧ": "t", "ŋ": "n", "ß": "ss"}
)
SEPARATORS = re.compile(r"[^a-z0-9]+")


def words(text: str) -> list[str]:
    """Give the words of a name or of what was typed, so that «Åsen» and «aasen» are the same."""
    small = unicodedata.normalize("NFC", text).casefold().translate(SPELLED)
    bare = "".join(letter for letter in unicodedata.normalize("NFD", small) if not unicodedata.combining(letter))
    return SEPARATORS.sub(" ", bare).split()


def sought(text: str) -> str:
    """Give the form of a name that is stored to be looked for."""
    return " ".join(words(text))
