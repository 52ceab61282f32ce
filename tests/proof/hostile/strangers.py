"""Files of kinds that nobody takes in, whatever they are called; names that mislead; and the harmless test virus."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Iterator

from samspel.adapters.scanners import EICAR
from samspel.files.looking import Why
from tests.proof.hostile.made import NAMED, STOPPED, Hostile
from tests.stories import samples

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KINDS: tuple[tuple[str, str, bytes], ...] = (
    ("side.html", "a page with a script", HTML),
    ("plan.pdf", "a page called a PDF", HTML),
    ("plan.docx", "a page called a document", HTML),
    ("bilde.png", "a page called a picture", HTML),
    ("side.xhtml", "a page as XML", b'<html xmlns="http://www.w3.org/1999/xhtml"><script>1</script></html>'),
    ("side.htm", "a page in UTF-16", HTML.decode().encode("utf-16")),
    ("side.mht", "a page with its parts", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"),
    ("bilde.svg", "a drawing with a script", SVG),
    ("bilde.svgz", "a packed drawing with a script", gzip.compress(SVG)),
    ("bilde.jpg", "a drawing called a photograph", SVG),
    ("data.xml", "an entity that grows", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ("data.xml", "an entity that fetches", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ("plan.xsl", "a style sheet that runs", b'<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'),
    ("app.js", "a script", b"fetch('//x.example')"),
    ("app.vbs", "a script of Windows", b'CreateObject("WScript.Shell")'),
    ("app.wsf", "a script of Windows as XML", b"<job><script>1</script></job>"),
    ("app.hta", "a page that is a program", b"<HTA:APPLICATION>"),
    ("start.bat", "commands of Windows", b"@echo off\r\ndel *.*"),
    ("start.ps1", "commands of PowerShell", b"Invoke-WebRequest x"),
    ("start.sh", "commands of a shell", b"#!/bin/sh\nrm -rf /"),
    ("start.py", "a program in Python", b"#!/usr/bin/env python3\n"),
    ("index.php", "a program for a web server", b"<?php system($_GET['a']); ?>"),
    ("index.jsp", "a program for another web server", b"<% Runtime.getRuntime(); %>"),
    ("index.asp", "a program for a third web server", b"<% Execute(1) %>"),
    (".htaccess", "settings for a web server", b"AddType application/x-httpd-php .pdf"),
    ("plan.pdf.exe", "a program of Windows with two endings", b"MZ\x90\x00" + b"\0" * 60),
    ("plan.pdf", "a program of Windows called a PDF", b"MZ\x90\x00%PDF-1.7"),
    ("plan.scr", "a screen saver", b"MZ\x90\x00\x03"),
    ("plan", "a program of Linux", b"\x7fELF\x02\x01\x01"),
    ("plan", "a program of macOS", b"\xcf\xfa\xed\xfe\x07\0\0\1"),
    ("plan.class", "a program of Java", b"\xca\xfe\xba\xbe\0\0\0\x34"),
    ("plan.wasm", "a program for a browser", b"\0asm\1\0\0\0"),
    ("plan.lnk", "a shortcut", b"L\0\0\0\1\x14\2\0\0\0\0\0\xc0\0\0\0\0\0\0F"),
    ("plan.url", "a shortcut to an address", b"[InternetShortcut]\r\nURL=file://x"),
    ("plan.desktop", "a shortcut of Linux", b"[Desktop Entry]\nExec=rm"),
    ("plan.rtf", "a text that fetches an object", b"{\\rtf1{\\object\\objautlink\\objupdate}}"),
    ("plan.xls", "a sheet that is XML with macros", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
    ("plan.slk", "a sheet with a command", b"ID;P\nO;E\nNN;NAuto_open;ER101C1\n"),
    ("plan.csv", "a table with a command", b"=cmd|' /C calc'!A0\n"),
    ("plan.iqy", "a question to an address", b"WEB\n1\nhttp://x.example"),
    ("plan.txt", "plain words", b"Plan"),
    ("plan.json", "data", b'{"__proto__": {}}'),
    ("plan.yaml", "data that runs", b"!!python/object/apply:os.system [ls]"),
    ("plan.pickle", "an object of Python", b"\x80\x04cposix\nsystem\n."),
    ("post.eml", "an e-mail with something in it", b"From: a@b.example\r\nContent-Type: multipart/mixed\r\n\r\n"),
    ("bilde.gif", "a picture of another kind", b"GIF89a\1\0\1\0\x80\0\0"),
    ("bilde.png", "a picture that is a script too", b"GIF89a/*\0\0*/=1;alert(1)"),
    ("bilde.bmp", "a picture of a third kind", b"BM\x1a\0\0\0\0\0\0\0"),
    ("bilde.tif", "a picture of a fourth kind", b"II*\0\x08\0\0\0"),
    ("bilde.webp", "a picture of a fifth kind", b"RIFF\x1a\0\0\0WEBPVP8 "),
    ("bilde.ico", "an icon", b"\0\0\1\0\1\0"),
    ("bilde.heic", "a picture of a telephone", b"\0\0\0\x18ftypheic"),
    ("film.mp4", "a film", b"\0\0\0\x18ftypmp42"),
    ("lyd.mp3", "a sound", b"ID3\4\0\0"),
    ("skrift.ps", "a program of a printer", b"%!PS-Adobe-3.0\n(r) file"),
    ("skrift.eps", "a program of a printer called a picture", b"\xc5\xd0\xd3\xc6"),
    ("plan.pdf", "a PDF that begins a line late", b"\n" + samples.pdf()),
    ("plan.pdf", "a PDF after a script", b"#!/bin/sh\n" + samples.pdf()),
    ("plan.pdf", "a mark of byte order, then a PDF", b"\xef\xbb\xbf" + samples.pdf()),
    ("pakke.7z", "a packed folder of another kind", b"7z\xbc\xaf\x27\x1c"),
    ("pakke.rar", "a packed folder of a third kind", b"Rar!\x1a\x07\x01\0"),
    ("pakke.gz", "a packed file", gzip.compress(b"a" * 1_000)),
    ("pakke.bz2", "a packed file of another kind", bz2.compress(b"a" * 1_000)),
    ("pakke.xz", "a packed file of a third kind", lzma.compress(b"a" * 1_000)),
    ("skive.iso", "a disc", b"\0" * 32_768 + b"\1CD001"),
    ("data.sqlite", "a database", b"SQLite format 3\0"),
    ("nøkkel.pem", "a key", b"-----BEGIN PRIVATE KEY-----"),
    ("null.pdf", "one byte that is nothing", b"\0"),
    ("hull.pdf", "a hole where a file should be", b"\0" * 1_000_000),
    ("tom.docx", "an archive that ends where it begins", b"PK\5\6" + b"\0" * 18),
    ("del.docx", "a part of an archive in many pieces", b"PK\7\x08PK\3\4"),
    ("plan.pdf", "less than the first word of a PDF", b"%PDF"),
)  # fmt: skip
OLD = (
    ("plan.doc", "an old document"), ("plan.xls", "an old sheet"), ("plan.ppt", "an old presentation"),
    ("plan.docx", "a document locked with a password"), ("plan.xlsx", "a sheet locked with a password"),
    ("plan.msi", "an installer"), ("plan.msg", "an e-mail of Outlook"), ("plan.pdf", "an old document called a PDF"),
)  # fmt: skip
NAMES = (
    "../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/shadow", "C:\\Windows\\a.pdf", "\\\\x.example\\del\\a.pdf",
    "plan\r\nSet-Cookie: a=b.pdf", "plan\nX.pdf", "plan\x00.exe", "plan\x1b[2J.pdf", "plan\u202efdp.exe",
    "plan\u2066\u202e.pdf", "\u200f\u200eplan.pdf", "plan\u200b\u2060.pdf", "plan.pdf\u00a0.exe", "plan.exe",
    "plan.pdf.js", "plan.html", "plan.svg", "a" * 255 + ".pdf", "å" * 4_000, "con.pdf", "NUL", "aux.docx", "LPT1.pdf",
    "com¹.pdf", "plan.pdf:strøm", 'a"; filename="b.exe', "<script>alert(1)</script>.pdf", "' or 1=1 --.pdf",
    "${jndi:ldap:x}.pdf", "{{7*7}}.pdf", "%2e%2e%2fplan.pdf", "=cmd|' /C calc'!A0.pdf", ".", "..", "   ", ".pdf",
    "plan.pdf ", "plan.pdf.", "-rf.pdf", "~.pdf", "\ufeffplan.pdf", "plan\u0301\u0301\u0301.pdf",
)  # fmt: skip


def made() -> Iterator[Hostile]:
    """Give each."""
    yield Hostile("tom.pdf", "nothing at all", b"", Why.EMPTY)
    yield Hostile("pakke.tar", "a folder as one file", tar(), Why.UNKNOWN)
    for name, tries, content in KINDS:
        yield Hostile(name, tries, content, UNLIKE.get(tries, Why.UNKNOWN))
    for name, tries in OLD:
        yield Hostile(name, tries, COMPOUND + b"\0" * 504, Why.OLD)
    for name in NAMES:
        yield Hostile(name, "a name that misleads or leads elsewhere", samples.pdf(), NAMED)
    yield from viruses()


UNLIKE = {"less than the first word of a PDF": Why.UNKNOWN}


def tar() -> bytes:
    """A folder with a file that leads out of it."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../../a"))
    return whole.getvalue()


