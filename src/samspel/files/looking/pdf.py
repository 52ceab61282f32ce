"""PDF files: what runs something, fetches something or holds other files is not taken in."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from samspel.files.looking.kinds import PDF, Fit, Unfit, Why

MOST_OBJECTS, MOST_DEPTH = 250_000, 100
MOST_BYTES = 300_000_000
END, TAIL = b"%%EOF", 1_024
RUNS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
HOLDS = {"/EmbeddedFiles", "/EmbeddedFile", "/EF"}
ACTIONS = {
    "/JavaScript": Why.RUNS, "/Launch": Why.RUNS, "/Rendition": Why.RUNS, "/Movie": Why.RUNS, "/Sound": Why.RUNS,
    "/RichMediaExecute": Why.RUNS, "/GoTo3DView": Why.RUNS,
    "/ImportData": Why.FETCHES, "/SubmitForm": Why.FETCHES, "/GoToR": Why.FETCHES, "/GoToE": Why.HOLDS,
}  # fmt: skip
KINDS = {
    "/RichMedia": Why.RUNS, "/Movie": Why.RUNS, "/3D": Why.RUNS, "/Screen": Why.RUNS, "/FileAttachment": Why.HOLDS,
}  # fmt: skip
BY_ITSELF = {"/URI", "/Thread", "/Named"}
"""What is harmless in a link that somebody presses, and not when it happens as the file is opened."""


def look(content: bytes) -> Fit:
    """Look at every object in a PDF."""
    if content.rfind(END) < len(content) - TAIL or content[content.rfind(END) + len(END) :].strip(b"\r\n\0 \t"):
        raise Unfit(Why.HIDES)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise Unfit(Why.BROKEN)
            by_itself(pdf.Root)
            for one in objects(pdf):
                look_at(one)
            measure(pdf)
    except pikepdf.PasswordError as locked:
        raise Unfit(Why.LOCKED) from locked
    except MemoryError as bomb:
        raise Unfit(Why.GROWS) from bomb
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, OSError) as wrong:
        raise Unfit(Why.BROKEN) from wrong
    return Fit(PDF, content)


def objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Give every dictionary and stream of a PDF, however deep it lies."""
    seen = 0
    for top in pdf.objects:
        rest: list[tuple[Any, int]] = [(top, 0)]
        while rest:
            one, depth = rest.pop()
            seen += 1
            if seen > MOST_OBJECTS or depth > MOST_DEPTH:
                raise Unfit(Why.GROWS)
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                yield one
            rest += [(part, depth + 1) for part in inside(one) if not part.is_indirect]


def inside(one: Any) -> Iterator[Any]:  # noqa: ANN401 - any object of a PDF
    """Give the dictionaries and lists that lie in an object itself."""
    if isinstance(one, pikepdf.Array):
        parts: Any = one
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        parts = (part for _key, part in one.items())
    else:
        return
    yield from (part for part in parts if isinstance(part, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream))


def look_at(one: Any) -> None:  # noqa: ANN401 - a dictionary or stream of a PDF
    """Refuse a dictionary that runs, fetches or holds something."""
    keys = set(one.keys())
    if keys & RUNS:
        raise Unfit(Why.RUNS)
    if keys & HOLDS:
        raise Unfit(Why.HOLDS)
    for key, reasons in (("/S", ACTIONS), ("/Subtype", KINDS), ("/Type", {"/EmbeddedFile": Why.HOLDS})):
        why = reasons.get(str(one.get(key, "")))
        if why is not None:
            raise Unfit(why)
    if "/AA" in keys:
        actions = one["/AA"]
        for event in actions.keys():  # noqa: SIM118  a dictionary of a PDF is not Python's
            alone(actions[event])


def by_itself(root: Any) -> None:  # noqa: ANN401 - the catalogue of a PDF
    """Refuse a PDF that does more than turn to a page when it is opened."""
    if "/OpenAction" in root:
        alone(root["/OpenAction"])


def alone(action: Any) -> None:  # noqa: ANN401 - an action or a place in a PDF
    """Refuse what would happen without anybody pressing anything."""
    if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in BY_ITSELF:
        raise Unfit(Why.FETCHES)


def measure(pdf: pikepdf.Pdf) -> None:
    """Refuse a PDF whose streams grow out of all measure when they are opened."""
    grown = 0
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Stream):
            continue
        ways = one.get("/Filter")
        names = [str(way) for way in ways] if isinstance(ways, pikepdf.Array) else [str(ways)]
        if names.count("/FlateDecode") + names.count("/LZWDecode") > 1:
            raise Unfit(Why.GROWS)
        if names == ["/FlateDecode"]:
            grown += opened(one.read_raw_bytes(), MOST_BYTES - grown)


def opened(packed: bytes, most: int) -> int:
    """Count what a packed stream grows to, no further than to the limit."""
    opener, count = zlib.decompressobj(), 0
    try:
        while packed and not opener.eof:
            count += len(opener.decompress(packed, 1 << 20))
            packed = opener.unconsumed_tail
            if count > most:
                raise Unfit(Why.GROWS)
    except zlib.error:
        return count  # readers show what there is of a damaged stream, and that has been counted
    return count
