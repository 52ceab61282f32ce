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


def test_a_word_at_the_end_of_a_line_is_the_same_word_as_before_another() -> None:
    before, now = compared("Kontakt:\nUnni Haug\nAvtale", "Kontakt: Filip Haug\nAvtale")
    assert before == [Part("Kontakt:\n", False), Part("Unni", True), Part("Haug\nAvtale", False)]
    assert now == [Part("Kontakt:", False), Part("Filip", True), Part("Haug\nAvtale", False)]


def test_of_nothing_there_are_no_pieces() -> None:
    assert compared("", "Kontakt: Unni") == ([], [Part("Kontakt: Unni", True)])
    assert compared(" \n", "") == ([], [])
