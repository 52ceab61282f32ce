"""Text as it is stored and signed: one Unicode form, nothing invisible, and one way to write data as bytes."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping

KEPT = frozenset("\n\t")
DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REFUSED_CATEGORIES = frozenset({"Cc", "Cs"})
PASTED = str.maketrans(dict.fromkeys("\v\f\x85\u2028\u2029", "\n") | dict.fromkeys(DIRECTION_MARKS, ""))
"""What a word processor writes for a new line or a new page, and the marks it leaves for the reading direction."""


class ForbiddenCharacter(ValueError):
    """A character that no typed text needs: a control, half a character, or one that turns the reading direction."""

    def __init__(self, position: int, character: str) -> None:
        self.position = position
        self.codepoint = f"U+{ord(character):04X}"
        super().__init__(f"{self.codepoint} at {position}")


def normalised(text: str) -> str:
    """Give typed text in the form that is stored: NFC, each line break one newline; else ForbiddenCharacter."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    for position, character in enumerate(text):
        if character not in KEPT and (
            unicodedata.category(character) in REFUSED_CATEGORIES or character in DIRECTION_MARKS
        ):
            raise ForbiddenCharacter(position, character)
    return text


def pasted(text: str) -> str:
    """Give a text as people mean it who paste it from a word processor: its own line breaks are newlines."""
    return text.translate(PASTED)


def folded(title: str) -> str:
    """Give a title as two of them are compared: in one form, whatever its capitals and its spaces."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def word_count(text: str) -> int:
    """Count the words of a text: what stands between spaces and has a letter or a digit in it."""
    return sum(any(sign.isalnum() for sign in part) for part in text.split())


def canonical_json(value: object) -> bytes:
    """Write data as the only bytes it can be: keys sorted, no spaces, UTF-8; TypeError for anything inexact."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: object) -> str:
    """Give the SHA-256 of data in its canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def plain(value: object) -> object:
    """Give the same data in JSON's own types; TypeError names what cannot be written exactly."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no canonical form")


def readable(text: str) -> bool:
    """Tell whether a text holds nothing but what can be shown."""
    try:
        normalised(text)
    except ForbiddenCharacter:
        return False
    return True
