"""A genuine file of each kind that can be attached, made here; and how an archive of parts is put together."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from PIL import Image

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ML = "application/vnd.openxmlformats-officedocument"
DOCUMENT_TYPE, SHEET_TYPE = f"{ML}.wordprocessingml.document.main+xml", f"{ML}.spreadsheetml.sheet.main+xml"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
OPEN = "application/vnd.oasis.opendocument"
Parts = Mapping[str, str | bytes]


def packed(parts: Parts, *, stored: tuple[str, ...] = (), comment: bytes = b"") -> bytes:
    """An archive with these parts in this order."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in parts.items():
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, way)
    return whole.getvalue()


def relations(*lines: tuple[str, str, str]) -> str:
    """A part that tells of relations: the kind, the target, and the mode."""
    told = "".join(
        f'<Relationship Id="r{number}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"'
        + (f' TargetMode="{mode}"' if mode else "")
        + "/>"
        for number, (kind, target, mode) in enumerate(lines, start=1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELS}">{told}</Relationships>'


def types(main: str, part: str, more: str = "") -> str:
    """A part that tells which type each part has."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/>{more}</Types>'
    )


def document_parts(body: str = "<w:p><w:r><w:t>Kompetanseplan for 2027</w:t></w:r></w:p>") -> dict[str, str | bytes]:
    """The parts of a document of Word."""
    return {
        "[Content_Types].xml": types(DOCUMENT_TYPE, "word/document.xml"),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
    }


def sheet_parts(cell: str = "<c r='A1'><v>12</v></c>") -> dict[str, str | bytes]:
    """The parts of a sheet of Excel."""
    return {
        "[Content_Types].xml": types(SHEET_TYPE, "xl/workbook.xml"),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Ark1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml", "")),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData><row r="1">{cell}</row></sheetData>'
        "</worksheet>",
    }


def open_parts(kind: str = "text", body: str = "", manifest: str = "") -> dict[str, str | bytes]:
    """The parts of a document (`text`) or a sheet (`spreadsheet`) of OpenDocument."""
    return {
        "mimetype": f"{OPEN}.{kind}",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{OPEN}.{kind}"/>{manifest}'
        "</manifest:manifest>",
        "content.xml": f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" '
        f'xmlns:draw="{ODF}:drawing:1.0" xmlns:table="{ODF}:table:1.0" xmlns:script="{ODF}:script:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:{kind}>{body}</office:{kind}></office:body>'
        "</office:document-content>",
        "styles.xml": f'<office:document-styles xmlns:office="{ODF}:office:1.0"/>',
    }


def docx(**more: str | bytes) -> bytes:
    """A document of Word."""
    return packed({**document_parts(), **more})


def xlsx(**more: str | bytes) -> bytes:
    """A sheet of Excel."""
    return packed({**sheet_parts(), **more})


def odt() -> bytes:
    """A document of OpenDocument."""
    return packed(open_parts("text", "<text:p>Plan</text:p>"), stored=("mimetype",))


def ods() -> bytes:
    """A sheet of OpenDocument."""
    return packed(open_parts("spreadsheet", '<table:table table:name="Ark1"/>'), stored=("mimetype",))


def pdf(words: str = "Plan", **catalogue: bytes) -> bytes:
    """A PDF of one page, with what is named put in its catalogue."""
    whole = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(200, 200))
        made.docinfo["/Title"] = words
        for name, value in catalogue.items():
            made.Root[f"/{name}"] = made.make_stream(value)
        made.save(whole, deterministic_id=True)
    return whole.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **how: object) -> bytes:
    """A picture with a little of everything in it."""
    whole = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(whole, kind, **how)
    return whole.getvalue()


def png_piece(name: bytes, content: bytes) -> bytes:
    """One piece of a PNG, with its length and checksum."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def jpeg() -> bytes:
    """A photograph."""
    return picture("JPEG")


GENUINE: dict[str, Callable[[], bytes]] = {
    "application/pdf": pdf,
    f"{ML}.wordprocessingml.document": docx,
    f"{ML}.spreadsheetml.sheet": xlsx,
    f"{OPEN}.text": odt,
    f"{OPEN}.spreadsheet": ods,
    "image/jpeg": jpeg,
    "image/png": picture,
}
