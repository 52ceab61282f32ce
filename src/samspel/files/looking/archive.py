"""Files that are archives of parts: nothing beside the parts, no part that hides, and none that grows too large."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from xml.parsers import expat

from samspel.files.looking import office, opendocument
from samspel.files.looking.kinds import Fit, Kind, Unfit, Why
from samspel.files.looking.parts import Parts

MOST_PARTS = 3_000
MOST_BYTES = 200_000_000
MOST_TIMES = 100
ROOM = 20_000_000
"""Below this size nobody is hurt by what grows a lot."""
HEAD, LAST = 30, b"PK\x05\x06"
LOCKED, LINK = 0x1, 0o120000
WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
PLAIN = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|]+")
CHUNK = 1 << 16


def look(content: bytes) -> Fit:
    """Look at every part of an archive that may be a document or a sheet."""
    return Fit(kind_of(content), content)


def kind_of(content: bytes, depth: int = 0) -> Kind:
    """Give what kind of file an archive is; a sheet may lie in a document, and nothing in that one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            see_shape(archive, content)
            parts = Parts(
                [info.filename for info in archive.infolist() if not info.is_dir()],
                lambda name: chunks(archive, archive.getinfo(name)),
                lambda name: within(archive, name, depth),
            )
            look_at = opendocument.kind_of if parts.names[:1] == ["mimetype"] else office.kind_of
            found = look_at(parts)
            for name in parts.names:
                parts.read(name)
            return found
    except (zipfile.BadZipFile, expat.ExpatError, zlib.error, EOFError, NotImplementedError) as wrong:
        raise Unfit(Why.BROKEN) from wrong
    except (OSError, RuntimeError, ValueError, KeyError, UnicodeError) as wrong:
        raise Unfit(Why.BROKEN) from wrong


def within(archive: zipfile.ZipFile, name: str, depth: int) -> None:
    """Look at a file that lies in another."""
    if depth:
        raise Unfit(Why.GROWS)
    inside = b"".join(chunks(archive, archive.getinfo(name)))
    if not inside.startswith(b"PK\x03\x04"):
        raise Unfit(Why.HOLDS)
    kind_of(inside, depth + 1)


def see_shape(archive: zipfile.ZipFile, content: bytes) -> None:
    """Refuse an archive with something before, after or between its parts, or with parts that are not plain files."""
    found = archive.infolist()
    if not 0 < len(found) <= MOST_PARTS:
        raise Unfit(Why.GROWS if found else Why.BROKEN)
    grown = sum(info.file_size for info in found)
    if grown > MOST_BYTES or grown > max(ROOM, MOST_TIMES * len(content)):
        raise Unfit(Why.GROWS)
    in_order = sorted(found, key=lambda info: info.header_offset)
    laps = any(one.header_offset + HEAD + one.compress_size > next_.header_offset for one, next_ in pairwise(in_order))
    last = in_order[-1]
    if laps or last.header_offset + HEAD + last.compress_size > archive.start_dir:
        raise Unfit(Why.GROWS)
    if in_order[0].header_offset or archive.comment or content.rfind(LAST) != len(content) - 22:
        raise Unfit(Why.HIDES)
    if len({info.filename.casefold() for info in found}) < len(found):
        raise Unfit(Why.HIDES)
    for info in found:
        see_part(info)


def see_part(info: zipfile.ZipInfo) -> None:
    """Refuse a part that is locked, that points elsewhere, or whose name does."""
    if info.flag_bits & LOCKED:
        raise Unfit(Why.LOCKED)
    if info.compress_type not in WAYS:
        raise Unfit(Why.UNKNOWN)
    name = info.filename
    if info.external_attr >> 16 & 0o170000 == LINK or name != info.orig_filename or not PLAIN.fullmatch(name):
        raise Unfit(Why.HIDES)
    if name.startswith("/") or ".." in name.split("/"):
        raise Unfit(Why.HIDES)


def chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give what a part holds, piece by piece; never more than it says it holds."""
    with archive.open(info) as part:
        while piece := part.read(CHUNK):
            yield piece
