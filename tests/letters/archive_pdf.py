"""How a test looks at a PDF: two validators' faults, its structure as plain values, its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TypeAlias

import page
import pikepdf
import pypdfium2

PROFILES = ("2a", "ua1")
Element: TypeAlias = tuple[str, dict[str, str]]


def faults(pdf: bytes) -> list[str]:
    """Name every rule of PDF/A-2a and PDF/UA-1 that the file breaks.

    The validator reports STREAM-LENGTH when a compressed stream happens to end in byte 0x0D; that alone is forgiven,
    and only when qpdf (through pikepdf) finds the file's syntax sound.
    """
    reports = (page.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES)
    found = [failure.rule_id for report in reports for failure in report.failures]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sound = not opened.check_pdf_syntax()
    return [rule for rule in found if not (sound and "STREAM-LENGTH" in rule)]


def elements(pdf: bytes) -> list[Element]:
    """Give the structure tree in reading order: kind of element and its language and scope."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return list(_walk(opened.Root.StructTreeRoot.K))


def _walk(node: pikepdf.Object) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), {"lang": str(node.get("/Lang", "")), "scope": _scope(node)}
        yield from _walk(node.get("/K", pikepdf.Array()))


def _scope(node: pikepdf.Object) -> str:
    owned = node.get("/A", pikepdf.Array())
    owners = list(owned) if isinstance(owned, pikepdf.Array) else [owned]
    return next((str(owner.Scope) for owner in owners if "/Scope" in owner), "")


def words(pdf: bytes) -> str:
    """Give the text of all pages as a reader copies it, with every run of space made one."""
    document = pypdfium2.PdfDocument(pdf)
    pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
    text = "\n".join(pages).replace("\ufffe", "").replace("\u200b", "").replace("\xad", "")
    return re.sub(r"\s+", " ", text)


def fonts(pdf: bytes) -> dict[str, bool]:
    """Give each font's name and whether its file is in the document."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                found[str(thing.FontName)] = any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found
