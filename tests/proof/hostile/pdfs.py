"""PDF files that run something, hold something, fetch something, hide something, or grow."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from samspel.files.looking import Why
from tests.proof.hostile.made import Hostile
from tests.stories import samples

JS = "<</S/JavaScript/JS(app.alert\\(1\\))>>"
OUT = "(https://x.example/a)"


def changed(change: Callable[[Pdf], None], **how: object) -> bytes:
    """A PDF of one page, changed."""
    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as pdf:
        change(pdf)
        pdf.save(whole, **how)  # type: ignore[arg-type]
    return whole.getvalue()


def read(words: str) -> Any:  # noqa: ANN401 - any object of a PDF
    """An object as it is written in a PDF."""
    return pikepdf.Object.parse(words.encode())


def at_start(action: str) -> bytes:
    return changed(lambda pdf: pdf.Root.__setitem__("/OpenAction", pdf.make_indirect(read(action))))


def pressed(note: str) -> bytes:
    """A PDF with something on its page that may be pressed."""

    def change(pdf: Pdf) -> None:
        made = read(f"<</Type/Annot/Rect[0 0 9 9]{'' if '/Subtype' in note else '/Subtype/Link'}{note}>>")
        pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(made)])

    return changed(change)


def in_page(action: str) -> bytes:
    return changed(lambda pdf: pdf.pages[0].obj.__setitem__("/AA", read(f"<</O {action}>>")))


def named_script(pdf: Pdf) -> None:
    pdf.Root["/Names"] = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(read(JS))])))


def field_script(pdf: Pdf) -> None:
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([pdf.make_indirect(read(f"<</FT/Tx/T(a)/AA<</K {JS}>>>>"))]))


def form(pdf: Pdf) -> None:
    pdf.Root["/AcroForm"] = Dictionary(XFA=pdf.make_stream(b"<xdp:xdp/>"), Fields=Array())


def file_inside(pdf: Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ\x90\0"


def chained(pdf: Pdf) -> None:
    last = pdf.make_indirect(Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([read(JS)])))
    pdf.Root["/OpenAction"] = last


def filled(content: bytes, ways: object) -> bytes:
    """A PDF with a stream as it is given."""

    def change(pdf: Pdf) -> None:
        made = pdf.make_stream(b"")
        made.write(content, filter=ways)  # type: ignore[arg-type]
        pdf.Root["/Private"] = made

    return changed(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def zeros(millions: int) -> bytes:
    """So many million zeros, packed: the same packed million again and again, and a checksum at the end."""
    packer = zlib.compressobj(9, wbits=-15)
    million = packer.compress(b"\0" * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (millions * 1_000_000 % 65_521 << 16) | 1
    return b"\x78\xda" + million * millions + zlib.compressobj(9, wbits=-15).flush() + checksum.to_bytes(4, "big")


ACTIONS: tuple[tuple[str, str, Why], ...] = (
    ("a script", JS, Why.RUNS),
    ("a program", "<</S/Launch/F(cmd.exe)>>", Why.RUNS),
    ("a program of Windows", "<</S/Launch/Win<</F(cmd.exe)/P(/c)>>>>", Why.RUNS),
    ("a page", f"<</S/URI/URI{OUT}>>", Why.FETCHES),
    ("what is written sent away", f"<</S/SubmitForm/F{OUT}>>", Why.FETCHES),
    ("data fetched", f"<</S/ImportData/F{OUT}>>", Why.FETCHES),
    ("another file", "<</S/GoToR/F(//x.example/a.pdf)>>", Why.FETCHES),
    ("a file inside", "<</S/GoToE/T<</R/C>>>>", Why.HOLDS),
    ("a film", "<</S/Movie>>", Why.RUNS),
    ("a sound", "<</S/Sound>>", Why.RUNS),
    ("a rendition", "<</S/Rendition/OP 0>>", Why.RUNS),
    ("the printer", "<</S/Named/N/Print>>", Why.FETCHES),
    ("a thread elsewhere", f"<</S/Thread/F{OUT}>>", Why.FETCHES),
    ("what is rich", "<</S/RichMediaExecute>>", Why.RUNS),
)
NOTES: tuple[tuple[str, str, Why], ...] = (
    ("a file on the page", "/Subtype/FileAttachment/FS<</Type/Filespec>>", Why.HOLDS),
    ("a film on the page", "/Subtype/Movie", Why.RUNS),
    ("a screen on the page", "/Subtype/Screen", Why.RUNS),
    ("a room on the page", "/Subtype/3D", Why.RUNS),
    ("what is rich on the page", "/Subtype/RichMedia", Why.RUNS),
    ("what is rich by its content", "/RichMediaContent<<>>", Why.RUNS),
    ("a link that is a script", f"/A{JS}", Why.RUNS),
    ("a link that starts a program", "/A<</S/Launch/F(a)>>", Why.RUNS),
    ("a link to another file", "/A<</S/GoToR/F(a.pdf)>>", Why.FETCHES),
    ("a link that sends", f"/A<</S/SubmitForm/F{OUT}>>", Why.FETCHES),
    ("a script when the pointer is near", f"/AA<</E{JS}>>", Why.RUNS),
    ("a page when the pointer is near", f"/AA<</E<</S/URI/URI{OUT}>>>>", Why.FETCHES),
    ("a file named on the page", "/FS<</EF<</F<<>>>>>>", Why.HOLDS),
)


def made() -> Iterator[Hostile]:
    """Give each."""
    for tries, action, why in ACTIONS:
        yield Hostile("plan.pdf", f"{tries} as it is opened", at_start(action), why)
        yield Hostile("plan.pdf", f"{tries} as the page is turned", in_page(action), why)
    for tries, note, why in NOTES:
        yield Hostile("plan.pdf", tries, pressed(note), why)
    for tries, change, why in CHANGES:
        yield Hostile("plan.pdf", tries, changed(change), why)
        packed = changed(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        yield Hostile("plan.pdf", f"{tries}, packed", packed, why)
    yield from spelled()
    yield from hiding()
    yield from growing()


CHANGES: tuple[tuple[str, Callable[[Pdf], None], Why], ...] = (
    ("a script by name", named_script, Why.RUNS),
    ("a script in a field", field_script, Why.RUNS),
    ("a form of another kind", form, Why.RUNS),
    ("a file inside", file_inside, Why.HOLDS),
    ("a script after a harmless step", chained, Why.RUNS),
)


def spelled() -> Iterator[Hostile]:
    """Names written so that a search for the word does not find them."""
    plain = changed(named_script, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for word, other in ((b"/JavaScript", b"/J#61vaScript"), (b"/JS", b"/J#53"), (b"/JavaScript", b"/#4aavaScript")):
        yield Hostile("plan.pdf", f"a script written {other.decode()}", plain.replace(word, other), Why.RUNS)
    locked = changed(named_script, encryption=pikepdf.Encryption(owner="a", user=""))
    yield Hostile("plan.pdf", "a script in a PDF that is locked against changes", locked, Why.RUNS)
    closed = changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    yield Hostile("plan.pdf", "a PDF locked with a password", closed, Why.LOCKED)


def hiding() -> Iterator[Hostile]:
    whole = samples.pdf()
    yield Hostile("plan.pdf", "a page after the end", whole + b"<script>alert(1)</script>", Why.HIDES)
    yield Hostile("plan.pdf", "an archive after the end", whole + samples.packed({"a.exe": b"MZ"}), Why.HIDES)
    yield Hostile("plan.pdf", "a program after the end", whole + b"MZ\x90\0" * 400, Why.HIDES)
    yield Hostile("plan.pdf", "a picture after the end", whole + samples.picture(), Why.HIDES)
    yield Hostile("plan.pdf", "a document after the end", whole + samples.docx(), Why.HIDES)
    yield Hostile("plan.pdf", "no end", whole[:-40], Why.HIDES)
    yield Hostile("plan.pdf", "a first line alone", b"%PDF-1.7\n", Why.HIDES)
    yield Hostile("plan.pdf", "a first line and a page", b"%PDF-1.7\n<script>alert(1)</script>", Why.HIDES)
    yield Hostile("plan.pdf", "a first line and an end", b"%PDF-1.7\n%%EOF\n", Why.BROKEN)
    yield Hostile("plan.pdf", "noise", b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\n%%EOF\n", Why.BROKEN)
    yield Hostile("plan.pdf", "no pages", changed(lambda pdf: pdf.pages.__delitem__(0)), Why.BROKEN)
    loop = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    yield Hostile("plan.pdf", "pages that hold themselves", loop, Why.BROKEN)
    before = b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f\ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    yield Hostile("plan.pdf", "a list of objects that names itself", before, Why.BROKEN)
    later = whole + changed(named_script)
    yield Hostile("plan.pdf", "another PDF after the end", later, Why.RUNS)


def growing() -> Iterator[Hostile]:
    twice = zlib.compress(zlib.compress(b"\0" * 1_000_000))
    ways = Array([Name.FlateDecode, Name.FlateDecode])
    yield Hostile("plan.pdf", "a stream packed twice", filled(twice, ways), Why.GROWS)
    yield Hostile("plan.pdf", "a stream that grows a thousandfold", stream, Why.GROWS)
    yield Hostile("plan.pdf", "more objects than there may be", many, Why.GROWS)
    yield Hostile("plan.pdf", "objects that grow out of a packed list", bomb_of_objects, Why.BROKEN)


def stream() -> bytes:
    return filled(zeros(400), Name.FlateDecode)


def many() -> bytes:
    return samples.pdf().replace(b"(Plan)", b"[" + b"<<>>" * 700_000 + b"]")


def bomb_of_objects() -> bytes:
    """A PDF whose list of objects is packed, and grows to two gigabytes when it is read."""
    packed = zeros(2_000)
    head = b"%PDF-1.5\n"
    listed = (
        b"5 0 obj\n<</Type/ObjStm/N 2/First 8/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
        + packed
        + b"\nendstream\nendobj\n"
    )
    rows = b"\0\0\0\0\0\0\xff" + b"\2\0\0\0\5\0\0" + b"\2\0\0\0\5\0\1" + b"\0\0\0\0\0\0\0" * 2 + b"\1\0\0\0\x09\0\0"
    place = len(head) + len(listed)
    table = (
        b"6 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n" % len(rows) + rows
        + b"\nendstream\nendobj\n"
    )  # fmt: skip
    return head + listed + table + b"startxref\n%d\n%%%%EOF\n" % place
