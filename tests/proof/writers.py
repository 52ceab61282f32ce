"""People, programs and enemies fill in a form: in every script, in half characters, not at all, or twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from random import Random
from urllib.parse import quote_from_bytes

FORMS = re.compile(r'<form[^>]*class="sam-form".*?</form>', re.DOTALL)
CONTROL = re.compile(
    r"<(input|textarea|select)\b([^>]*)>(.*?)(?=</select>|<(?:input|textarea|select|/form))", re.DOTALL
)
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
OPTION = re.compile(r'<option[^>]*value="([^"]*)"')
# The scripts of Europe, marks that stand on letters, right to left, without spaces, beyond the first plane.
SCRIPTS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x620, 0x64A),
    (0x900, 0x97F), (0xE00, 0xE3A), (0x1100, 0x11FF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2200, 0x22FF),
    (0x4E00, 0x4FFF), (0xAC00, 0xAD00), (0xE000, 0xE0FF), (0xFB00, 0xFB4F), (0xFE00, 0xFE0F), (0x1D400, 0x1D4FF),
    (0x1F300, 0x1F64F), (0xE0100, 0xE01EF),
)  # fmt: skip
PICKED = (
    "", " ", "\n", "\r\n\r\n", "\t", "a\r\nb\rc", "Åse Ærøy, Čáhcesuolu", "A\u030ase A\u0308rlig", "\ufeffstart",
    "a\x00b", "\x07", "\x1b[31m", "\u202eomvendt", "\u200bnull\u200bbredde", "del\xading", "e\ufb03sient", "🧑🏽‍🏫",
    "=1+1", "@SUM(A1)", "+47 51 00 00 00", "-2", "<script>alert(1)</script>", "\"'><img src=x onerror=y>", "{{ 7*7 }}",
    "{% include 'x' %}", "%s%n%(x)s", "'; drop table needs_need; --", "../../etc/passwd", "null", "undefined", "NaN",
    "0", "-1", "1e9", "12,5", "\uff11\uff12", "٣", "9" * 40, "1 000", "1\u00a0000", "1.2.2023", "31.2.2023",
    "2023-08-01", "00.00.0000", "1.1.9999", "kari@fjordvik.example", "kari@@", "ja", "nei", "on", "x" * 119, "x" * 121,
    "ord " * 2_001,
)  # fmt: skip
MEGABYTE = "Behov. " * 150_000


@dataclass(frozen=True)
class Question:
    """A question on a page: its name, whether it takes text, and the answers it offers."""

    name: str
    text: bool
    offers: tuple[str, ...] = ()


def questions(page: str) -> list[Question]:
    """Read the questions of a page as its forms have them."""
    found: dict[str, Question] = {}
    for form in FORMS.findall(page):
        for tag, inside, body in CONTROL.findall(form):
            told = dict(ATTRIBUTE.findall(inside))
            name, kind = unescape(told.get("name", "")), told.get("type", "text")
            if not name or name == "csrfmiddlewaretoken":
                continue
            offers = OPTION.findall(body) if tag == "select" else [told.get("value", "on")]
            chosen = tag == "select" or kind in {"radio", "checkbox", "hidden", "file"}
            before = found.get(name, Question(name, not chosen)).offers
            found[name] = Question(name, not chosen, (*before, *map(unescape, offers)) if chosen else ())
    return list(found.values())


class Writer:
    """One who fills in forms by chance, the same way each time for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def text(self, longest: int = 200) -> str:
        """Write something in one or several scripts."""
        if self.chance.random() < 0.35:
            return self.chance.choice(PICKED)
        pieces = []
        for _piece in range(self.chance.randrange(1, 4)):
            first, last = self.chance.choice(SCRIPTS)
            letters = (self.chance.randrange(first, last + 1) for _letter in range(self.chance.randrange(longest)))
            pieces.append("".join(map(chr, letters)))
        return self.chance.choice(("", " ", "\n", "\r\n")).join(pieces)

    def answers(self, asked: list[Question]) -> list[tuple[str, str]]:
        """Answer some of the questions, some of them twice, and one that nobody asked."""
        chance, given = self.chance, []
        for question in asked:
            if chance.random() < 0.15:
                continue
            for _time in range(chance.choice((1, 1, 1, 1, 2, 5))):
                sound = question.offers and chance.random() < 0.85
                given.append((question.name, chance.choice(question.offers) if sound else self.text()))
        if chance.random() < 0.1:
            given.append((self.text(20), self.text(20)))
        return given


def body(given: list[tuple[str, str]], noise: bytes = b"") -> bytes:
    """Write answers as a browser sends them, half characters and all, with noise at the end that no browser sends."""
    pairs = (
        b"=".join(quote_from_bytes(part.encode("utf-8", "surrogatepass")).encode() for part in pair) for pair in given
    )
    return b"&".join(pairs) + noise


def lasts(given: list[tuple[str, str]]) -> Mapping[str, str]:
    """Give what counts where a question has been answered several times: the last answer."""
    return dict(given)


def noises() -> Iterator[bytes]:
    """Give what may stand at the end of a body: bytes that are no text, and halves of what a body has."""
    yield from (b"&title=%ED%A0%80", b"&title=%FF%FE%C3", b"&%00=%00", b"&title=%", b"&=&==&", b"&title", b"\xff\xfe")
