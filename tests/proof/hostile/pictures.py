"""Pictures that are something else too, that tell more than they show, or that grow when they are drawn."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from samspel.files.looking import Why
from tests.proof.hostile.made import DRAWN, Hostile
from tests.stories import samples
from tests.stories.samples import packed, picture, png_piece

START = b"\x89PNG\r\n\x1a\n"
SCRIPT, PHP = b"<script>alert('KANARI')</script>", b"<?php system('KANARI'); ?>"
END = png_piece(b"IEND", b"")


def png(width: int, height: int, *pieces: bytes, rows: bytes = b"") -> bytes:
    """A PNG that says it has a size, with these pieces and rows."""
    head = png_piece(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return START + head + b"".join(pieces) + png_piece(b"IDAT", zlib.compress(rows)) + END


def in_png(*pieces: bytes) -> bytes:
    """A genuine PNG with pieces put after its head."""
    whole = picture()
    return whole[:33] + b"".join(pieces) + whole[33:]


def in_jpeg(marker: int, content: bytes) -> bytes:
    """A genuine JPEG with a segment put first."""
    whole = samples.jpeg()
    return whole[:2] + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + whole[2:]


def sized(width: int, height: int) -> bytes:
    """A JPEG that says it has a size."""
    whole = bytearray(samples.jpeg())
    place = whole.index(b"\xff\xc0")
    whole[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


def told() -> Image.Exif:
    found = Image.Exif()
    found[0x010E] = "KANARI"
    found.get_ifd(0x8825).update({1: "N", 2: (58.0, 58.0, 12.0), 3: "E", 4: (5.0, 44.0, 0.0)})
    return found


def made() -> Iterator[Hostile]:
    """Give each."""
    yield from flooding()
    yield from broken()
    for name, tries, content in TELLING:
        yield Hostile(name, tries, content, DRAWN, gone=b"KANARI")


def flooding() -> Iterator[Hostile]:
    for width, height in ((65_000, 65_000), (2**31 - 1, 2**31 - 1), (1, 30_000_001), (30_000_001, 1), (6_000, 5_001)):
        yield Hostile("bilde.png", f"{width} × {height} points", png(width, height), Why.PIXELS)
    for width, height in ((65_000, 65_000), (65_500, 459), (6_000, 5_001)):
        yield Hostile("bilde.jpg", f"{width} × {height} points", sized(width, height), Why.PIXELS)
    yield Hostile("bilde.png", "words that grow", grown_words, Why.BROKEN)
    yield Hostile("bilde.png", "colours that grow", grown_colours, Why.BROKEN)
    yield Hostile("bilde.png", "more rows than it has", grown_rows, DRAWN)
    yield Hostile("bilde.png", "as many points as there may be", largest, DRAWN)
    yield Hostile("bilde.jpg", "as many points as there may be, turned", largest_turned, DRAWN)


def grown_words() -> bytes:
    return in_png(png_piece(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 100_000_000)))


def grown_colours() -> bytes:
    return in_png(png_piece(b"iCCP", b"a\0\0" + zlib.compress(b"\0" * 100_000_000)))


def grown_rows() -> bytes:
    return png(10, 10, rows=b"\0" * 100_000_000)


def largest() -> bytes:
    return picture(size=(6_000, 5_000))


def largest_turned() -> bytes:
    return picture("JPEG", (6_000, 5_000), exif=turned())


def turned() -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = 6
    return found


def broken() -> Iterator[Hostile]:
    yield Hostile("bilde.png", "a head alone", START, Why.BROKEN)
    yield Hostile("bilde.png", "a head and an end", START + END, Why.BROKEN)
    yield Hostile("bilde.png", "no points", png(0, 10), Why.BROKEN)
    yield Hostile("bilde.png", "half a picture", picture()[:60], Why.BROKEN)
    yield Hostile("bilde.png", "a checksum that is wrong", picture().replace(b"IHDR", b"IHDS"), Why.BROKEN)
    yield Hostile("bilde.png", "rows that are none", png(10, 10, rows=b""), Why.BROKEN)
    yield Hostile("bilde.png", "a piece longer than the file", START + b"\xff\xff\xff\xffIHDR", Why.BROKEN)
    yield Hostile("bilde.jpg", "a head alone", b"\xff\xd8\xff", Why.BROKEN)
    yield Hostile("bilde.jpg", "a head and a script", b"\xff\xd8\xff" + SCRIPT, Why.BROKEN)
    yield Hostile("bilde.jpg", "half a photograph", samples.jpeg()[:400], Why.BROKEN)
    yield Hostile("bilde.jpg", "no points", sized(0, 0), Why.BROKEN)
    yield Hostile("bilde.jpg", "a segment longer than the file", b"\xff\xd8\xff\xe0\xff\xff", Why.BROKEN)
    yield Hostile("bilde.jpg", "a photograph with a page as its head", b"\xff\xd8\xff\xe0" + SCRIPT * 9, Why.BROKEN)


XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>KANARI</x:xmpmeta>"
MORE = io.BytesIO()
Image.new("RGB", (8, 8)).save(MORE, "PNG", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")])
TELLING: tuple[tuple[str, str, bytes], ...] = (
    ("bilde.jpg", "where and what a photograph is of", picture("JPEG", exif=told())),
    ("bilde.png", "where and what a picture is of", picture(exif=told())),
    ("bilde.jpg", "a comment", picture("JPEG", comment=b"KANARI")),
    ("bilde.jpg", "a comment that is a program", in_jpeg(0xFE, PHP)),
    ("bilde.jpg", "a segment that is a page", in_jpeg(0xE5, SCRIPT)),
    ("bilde.jpg", "who made it, in another way", in_jpeg(0xE1, XMP)),
    ("bilde.jpg", "who made it, in a third way", in_jpeg(0xED, b"Photoshop 3.0\0KANARI")),
    ("bilde.jpg", "colours that hold words", in_jpeg(0xE2, b"ICC_PROFILE\0\1\1KANARI")),
    ("bilde.jpg", "a page after the end", samples.jpeg() + SCRIPT),
    ("bilde.jpg", "a program after the end", samples.jpeg() + b"MZ\x90\0KANARI"),
    ("bilde.jpg", "an archive after the end", samples.jpeg() + packed({"KANARI.exe": b"MZ"})),
    ("bilde.jpg", "a PDF after the end", samples.jpeg() + samples.pdf("KANARI")),
    ("bilde.jpg", "another photograph after the end", samples.jpeg() + picture("JPEG", comment=b"KANARI")),
    ("bilde.png", "words", in_png(png_piece(b"tEXt", b"a\0KANARI"))),
    ("bilde.png", "words that are a page", in_png(png_piece(b"tEXt", b"a\0" + SCRIPT))),
    ("bilde.png", "packed words", in_png(png_piece(b"zTXt", b"a\0\0" + zlib.compress(b"KANARI")))),
    ("bilde.png", "words in any language", in_png(png_piece(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0KANARI"))),
    ("bilde.png", "colours that hold words", in_png(png_piece(b"iCCP", b"KANARI\0\0" + zlib.compress(b"KANARI")))),
    ("bilde.png", "a piece that nobody knows", in_png(png_piece(b"kaNa", PHP))),
    ("bilde.png", "a program after the end", picture() + b"MZ\x90\0KANARI"),
    ("bilde.png", "an archive after the end", picture() + packed({"KANARI.exe": b"MZ"})),
    ("bilde.png", "a page after the end", picture() + SCRIPT),
    ("bilde.png", "a second picture that moves", MORE.getvalue() + b"KANARI"),
    ("bilde.png", "a time", in_png(png_piece(b"tIME", b"\7\xe7\1\1\0\0\0"), png_piece(b"tEXt", b"KANARI\0"))),
    ("plan.pdf", "a picture called a PDF", picture() + b"%PDF-1.7 KANARI"),
    ("plan.exe", "a picture called a program", in_png(png_piece(b"tEXt", b"a\0KANARI"))),
)  # fmt: skip
