"""A basis names the law and the place in it, in both written forms, and says so when nobody has read it."""

from __future__ import annotations

import pytest

from samspel.rules import Basis, sources
from samspel.rules.sources import basis_of


def test_a_basis_that_was_read_names_its_place() -> None:
    basis = basis_of({"basis": "fvl", "reference": "§ 16 første ledd"})

    assert basis == Basis(
        "fvl", "forvaltningsloven", "forvaltningslova", "§ 16 første ledd", "https://lovdata.no/lov/1967-02-10", True
    )


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("nb", "bevilgningsreglementet § 10 (ikke bekreftet)"),
        ("nn", "løyvingsreglementet § 10 (ikkje stadfesta)"),
        ("nn-NO", "løyvingsreglementet § 10 (ikkje stadfesta)"),
    ],
)
def test_a_basis_that_nobody_has_read_says_so(form: str, text: str) -> None:
    basis = basis_of({"basis": "to-be-verified", "expected": "bevilgningsreglementet", "reference": "§ 10"})

    assert (basis.verified, basis.text(form)) == (False, text)


def test_a_basis_that_is_not_even_guessed_at_is_only_marked() -> None:
    assert str(basis_of({"basis": "to-be-verified"})) == "(ikke bekreftet)"


def test_the_new_administration_act_has_no_day_and_no_value() -> None:
    new = sources()["fvl-2025"]

    assert (new.in_force, new.read) == (None, "")
