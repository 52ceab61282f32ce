"""Documents and sheets of OpenDocument: no macros, no objects of other programs, nothing fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samspel.files.looking.kinds import ODS, ODT, Kind, Unfit, Why
from samspel.files.looking.parts import Parts, ending, leads_out, may_be_pressed

BY_TYPE = {kind.media_type.encode(): kind for kind in (ODT, ODS)}
MANIFEST = "META-INF/manifest.xml"
MACROS = ("basic/", "scripts/", "dialogs/")
ENDINGS = {
    "", ".xml", ".rdf", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svm", ".svg",
    ".ttf", ".otf",
}  # fmt: skip
BAD = {
    "event-listener": Why.RUNS, "applet": Why.RUNS, "plugin": Why.RUNS, "dde-source": Why.FETCHES,
    "dde-connection-decl": Why.FETCHES, "dde-link": Why.FETCHES, "floating-frame": Why.FETCHES,
    "object-ole": Why.HOLDS, "encryption-data": Why.LOCKED, "cell-range-source": Why.FETCHES,
    "section-source": Why.FETCHES, "table-source": Why.FETCHES, "database-source-sql": Why.FETCHES,
}  # fmt: skip
PRESSED, NAMED = {"a", "hyperlink"}, {"template"}
FORMULAS = re.compile(r"\b(WEBSERVICE|DDE|FILTERXML)\s*\(|['\"\[=]\s*(file|https?|smb|ftp):", re.IGNORECASE)


def kind_of(parts: Parts) -> Kind:
    """Give whether it is a document or a sheet, when every part of it is harmless."""
    kind = BY_TYPE.get(b"".join(parts.chunks("mimetype")))
    if kind is None or MANIFEST not in parts.names or "content.xml" not in parts.names:
        raise Unfit(Why.UNKNOWN)
    for name in parts.names:
        see(parts, name)
    return kind


def see(parts: Parts, name: str) -> None:
    """Refuse a part that does not belong in a document, and look into those that are read."""
    if name.casefold().startswith(MACROS) or "/basic/" in name.casefold():
        raise Unfit(Why.RUNS)
    if ending(name) not in ENDINGS:
        raise Unfit(Why.HOLDS)
    if ending(name) in {".xml", ".svg", ".rdf"}:
        parts.xml(name, started)
    elif not ending(name) and next(parts.chunks(name), b"").startswith(b"\xd0\xcf\x11\xe0"):
        raise Unfit(Why.HOLDS)


def started(element: str, given: Mapping[str, str]) -> None:
    """Refuse an element that runs or fetches something."""
    if (why := BAD.get(element)) is not None:
        raise Unfit(why)
    address = given.get("href", "")
    if element in PRESSED:
        if not may_be_pressed(address):
            raise Unfit(Why.RUNS)
    elif element not in NAMED and leads_out(address):
        raise Unfit(Why.FETCHES)
    if FORMULAS.search(given.get("formula", "")):
        raise Unfit(Why.FETCHES)
