"""Documents and sheets of OpenDocument that run something, hold something, or fetch something."""

from __future__ import annotations

from collections.abc import Iterator

from samspel.files.looking import Why
from tests.proof.hostile.made import Hostile
from tests.stories.samples import OPEN, open_parts, packed

FIRST = ("mimetype",)
OUT = "https://x.example/a"
# What stands in the body, and why it is refused.
BODIES = (
    ('<script:event-listener xlink:href="vnd.sun.star.script:a"/>', Why.RUNS, "a macro at the start"),
    ('<text:a xlink:href="vnd.sun.star.script:a?language=Python">x</text:a>', Why.RUNS, "a link that is a macro"),
    ('<text:a xlink:href="macro:///a.b.c">x</text:a>', Why.RUNS, "a link that is an old macro"),
    ('<text:a xlink:href="javascript:alert(1)">x</text:a>', Why.RUNS, "a link that is a script"),
    ('<text:a xlink:href="file:///usr/bin/xcalc">x</text:a>', Why.RUNS, "a link to a program"),
    ('<text:a xlink:href=".uno:Quit">x</text:a>', Why.RUNS, "a link that is a command"),
    (f'<draw:image xlink:href="{OUT}"/>', Why.FETCHES, "a picture that tells when it is opened"),
    ('<draw:image xlink:href="file:////x.example/a.png"/>', Why.FETCHES, "a picture that asks for one's password"),
    ('<draw:image xlink:href="//x.example/a.png"/>', Why.FETCHES, "a picture from wherever the page is"),
    ('<draw:image xlink:href="../../etc/passwd"/>', Why.FETCHES, "a picture from beside the file"),
    (f'<draw:object xlink:href="{OUT}"/>', Why.FETCHES, "an object from elsewhere"),
    ('<draw:object-ole xlink:href="./Object 1"/>', Why.HOLDS, "an object of another program"),
    ('<draw:plugin xlink:href="a"/>', Why.RUNS, "an addition that runs"),
    ('<draw:applet xlink:href="a"/>', Why.RUNS, "a program of Java"),
    ('<draw:floating-frame xlink:href="a"/>', Why.FETCHES, "a frame with a page"),
    (f'<draw:fill-image xlink:href="{OUT}"/>', Why.FETCHES, "a pattern from elsewhere"),
    ('<text:section><text:section-source xlink:href="a.odt"/></text:section>', Why.FETCHES, "a part of another text"),
    ('<office:dde-source office:dde-application="cmd"/>', Why.FETCHES, "a program asked as it is opened"),
    ('<text:dde-connection-decl office:dde-application="cmd"/>', Why.FETCHES, "a program asked by a text"),
)  # fmt: skip
SHEETS = (
    ('<table:table-cell table:formula="of:=WEBSERVICE(&quot;https://x.example&quot;)"/>', "a formula that fetches"),
    ('<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;1;2)"/>', "a formula that asks a program"),
    ("<table:table-cell table:formula=\"of:=['file:///etc/passwd'#$Ark1.A1]\"/>", "a formula that reads a file"),
    ("<table:table-cell table:formula=\"of:='http://x.example/a'#$Ark1.A1\"/>", "a formula that reads another sheet"),
    ('<table:table-source xlink:href="a.ods"/>', "a table from another sheet"),
    ('<table:cell-range-source xlink:href="a.ods"/>', "cells from another sheet"),
    ('<table:dde-link/>', "figures from a program"),
    ('<table:database-source-sql/>', "figures from a database"),
)  # fmt: skip
PARTS = (
    ("Basic/Standard/Module1.xml", Why.RUNS, "macros in Basic"),
    ("BASIC/a.xml", Why.RUNS, "macros in capital letters"),
    ("Scripts/python/a.py", Why.RUNS, "macros in Python"),
    ("Scripts/javascript/a.xml", Why.RUNS, "macros in JavaScript"),
    ("Dialogs/Standard/a.xml", Why.RUNS, "a window that runs"),
    ("Object 1/Basic/a.xml", Why.RUNS, "macros in an object"),
    ("Object 1", Why.HOLDS, "an object of another program as a part"),
    ("Pictures/a.exe", Why.HOLDS, "a program among the pictures"),
    ("media/a.mp4", Why.HOLDS, "a film"),
    ("a.odt", Why.HOLDS, "a text in a text"),
)
LOCKED = "<manifest:encryption-data/>"
OTHERS = ("graphics", "presentation", "text-template", "text-master", "formula", "database", "base")


def made() -> Iterator[Hostile]:
    """Give each."""
    for body, why, tries in BODIES:
        yield Hostile("plan.odt", tries, packed(open_parts("text", body), stored=FIRST), why)
    for body, tries in SHEETS:
        yield Hostile("plan.ods", tries, packed(open_parts("spreadsheet", body), stored=FIRST), Why.FETCHES)
    for part, why, tries in PARTS:
        held = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" if part == "Object 1" else b"<a/>"
        yield Hostile("plan.odt", tries, packed({**open_parts(), part: held}, stored=FIRST), why)
    for kind in OTHERS:
        yield Hostile("plan.odt", f"a file of the kind {kind}", packed(open_parts(kind), stored=FIRST), Why.UNKNOWN)
    locked = open_parts(manifest=LOCKED)
    yield Hostile("plan.odt", "a text locked with a password", packed(locked, stored=FIRST), Why.LOCKED)
    yield from puzzling()


def puzzling() -> Iterator[Hostile]:
    """Texts that are not put together as texts are."""
    parts = open_parts()
    for missing in ("META-INF/manifest.xml", "content.xml"):
        left = {name: told for name, told in parts.items() if name != missing}
        yield Hostile("plan.odt", f"a text without {missing}", packed(left, stored=FIRST), Why.UNKNOWN)
    last = {**{name: told for name, told in parts.items() if name != "mimetype"}, "mimetype": parts["mimetype"]}
    yield Hostile("plan.odt", "a text that says last what it is", packed(last, stored=FIRST), Why.UNKNOWN)
    longer = {**parts, "mimetype": f"{OPEN}.text\n<script>"}
    yield Hostile("plan.odt", "a text that says more than what it is", packed(longer, stored=FIRST), Why.UNKNOWN)
