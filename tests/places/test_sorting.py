"""Norwegian order of names."""

from __future__ import annotations

from samspel.places.sorting import folded, norsk


def test_ae_oe_and_aa_come_last() -> None:
    names = ["Åsane", "Ørsta", "Ærfugl", "Aasen", "Zulu", "Bø", "alta"]
    assert sorted(names, key=norsk) == ["alta", "Bø", "Zulu", "Ærfugl", "Ørsta", "Åsane", "Aasen"]


def test_marks_that_are_no_letters_of_their_own_are_left_out() -> None:
    assert folded("Guovdageaidnu Sør-Varángu Aasen") == "guovdageaidnu sør-varangu åsen"