def viruses() -> Iterator[Hostile]:
    """The test virus in ten wrappings: refused for what wraps it, or stopped by the scanner."""
    escaped = EICAR.replace(b"&", b"&amp;")
    part = b"<a>" + escaped + b"</a>"
    yield Hostile("eicar.com", "the test virus", EICAR, Why.UNKNOWN)
    yield Hostile("eicar.pdf", "the test virus called a PDF", EICAR + b"%PDF-1.7", Why.UNKNOWN)
    yield Hostile("eicar.zip", "the test virus, packed", samples.packed({"eicar.com": EICAR}), Why.UNKNOWN)
    yield Hostile("eicar.docx", "the test virus in a document", samples.docx(**{"docProps/a.xml": part}), STOPPED)
    yield Hostile("eicar.xlsx", "the test virus in a sheet", samples.xlsx(**{"customXml/item1.xml": part}), STOPPED)
    inside = {"word/embeddings/a.xlsx": samples.xlsx(**{"customXml/item1.xml": part})}
    yield Hostile("eicar.docx", "the test virus in a sheet in a document", samples.docx(**inside), STOPPED)
    open_ = {**samples.open_parts(), "Configurations2/a": EICAR}
    yield Hostile("eicar.odt", "the test virus beside a text", samples.packed(open_, stored=("mimetype",)), STOPPED)
    yield Hostile("eicar.pdf", "the test virus in a PDF", samples.pdf(Private=EICAR), STOPPED)
    packed = samples.pdf(Private=EICAR * 40)
    yield Hostile("eicar.pdf", "the test virus packed in a PDF", packed, STOPPED)
    yield Hostile("eicar.exe.docx", "the test virus as a part", samples.docx(**{"word/eicar.com": EICAR}), Why.HOLDS)
