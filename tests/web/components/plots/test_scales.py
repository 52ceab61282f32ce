"""Round scales, and as many kinds as can be told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.web.components.plots import scales

WHOLE = st.integers(-(10**9), 10**9)


@given(one=WHOLE, other=WHOLE)
def test_a_scale_is_round_even_and_holds_all(one: int, other: int) -> None:
    low, high = sorted((one, other))
    found = scales.ticks(low, high)
    steps = {after - before for before, after in pairwise(found)}
    assert found[0] <= low
    assert found[-1] >= high
    assert 2 <= len(found) <= 5
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in {"1", "2", "5"}


def test_numbers_are_printed_in_groups_with_their_unit() -> None:
    assert [scales.printed(1234567), scales.printed(5000, "kr"), scales.printed(None)] == [
        "1\xa0234\xa0567",
        "5\xa0000\xa0kr",
        "–",
    ]


def test_a_long_name_is_cut_and_says_so() -> None:
    assert scales.shortened("Interkommunalt barnehagenettverk i nord") == "Interkommunalt barnehagenettverk…"
    assert scales.shortened("Oslo") == "Oslo"


@pytest.mark.parametrize(("longest", "wide"), [("1", 80.0), ("1 250 000 kr", 63.0), ("x" * 60, 30.0)])
def test_the_longest_bar_leaves_room_for_the_longest_amount(longest: str, wide: float) -> None:
    assert scales.widest(["1", longest]) == wide


def test_more_kinds_than_can_be_told_apart_are_refused() -> None:
    assert [key.place for key in scales.keys(["a", "b", "c", "d"])] == [0, 1, 2, 3]
    with pytest.raises(scales.TooMany):
        scales.keys(["a", "b", "c", "d", "e"])
