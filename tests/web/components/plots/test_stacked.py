"""The parts of a bar fill it, and each is told by its pattern and its number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.web.components.plots import Share
from samspel.web.components.plots.scales import printed, widest
from samspel.web.components.plots.stacked import drawn
from tests.web.components.plots.drawing import number, picture, texts

PARTS = st.lists(st.lists(st.integers(0, 10**6), min_size=2, max_size=2), min_size=1, max_size=20)


@given(parts=PARTS, whole=st.booleans())
def test_the_parts_of_a_bar_fill_it_in_order(parts: list[list[int]], whole: bool) -> None:
    shares = [Share(str(place), tuple(one)) for place, one in enumerate(parts)]
    most = max(sum(one) for one in parts) or 1
    for share, row in zip(shares, drawn(shares, whole=whole), strict=True):
        end = 0.0
        for part in row.parts:
            assert number(part.x) == pytest.approx(end, abs=0.02)
            end = number(part.x) + number(part.width)
        total = sum(share.parts)
        wide = widest([" + ".join(printed(part) for part in one.parts) for one in shares])
        assert end == pytest.approx((wide * bool(total)) if whole else wide * total / most, abs=0.02)
        assert [part.place for part in row.parts] == [place for place, part in enumerate(share.parts) if part]


def test_each_part_has_a_pattern_that_the_key_shows_too() -> None:
    context = {"shares": [Share("Bergen", (85, 51)), Share("Fedje", (1, 0))], "kinds": ["offentlege", "private"]}
    drawn = picture('{% stacked shares kinds "Barnehagar" "Skildring" name="s" %}', **context)
    patterns = {part.get("id") for part in drawn.iter("pattern")}
    used = [part.get("fill") for part in drawn.iter("rect") if part.get("class") == "sam-plot__part"]
    assert used == ["url(#s-0)", "url(#s-1)", "url(#s-0)"]
    assert {"s-0", "s-1"} <= patterns
    assert {"85 + 51", "1 + 0"} <= set(texts(drawn))
