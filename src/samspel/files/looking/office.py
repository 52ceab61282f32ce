"""Documents and sheets of Office (OOXML): no macros, no objects, nothing fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import normpath

from samspel.files.looking.kinds import DOCX, XLSX, Kind, Unfit, Why
from samspel.files.looking.parts import Parts, ending, may_be_pressed

TYPES = "[Content_Types].xml"
ML = "application/vnd.openxmlformats-officedocument."
MAIN = {
    f"{ML}wordprocessingml.document.main+xml": DOCX,
    f"{ML}spreadsheetml.sheet.main+xml": XLSX,
}
MACRO_TYPES = re.compile(r"macroenabled|vbaproject|vbadata|activex|macrosheet|keymapcustomizations", re.IGNORECASE)
BAD_LINKS = {
    "vbaProject": Why.RUNS, "wordVbaData": Why.RUNS, "keyMapCustomizations": Why.RUNS, "attachedToolbars": Why.RUNS,
    "xlMacrosheet": Why.RUNS, "xlIntlMacrosheet": Why.RUNS, "dialogsheet": Why.RUNS, "control": Why.RUNS,
    "activeXControlBinary": Why.RUNS, "ui/extensibility": Why.RUNS, "oleObject": Why.HOLDS, "aFChunk": Why.HOLDS,
    "externalLink": Why.FETCHES, "externalLinkPath": Why.FETCHES, "connections": Why.FETCHES,
    "queryTable": Why.FETCHES, "subDocument": Why.FETCHES, "frame": Why.FETCHES,
}  # fmt: skip
ENDINGS = {
    ".xml", ".rels", ".vml", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".wdp",
    ".odttf", ".docx", ".xlsx",
}  # fmt: skip
READ = {".xml", ".rels", ".svg"}
# Words in a field or a formula that start a program or fetch something as the file is opened.
FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|LINK)\s", re.IGNORECASE)
FORMULAS = re.compile(r"\b(WEBSERVICE|CALL|REGISTER(?:\.ID)?|EXEC|RTD|FILTERXML)\s*\(|\|'|\|\s*!", re.IGNORECASE)
MOST_WORDS = 20_000_000


def kind_of(parts: Parts) -> Kind:
    """Give whether it is a document or a sheet, when every part of it is harmless."""
    if TYPES not in parts.names:
        raise Unfit(Why.UNKNOWN)
    by_part = content_types(parts)
    for name in parts.names:
        see(parts, name)
    kind = MAIN.get(by_part.get(main_part(parts), ""))
    if kind is None:
        raise Unfit(Why.UNKNOWN)
    return kind


def content_types(parts: Parts) -> Mapping[str, str]:
    """Give the types that parts are said to have."""
    found: dict[str, str] = {}

    def started(element: str, given: Mapping[str, str]) -> None:
        told = given.get("ContentType", "")
        if MACRO_TYPES.search(told):
            raise Unfit(Why.RUNS)
        if element == "Override":
            found[given.get("PartName", "").lstrip("/")] = told

    parts.xml(TYPES, started)
    return found


def main_part(parts: Parts) -> str:
    """Give the name of the part that the document begins with."""
    found: list[str] = []

    def started(element: str, given: Mapping[str, str]) -> None:
        if element == "Relationship" and given.get("Type", "").endswith("/officeDocument"):
            found.append(normpath(given.get("Target", "").lstrip("/")))

    if "_rels/.rels" in parts.names:
        parts.xml("_rels/.rels", started)
    if len(found) != 1:
        raise Unfit(Why.UNKNOWN)
    return found[0]


def see(parts: Parts, name: str) -> None:
    """Refuse a part that does not belong in a document, and look into those that are read."""
    low = name.casefold()
    if "vba" in low.rpartition("/")[2] or "/activex/" in low or "macrosheets/" in low:
        raise Unfit(Why.RUNS)
    if ending(name) == ".bin" and "printersettings" in low:
        return
    if ending(name) not in ENDINGS:
        raise Unfit(Why.HOLDS)
    if ending(name) in {".docx", ".xlsx"}:
        parts.within(name)
    elif ending(name) in READ:
        Words(parts).read(name)


class Words:
    """Reads one part of XML: its links, its fields and its formulas."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.at = parts, ""
        self.fields: list[str] = []
        self.formulas: list[str] = []
        self.count = 0

    def read(self, name: str) -> None:
        """Read the part to its end, and then look at what its fields and formulas say together."""
        self.parts.xml(name, self.started, self.said)
        if FIELDS.search("".join(self.fields) + " "):
            raise Unfit(Why.FETCHES)
        if FORMULAS.search("\n".join(self.formulas)):
            raise Unfit(Why.FETCHES)

    def started(self, element: str, given: Mapping[str, str]) -> None:
        """See one element."""
        self.at = element
        if element == "Relationship":
            link(given)
        elif element == "fldSimple":
            self.fields.append(given.get("instr", "") + " ")
        elif element in {"ddeLink", "oleLink", "webPublishItem"}:
            raise Unfit(Why.FETCHES)
        elif element in {"script", "foreignObject"}:
            raise Unfit(Why.RUNS)
        elif element in {"f", "definedName"}:
            self.formulas.append("")

    def said(self, text: str) -> None:
        """Keep what a field or a formula says; a field may be cut into many pieces."""
        if self.at == "instrText":
            self.fields.append(text)
        elif self.at in {"f", "definedName"} and self.formulas:
            self.formulas[-1] += text
        else:
            return
        self.count += len(text)
        if self.count > MOST_WORDS:
            raise Unfit(Why.GROWS)


def link(given: Mapping[str, str]) -> None:
    """Refuse a link to something that is opened, run or fetched with the document; a link to press is none."""
    kind, target = given.get("Type", ""), given.get("Target", "")
    word = kind.rpartition("/relationships/")[2] or kind
    why = BAD_LINKS.get(word) or BAD_LINKS.get(word.rpartition("/")[2])
    if why is not None:
        raise Unfit(why)
    if word == "hyperlink":
        if not may_be_pressed(target):
            raise Unfit(Why.FETCHES)
    elif given.get("TargetMode", "").casefold() == "external":
        raise Unfit(Why.FETCHES)
