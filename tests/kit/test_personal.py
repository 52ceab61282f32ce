"""A national identity number is found where somebody writes one, and other numbers are let be."""

from __future__ import annotations

import pytest

from samspel.kit.personal import identity_number_in, named_child_in


@pytest.mark.parametrize("text", ["Det gjelder 01010750160.", "010107 50160", "(010107.50160)"])
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert identity_number_in(text)


@pytest.mark.parametrize(
    "text", ["", "01010750161", "Konto 1503.20.80119", "99010750160", "0010107501600", "974763230"]
)
def test_other_numbers_are_let_be(text: str) -> None:
    assert identity_number_in(text) == ""


@pytest.mark.parametrize(
    "text", ["Eleven Ola treng hjelp.", "med jenta vår Kari", "Gutten som heter Åge er urolig", "eit barn ved namn Eva"]
)
def test_words_that_name_a_child_are_found(text: str) -> None:
    assert named_child_in(text)


@pytest.mark.parametrize(
    "text",
    ["", "Elevene i Bergen", "Barn i Stavanger", "Hvert barn får tid. Ola kommune", "Barnets beste", "eleven og Kari"],
)
def test_children_in_general_are_let_be(text: str) -> None:
    assert named_child_in(text) == ""
