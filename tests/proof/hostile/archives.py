"""Archives that are not what they seem: something beside the parts, parts that hide, lead elsewhere, or grow."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

from samspel.files.looking import Why
from tests.proof.hostile.made import Hostile
from tests.stories import samples
from tests.stories.samples import Parts, packed

BASES: tuple[tuple[str, Callable[[], dict[str, str | bytes]]], ...] = (
    ("plan.docx", samples.document_parts),
    ("plan.xlsx", samples.sheet_parts),
    ("plan.odt", samples.open_parts),
    ("plan.ods", lambda: samples.open_parts("spreadsheet")),
)
Zip = Callable[[Parts], bytes]


def whole(parts: Parts, **more: bytes) -> bytes:
    return packed(parts, stored=("mimetype",), **more)


def with_part(change: Callable[[zipfile.ZipInfo], None], content: bytes = b"<a/>", name: str = "custom.xml") -> Zip:
    """An archive with one more part, which is changed before it is written."""

    def make(parts: Parts) -> bytes:
        made = io.BytesIO(whole(parts))
        with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            change(info)
            archive.writestr(info, content, info.compress_type)
        return made.getvalue()

    return make


def named(name: str) -> Zip:
    """An archive with a part of a name that `zipfile` itself would not write."""
    placeholder = "x" * len(name.encode())
    made = with_part(lambda info: None, name=placeholder)
    return lambda parts: made(parts).replace(placeholder.encode(), name.encode())


def link(info: zipfile.ZipInfo) -> None:
    info.create_system, info.external_attr = 3, 0o120777 << 16


def way(method: int) -> Callable[[zipfile.ZipInfo], None]:
    def change(info: zipfile.ZipInfo) -> None:
        info.compress_type = method

    return change


def patched(old: bytes, new: bytes, count: int = 1) -> Zip:
    return lambda parts: whole(parts).replace(old, new, count)


def central(at: int, value: bytes) -> Zip:
    """An archive whose list of parts says something else of the first part."""

    def make(parts: Parts) -> bytes:
        made = bytearray(whole(parts))
        place = made.index(b"PK\1\2") + at
        made[place : place + len(value)] = value
        return bytes(made)

    return make


def twice(parts: Parts) -> bytes:
    """An archive in which two names share the same bytes."""
    made = io.BytesIO(whole(parts))
    with zipfile.ZipFile(made, "a") as archive:
        first = archive.infolist()[-1]
        again = zipfile.ZipInfo("again.xml")
        for what in ("header_offset", "compress_size", "file_size", "CRC", "compress_type", "flag_bits"):
            setattr(again, what, getattr(first, what))
        archive.filelist.append(again)
        archive.NameToInfo["again.xml"] = again
        archive._didModify = True  # type: ignore[attr-defined]
    return made.getvalue()


def doubled(name: str = "content") -> Zip:
    """An archive with the same part twice, the second with other words."""

    def make(parts: Parts) -> bytes:
        last = list(parts)[-1]
        return with_part(lambda info: None, name="y" * len(last))(parts).replace(b"y" * len(last), last.encode())

    return make


def many(count: int) -> Zip:
    return lambda parts: whole({**parts, **{f"a{number}.xml": "<a/>" for number in range(count)}})


def bomb(size: int, name: str = "big.xml") -> Zip:
    return lambda parts: whole({**parts, name: b"<a>" + b" " * size + b"</a>"})


def nested(parts: Parts) -> bytes:
    inner = whole(parts)
    for _layer in range(4):
        inner = whole({**parts, "word/embeddings/a.docx": inner})
    return inner


LAUGHS = b'<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;&b;&b;"><!ENTITY e "&d;&d;&d;">]><a>&e;</a>'
FETCHES = b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://169.254.169.254/">]><a>&b;</a>'
TRICKS: tuple[tuple[str, Zip, Why], ...] = (
    ("a script before the archive", lambda parts: b"#!/bin/sh\n" + whole(parts), Why.UNKNOWN),
    ("a part before the first one", lambda parts: b"PK\3\4 a" + whole(parts), Why.HIDES),
    ("a program after the archive", lambda parts: whole(parts) + b"MZ\x90\0", Why.HIDES),
    ("a PDF after the archive", lambda parts: whole(parts) + samples.pdf(), Why.HIDES),
    ("another archive after the archive", lambda parts: whole(parts) + packed({"a.exe": b"MZ"}), Why.HIDES),
    ("a program as a comment", lambda parts: whole(parts, comment=b"MZ\x90\0"), Why.HIDES),
    ("a part that leads up", named("../../a.xml"), Why.HIDES),
    ("a part that leads up in the middle", named("a/../../b.xml"), Why.HIDES),
    ("a part at the root of the disk", named("/etc/a.xml"), Why.HIDES),
    ("a part with the other slash", named("..\\a.xml"), Why.HIDES),
    ("a part on another disk", named("C:/a.xml"), Why.HIDES),
    ("a part with a line break", named("a\r\nb.xml"), Why.HIDES),
    ("a part with nothing in its name", named("a.xml\0.exe"), Why.HIDES),
    ("a part that is a link", with_part(link, b"/etc/passwd"), Why.HIDES),
    ("the same part twice", doubled(), Why.HIDES),
    ("two parts that share their bytes", twice, Why.GROWS),
    ("a part that is locked", central(8, b"\1\0"), Why.LOCKED),
    ("a part packed in a way of its own", with_part(way(zipfile.ZIP_BZIP2)), Why.UNKNOWN),
    ("a part packed in another way of its own", with_part(way(zipfile.ZIP_LZMA)), Why.UNKNOWN),
    ("a part with a checksum that is wrong", central(16, b"\1\2\3\4"), Why.BROKEN),
    ("a part that says it is small", central(24, struct.pack("<L", 3)), Why.BROKEN),
    ("a part that says it is enormous", central(24, struct.pack("<L", 1 << 31)), Why.GROWS),
    ("a list of parts that is cut off", lambda parts: whole(parts)[:-30], Why.BROKEN),
    ("only the first half", lambda parts: whole(parts)[: len(whole(parts)) // 2], Why.BROKEN),
    ("four thousand parts", many(4_000), Why.GROWS),
    ("a part that grows a thousandfold", bomb(50_000_000), Why.GROWS),
    ("a program among the parts", lambda parts: whole({**parts, "start.exe": b"MZ\x90\0"}), Why.HOLDS),
    ("a script among the parts", lambda parts: whole({**parts, "start.js": b"1"}), Why.HOLDS),
    ("a page among the parts", lambda parts: whole({**parts, "side.html": b"<script>"}), Why.HOLDS),
    ("an archive among the parts", lambda parts: whole({**parts, "pakke.zip": packed({"a": b"b"})}), Why.HOLDS),
    ("an entity that grows", lambda parts: whole({**parts, "a.xml": LAUGHS}), Why.GROWS),
    ("an entity that fetches", lambda parts: whole({**parts, "a.xml": FETCHES}), Why.GROWS),
    ("an entity in UTF-16", lambda parts: whole({**parts, "a.xml": LAUGHS.decode().encode("utf-16")}), Why.GROWS),
    ("XML that never ends", lambda parts: whole({**parts, "a.xml": b"<a><b>"}), Why.BROKEN),
    ("XML that is none", lambda parts: whole({**parts, "a.xml": b"\0\1\2"}), Why.BROKEN),
)


def made() -> Iterator[Hostile]:
    """Give each trick with each kind of archive, and archives of no kind."""
    for name, base in BASES:
        for tries, make, becomes in TRICKS:
            yield Hostile(name, tries, make(base()), becomes)
    yield Hostile("plan.docx", "documents in documents in documents", nested(samples.document_parts()), Why.GROWS)
    for name, parts in STRANGE.items():
        yield Hostile(name, "an archive of another kind", packed(parts), Why.UNKNOWN)
    yield Hostile("plan.docx", "ten sheets of two hundred million spaces", heavy, Why.GROWS)
    yield Hostile("plan.docx", "six million elements", deep, Why.GROWS)


STRANGE: dict[str, dict[str, str | bytes]] = {
    "pakke.zip": {"plan.pdf": samples.pdf()},
    "pakke.jar": {"META-INF/MANIFEST.MF": b"Main-Class: A", "A.class": b"\xca\xfe\xba\xbe"},
    "pakke.apk": {"AndroidManifest.xml": b"<a/>", "classes.dex": b"dex\n035"},
    "pakke.xpi": {"manifest.json": b"{}"},
    "bok.epub": {"mimetype": b"application/epub+zip"},
    "pakke.whl": {"a/__init__.py": b"import os"},
}


def heavy() -> bytes:
    """A document that grows to more than any may."""
    return packed({**samples.document_parts(), **{f"a{number}.xml": b" " * 25_000_000 for number in range(10)}})


def deep() -> bytes:
    """A document with elements in elements, as many as fit."""
    return packed({**samples.document_parts(), "word/styles.xml": b"<a>" * 6_000_000})
