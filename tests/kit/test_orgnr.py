"""Organisation numbers are nine digits with a check digit; invented ones begin with 2 or 3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.kit.orgnr import NotAnOrgnr, formatted, is_synthetic, is_valid, parse

STAVANGER = "964965226"


@pytest.mark.parametrize(
    "typed", [STAVANGER, " 964 965 226 ", "964\u00a0965\u00a0226", "NO 964965226 MVA", "no964.965.226mva"]
)
def test_the_ways_people_write_a_number_are_all_read(typed: str) -> None:
    assert parse(typed) == STAVANGER


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("96496522", "not-nine-digits"),
        ("9649652260", "not-nine-digits"),
        ("9649652a6", "not-nine-digits"),
        ("٩٦٤٩٦٥٢٢٦", "not-nine-digits"),
        ("964965225", "wrong-check-digit"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotAnOrgnr) as refused:
        parse(typed)

    assert (refused.value.reason, refused.value.typed) == (reason, typed)


def test_a_number_is_shown_in_groups_that_never_break() -> None:
    assert formatted(STAVANGER) == "964\u00a0965\u00a0226"
    assert parse(formatted(STAVANGER)) == STAVANGER


def mod_11(first_eight: list[int]) -> int:
    """Give the check digit by the register's own description: weights 3 2 7 6 5 4 3 2; 10 means no number."""
    return -sum(digit * weight for digit, weight in zip(first_eight, (3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11


@given(st.lists(st.integers(min_value=0, max_value=9), min_size=8, max_size=8))
def test_exactly_the_right_check_digit_is_valid(first_eight: list[int]) -> None:
    stem = "".join(map(str, first_eight))
    valid = [last for last in range(10) if is_valid(f"{stem}{last}")]

    assert valid == [last for last in [mod_11(first_eight)] if last < 10]


@pytest.mark.parametrize(
    ("orgnr", "synthetic"), [("212345679", True), ("310000008", True), (STAVANGER, False), ("", False)]
)
def test_an_invented_number_begins_with_two_or_three(orgnr: str, synthetic: bool) -> None:
    assert is_synthetic(orgnr) is synthetic
