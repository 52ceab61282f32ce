"""What travels to a visitor who opens the first page with an empty cache: the page and all that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from bench.client import Client
from bench.figure import Figure
from bench.site import SAMSPEL, Site

FACE = re.compile(r"@font-face\s*\{(.*?)\}", re.DOTALL)
ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
IMPORT = re.compile(r"@import\s+(?:url\()?\s*['\"]?([^'\")\s;]+)")
RANGE = re.compile(r"unicode-range:\s*([^;}]+)")
ASKED_FOR = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
FONTS = (".woff2", ".woff", ".ttf", ".otf")
KILOBYTE = 1_000


class Page(HTMLParser):
    """The addresses that a page makes a browser ask for, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses of style sheets, scripts, icons and pictures."""
        attributes = {name: text or "" for name, text in attrs}
        if tag == "link" and ASKED_FOR & set(attributes.get("rel", "").split()):
            self.found.append(attributes.get("href", ""))
        elif tag in {"script", "img", "source"} and "src" in attributes:
            self.found.append(attributes["src"])

    def handle_data(self, data: str) -> None:
        """Take the text, for the fonts that it needs."""
        self.text += data


def in_range(text: str, ranges: str) -> bool:
    """Tell whether a font that covers some characters is needed for a text."""
    points = {ord(character) for character in text}
    for part in ranges.replace("U+", "").split(","):
        first, _, last = part.strip().replace("?", "0").partition("-")
        until = last or part.strip().replace("?", "F")
        if any(int(first, 16) <= point <= int(until, 16) for point in points):
            return True
    return False


def wanted_by(sheet: str, text: str) -> Iterator[str]:
    """Give what a style sheet makes a browser ask for when it shows a text: imports, pictures, the fonts needed."""
    for face in FACE.findall(sheet):
        ranges = RANGE.search(face)
        if not ranges or in_range(text, ranges[1]):
            yield from ADDRESS.findall(face)[:1]
    rest = FACE.sub("", sheet)
    yield from IMPORT.findall(rest)
    yield from ADDRESS.findall(IMPORT.sub("", rest))


def weigh(client: Client, path: str) -> dict[str, int]:
    """Give the bytes of every answer, with its headers, that opening a page brings."""
    sizes: dict[str, int] = {}
    size, html = fetch(client, path)
    sizes[path] = size
    page = Page(html)
    waiting = [urljoin(path, address) for address in page.found]
    while waiting:
        address = waiting.pop()
        if urlsplit(address).scheme or address in sizes:
            continue
        sizes[address], content = fetch(client, address)
        if address.endswith(".css"):
            waiting += [urljoin(address, found) for found in wanted_by(content, page.text)]
    return sizes


def fetch(client: Client, path: str) -> tuple[int, str]:
    """Give how many bytes an answer takes on the wire, and its content as text."""
    _, body, headers = client.ask("GET", path, encoding="br")
    size = len(body) + sum(len(name) + len(text) + 4 for name, text in headers.items())
    return size, client.get(path).decode(errors="replace")


def figures(site: Site) -> Iterator[Figure]:
    """Weigh the front page with its fonts, and without."""
    sizes = weigh(Client(site.samspel.port), SAMSPEL)
    without = sum(size for address, size in sizes.items() if not address.endswith(FONTS))
    note = f"{len(sizes)} answers, Brotli"
    yield Figure("first open page over the wire, with fonts", sum(sizes.values()) / KILOBYTE, "kB", None, 120, note)
    yield Figure("first open page over the wire, without fonts", without / KILOBYTE, "kB", None, 60)
