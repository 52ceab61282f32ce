"""What a browser asks for when it opens a page."""

from __future__ import annotations

from bench.transfer import Page, in_range, wanted_by

SHEET = """
@import url("more.css");
@font-face { font-family: A; src: url(latin.woff2) format("woff2"); unicode-range: U+0000-00FF, U+20AC }
@font-face { font-family: A; src: url("latin-ext.woff2"); unicode-range: U+0100-02BA }
@font-face { font-family: B; src: url('all.woff2') }
body { background: url(paper.svg) }
"""


def test_a_page_asks_for_sheets_scripts_icons_and_pictures_and_not_for_links() -> None:
    page = Page(
        '<link rel="stylesheet" href="a.css"><link rel="icon" href="i.svg"><link rel="license" href="l.html">'
        '<script src="a.js"></script><img src="p.png"><a href="b.html">å</a>'
    )
    assert (page.found, page.text) == (["a.css", "i.svg", "a.js", "p.png"], "å")


def test_a_sheet_asks_only_for_the_fonts_that_the_text_needs() -> None:
    assert list(wanted_by(SHEET, "Blåbær")) == ["latin.woff2", "all.woff2", "more.css", "paper.svg"]
    assert "latin-ext.woff2" in list(wanted_by(SHEET, "Sápmi: čáhci"))


def test_a_range_may_be_one_character_or_end_in_question_marks() -> None:
    assert (in_range("€", "U+20AC"), in_range("a", "U+20AC")) == (True, False)
    assert (in_range("ÿ", "U+00??"), in_range("Ā", "U+00??")) == (True, False)
