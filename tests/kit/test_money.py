"""Money is whole kroner: shown, read and split without losing one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.kit.money import LARGEST_NOK, NotAnAmount, format_nok, parse_nok, percent_nok, split_nok

amounts = st.integers(min_value=0, max_value=LARGEST_NOK)


@pytest.mark.parametrize(
    ("amount_nok", "shown"),
    [
        (0, "0\u00a0kr"),
        (999, "999\u00a0kr"),
        (1_250_000, "1\u00a0250\u00a0000\u00a0kr"),
        (-12_500, "\u221212\u00a0500\u00a0kr"),
    ],
)
def test_an_amount_is_shown_in_groups_that_never_break(amount_nok: int, shown: str) -> None:
    assert format_nok(amount_nok) == shown


def test_the_unit_can_be_left_out_where_the_column_says_it() -> None:
    assert format_nok(12_500, unit=False) == "12\u00a0500"


@pytest.mark.parametrize(
    "typed",
    [
        "12500",
        "12 500",
        "12.500",
        "12.500 kr",
        " 12 500 kroner ",
        "kr 12 500,-",
        "Kr. 12500,00",
        "12\u00a0500\u202fkr",
        "NOK 012500",
    ],
)
def test_the_ways_people_write_an_amount_are_all_read(typed: str) -> None:
    assert parse_nok(typed) == 12_500


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("  \u00a0", "empty"),
        ("kr", "not-a-number"),
        ("tolv tusen", "not-a-number"),
        ("12 50", "not-a-number"),
        ("1250 000", "not-a-number"),
        ("12,500", "not-a-number"),
        ("١٢", "not-a-number"),
        ("12500,50", "decimals"),
        ("12.5", "decimals"),
        ("-12 500", "negative"),
        ("\u2212 5", "negative"),
        ("1000000000001", "too-large"),
        ("9" * 5000, "too-large"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse_nok(typed)

    assert (refused.value.reason, refused.value.typed) == (reason, typed)


@given(amounts)
def test_what_is_shown_can_be_read_back(amount_nok: int) -> None:
    assert parse_nok(format_nok(amount_nok)) == amount_nok


@given(st.text())
def test_any_text_is_an_amount_or_refused(typed: str) -> None:
    try:
        amount_nok = parse_nok(typed)
    except NotAnAmount:
        return
    assert 0 <= amount_nok <= LARGEST_NOK


def test_the_last_kroner_go_to_the_largest_remainders() -> None:
    assert split_nok(100, [1, 1, 1]) == [34, 33, 33]
    assert split_nok(10, [1, 5, 5]) == [1, 5, 4]
    assert split_nok(7, [0, 2]) == [0, 7]


@given(amounts, st.lists(amounts, min_size=1, max_size=20).filter(any))
def test_a_split_loses_no_krone_and_no_part_is_a_whole_krone_off(total_nok: int, weights: list[int]) -> None:
    parts = split_nok(total_nok, weights)

    assert sum(parts) == total_nok
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total_nok * weight) < sum(weights)


@given(amounts, st.lists(amounts, min_size=2, max_size=10).filter(any))
def test_a_larger_weight_never_gets_less(total_nok: int, weights: list[int]) -> None:
    by_weight = sorted(zip(weights, split_nok(total_nok, weights), strict=True), key=lambda pair: pair[0])
    for (light, less), (heavy, more) in pairwise(by_weight):
        assert light == heavy or less <= more


@pytest.mark.parametrize(("total_nok", "weights"), [(-1, [1]), (1, []), (1, [0, 0]), (1, [2, -1])])
def test_a_split_that_means_nothing_is_refused(total_nok: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="cannot split"):
        split_nok(total_nok, weights)


def test_a_percentage_is_never_rounded_down() -> None:
    assert [percent_nok(amount_nok, 30) for amount_nok in (0, 10, 11, 100_001)] == [0, 3, 4, 30_001]
