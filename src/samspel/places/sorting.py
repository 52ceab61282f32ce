"""Norwegian order: æ, ø and å come last, in that order, and aa is å."""

from __future__ import annotations

import unicodedata

AFTER_Z = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}


def folded(text: str) -> str:
    """Give text as it is looked for: small letters, aa as å, ä as æ, ö as ø, other marks left out."""
    small = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").replace("ä", "æ").replace("ö", "ø")
    return "".join(letter if letter in "æøå" else _bare(letter) for letter in small)


def _bare(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


def norsk(text: str) -> tuple[str, str]:
    """Give the key that sorts Norwegian names; names that fold alike stand in the order of their letters."""
    return "".join(AFTER_Z.get(letter, letter) for letter in folded(text)), text
