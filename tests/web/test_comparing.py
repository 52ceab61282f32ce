"""Two texts beside each other say which words only one of them has."""

from __future__ import annotations

from samspel.web.comparing import Part, compared


def test_the_words_that_differ_are_marked_in_each_text() -> None:
    before, now = compared("Møtet er i mars no", "Møtet er i april no")
    assert before == [Part("Møtet er i", False), Part("mars", True), Part("no", False)]
    assert now == [Part("Møtet er i", False), Part("april", True), Part("no", False)]


def test_texts_that_are_alike_have_nothing_marked() -> None:
    before, now = compared("likt", "likt")
    assert before == now == [Part("likt", False)]
