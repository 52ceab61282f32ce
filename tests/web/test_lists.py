"""A file for a spreadsheet: Norwegian marks, and no cell that runs."""

from __future__ import annotations

import pytest

from samspel.web.lists import as_csv, harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "|cmd", "%0A"], ids=ascii
)
def test_a_text_that_starts_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Språk i leiken", "1-2", "", 400_000, -5, None])
def test_other_cells_are_left_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell


def test_the_file_opens_in_a_norwegian_spreadsheet() -> None:
    answer = as_csv("behov", ["Tittel", "Beløp"], [["Æ; «ø»", 1], ["=1", None]])
    assert answer.content.decode("utf-8") == '\ufeffTittel;Beløp\r\n"Æ; «ø»";1\r\n\'=1;\r\n'
    assert answer.headers["Content-Disposition"] == 'attachment; filename="behov.csv"'
