"""Which characters a letter can print: the archive format allows none that our fonts lack, so those are spelled out."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
REGULAR = ("Inter-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf")
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SILENT = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)])
JOINED = frozenset("\u200c\u200d")
NOWHERE: frozenset[str] = frozenset()
USUAL = {"\uf0b7": "•", "\uf0a7": "▪", "\t": " "}
UNKNOWN = "[U+"
LONGEST_WORD = 32
PIECE = 8
LONG_WORD = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD + 1},}}")


class UnprintableText(ValueError):
    """A text holds the character NUL, which no stored text may hold."""


def printable(text: str) -> str:
    """Give the text as it can be printed: unknown characters as `[U+1F642]`, long words breakable."""
    if "\0" in text:
        raise UnprintableText(f"the text holds the character NUL: {text[:60]!r}")
    text = LINE_ENDS.sub("\n", text).translate(SILENT).replace("§ ", "§\u00a0")
    return LONG_WORD.sub(_breakable, "".join(_shown(unicodedata.normalize("NFC", text))))


def _breakable(word: re.Match[str]) -> str:
    letters = word.group()
    return "\u200b".join(letters[start : start + PIECE] for start in range(0, len(letters), PIECE))


def _shown(text: str) -> Iterator[str]:
    """Give each character as it is printed; a mark stands only on a letter that the same font has."""
    base = NOWHERE
    for character in text:
        fonts = fonts_of().get(character, NOWHERE)
        if character in JOINED or unicodedata.category(character)[0] == "M":
            base &= fonts
            yield character if base else _spelled(character)
        elif fonts or character == "\n":
            base = NOWHERE if character.isspace() else fonts
            yield character
        else:
            plain = _plain(character)
            base = NOWHERE
            yield plain


@cache
def _plain(character: str) -> str:
    plain = USUAL.get(character) or unicodedata.normalize("NFKC", character)
    return plain if all(part in fonts_of() for part in plain) else _spelled(character)


def _spelled(character: str) -> str:
    return f"{UNKNOWN}{ord(character):04X}]"


@cache
def fonts_of() -> dict[str, frozenset[str]]:
    """Give, for each character that some font of ours has a glyph for, the names of those fonts."""
    found: dict[str, frozenset[str]] = {}
    for name in REGULAR:
        for character in map(chr, _points((FONTS / name).read_bytes())):
            if character in JOINED or unicodedata.category(character) not in {"Cc", "Cf", "Co"}:
                found[character] = found.get(character, NOWHERE) | {name}
    return found


def _points(font: bytes) -> list[int]:
    """Read the code points below U+10000 from a font file (OpenType, table cmap, format 4)."""
    at = _cmap_format_4(font)
    segments = struct.unpack_from(">H", font, at + 6)[0] // 2
    numbers = f">{segments}H"
    ends = struct.unpack_from(numbers, font, at + 14)
    starts = struct.unpack_from(numbers, font, at + 16 + 2 * segments)
    runs = zip(starts, ends, strict=True)
    return [point for start, end in runs for point in range(start, end + 1) if point != 0xFFFF]


def _cmap_format_4(font: bytes) -> int:
    for record in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _checksum, cmap, _length = struct.unpack_from(">4sIII", font, 12 + 16 * record)
        if tag == b"cmap":
            return _format_4(font, cmap)
    raise ValueError("the font has no character map")


def _format_4(font: bytes, cmap: int) -> int:
    for record in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        _platform, _encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * record)
        if struct.unpack_from(">H", font, cmap + offset)[0] == 4:
            return int(cmap + offset)
    raise ValueError("the font has no character map of format 4")
