"""A file is called what it was called, without what could mislead, and ends as its content says."""

from __future__ import annotations

import pytest

from samspel.files.looking import KINDS
from samspel.files.naming import LONGEST, name_for

PDF = KINDS["application/pdf"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("plan.pdf", "plan.pdf"),
        ("Plan for språk.PDF", "Plan for språk.pdf"),
        ("bilde.jpeg", "bilde.pdf"),
        ("plan", "plan.pdf"),
        ("plan.exe", "plan.exe.pdf"),
        ("plan.pdf.exe", "plan.pdf.exe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\kari\\plan.pdf", "plan.pdf"),
        ("plan\r\nSet-Cookie: a.pdf", "planSet-Cookie- a.pdf"),
        ("plan\u202efdp.exe", "planfdp.exe.pdf"),
        ("pl\x00an\u200b.pdf", "plan.pdf"),
        ("a\u030a.pdf", "å.pdf"),
        ('<"|?*>.pdf', "------.pdf"),
        ("con.pdf", "vedlegg-con.pdf"),
        ("LPT1.txt", "vedlegg-LPT1.txt.pdf"),
        ("   ...   ", "vedlegg.pdf"),
        ("", "vedlegg.pdf"),
        (".pdf", "pdf.pdf"),
        (".htaccess", "htaccess.pdf"),
    ],
)
def test_the_name_is_the_last_part_of_what_was_given(given: str, name: str) -> None:
    assert name_for(given, PDF) == name


def test_a_name_has_an_end() -> None:
    assert name_for("å" * 255 + ".pdf", PDF) == "å" * (LONGEST - 4) + ".pdf"
