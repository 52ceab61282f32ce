"""Lines go through their numbers, leave a gap where there is none, and are named where they end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.web.components.plots import Series
from samspel.web.components.plots.lines import LABEL, TALL, framed, lined, spread
from samspel.web.components.plots.scales import TooMany
from tests.web.components.plots.drawing import number, picture, texts

YEARS = [2021, 2022, 2023, 2024]


def test_a_line_goes_through_its_numbers_and_leaves_a_gap() -> None:
    one, other = lined([Series("a", (0, 50, 100, 75)), Series("b", (10, None, 30, None))], YEARS)
    heights = [number(mark.y) for mark in one.marks]
    assert heights[0] - heights[2] == pytest.approx(TALL)
    assert heights[1] == pytest.approx((heights[0] + heights[2]) / 2)
    assert len(one.strokes) == 3
    assert other.strokes == []
    assert (other.last, [mark.text for mark in other.marks]) == ("30", ["b 2021: 10", "b 2023: 30"])


def test_a_scale_begins_at_nothing_or_under_it() -> None:
    assert framed([Series("a", (50, 60))], [2021, 2022]).scale[0] == 0
    assert framed([Series("a", (-50, 60))], [2021, 2022]).scale[0] == -50
    assert framed([Series("a", (None,))], [2021]).scale == (0, 1)


@pytest.mark.parametrize(("first", "shown"), [(2021, 4), (2010, 5), (2000, 5)])
def test_there_is_room_for_the_years_shown_and_the_last_is_among_them(first: int, shown: int) -> None:
    years = list(range(first, 2025))
    columns = framed([Series("a", tuple(years))], years).columns()
    assert len(columns) <= shown
    assert columns[-1].text == "2024"


@given(wanted=st.lists(st.floats(1.1, TALL), min_size=1, max_size=4))
def test_labels_never_stand_on_each_other(wanted: list[float]) -> None:
    found = sorted(spread(wanted, LABEL, TALL))
    assert all(after - before >= LABEL - 1e-9 for before, after in pairwise(found))
    assert found[-1] <= TALL
    assert found[0] >= 1.1


def test_each_line_is_named_in_the_picture() -> None:
    series = [Series("Vestland", (1, 2, 3, 4)), Series("Et svært langt fylkesnavn", (4, 3, 2, 1))]
    drawn = picture('{% lines series years "Over tid" "Skildring" %}', series=series, years=YEARS)
    assert {"Vestland", "Et svært lan…", "4", "2024"} <= set(texts(drawn))
    assert [group.get("data-kind") for group in drawn.iter("g")] == ["0", "1"]


def test_more_lines_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(TooMany):
        picture('{% lines series years "t" "d" %}', series=[Series(str(n), (n,)) for n in range(5)], years=[2024])
