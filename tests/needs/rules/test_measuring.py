"""What an indicator is measured in: which numbers are taken, how they are kept and shown, and how far it has come."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samspel.needs.rules import measuring


@pytest.mark.parametrize(
    ("measured_in", "text", "number"),
    [
        ("percent", "34", "34"), ("percent", "34 %", "34"), ("percent", "34\u00a0%", "34"), ("percent", "99,5", "99.5"),
        ("percent", "0", "0"), ("percent", "100", "100"), ("percent", "100,1", None), ("percent", "-1", None),
        ("percent", "1 av 3", None), ("percent", "%", None), ("percent", "", None), ("percent", "\u0664", None),
        ("count", "1 200", "1200"), ("count", "1200", "1200"), ("count", "12", "12"), ("count", "12,5", None),
        ("count", "12,0", "12"), ("count", "1 000 001", None), ("count", "12 %", None), ("count", "1 20", None),
        ("score", "3,8", "3.8"), ("score", "3.8", "3.8"), ("score", "5", "5"), ("score", "0,9", None),
        ("score", "5,01", None), ("score", "fire", None), ("", "34", None), ("ukjent", "34", None),
    ],
)  # fmt: skip
def test_a_text_is_a_number_that_the_measure_has(measured_in: str, text: str, number: str | None) -> None:
    assert measuring.number(measured_in, text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("measured_in", "text", "kept", "shown"),
    [
        ("percent", "34 %", "34", "34\u00a0%"),
        ("percent", "20", "20", "20\u00a0%"),
        ("percent", "", "", ""),
        ("count", "1 200", "1200", "1200"),
        ("score", "3.80", "3,8", "3,8"),
        ("", "2 av 8 %", "2 av 8 %", "2 av 8 %"),
    ],
)
def test_a_number_is_kept_without_its_unit_and_shown_with_it(
    measured_in: str, text: str, kept: str, shown: str
) -> None:
    assert measuring.kept(measured_in, text) == kept
    assert measuring.kept(measured_in, kept) == kept
    assert measuring.shown(measured_in, kept) == shown


@pytest.mark.parametrize(
    ("measured_in", "baseline", "target", "reached", "gone"),
    [
        ("percent", "20", "70", "45", 50),
        ("percent", "29", "22", "27", 29),  # less is better
        ("count", "0", "3", "4", 133),
        ("score", "3,4", "4,2", "3,1", -38),
        ("percent", "20", "20", "30", None),
        ("percent", "", "70", "45", None),
        ("percent", "20", "70", "", None),
        ("", "2 av 8", "6 av 8", "4 av 8", None),
    ],
)
def test_how_far_of_the_way_it_has_come(
    measured_in: str, baseline: str, target: str, reached: str, gone: int | None
) -> None:
    assert measuring.way(measured_in, baseline, target, reached) == gone


def test_what_is_wanted_says_the_range_and_an_example() -> None:
    assert measuring.wanted("count") == "Skriv bare et tall fra 0 til 1\u00a0000\u00a0000, for eksempel 34."
    assert measuring.wanted("score") == "Skriv bare et tall fra 1 til 5, for eksempel 3,8."
