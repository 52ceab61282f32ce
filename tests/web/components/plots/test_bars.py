"""Bars are as long as their numbers; dots stand where their numbers are on the scale."""

from __future__ import annotations

import pytest

from samspel.web.components.plots import Bar
from samspel.web.components.plots.bars import dotted, drawn
from tests.web.components.plots.drawing import number, picture, texts


def test_bars_are_as_long_as_their_numbers() -> None:
    widths = [number(row.x) for row in drawn([Bar("a", 100), Bar("b", 50), Bar("c", 0), Bar("d", -5)])]
    assert widths == [80.0, 40.0, 0.0, 0.0]


@pytest.mark.parametrize("bars", [[], [Bar("a", 0)]])
def test_nothing_can_be_drawn(bars: list[Bar]) -> None:
    assert [row.x for row in drawn(bars)] == ["0.00%"] * len(bars)
    assert len(dotted(bars)[0]) == len(bars)


def test_dots_stand_on_a_scale_that_begins_near_the_least() -> None:
    rows, scale = dotted([Bar("a", 52), Bar("b", 58), Bar("c", 55)])
    assert [tick.text for tick in scale] == ["52", "54", "56", "58"]
    first, second, third = (number(row.x) for row in rows)
    assert second - first == pytest.approx(2 * (third - first), abs=0.02)


@pytest.mark.parametrize("tag", ["bars", "dot_plot"])
def test_the_picture_says_names_and_amounts(tag: str) -> None:
    found = texts(picture(f'{{% {tag} bars "Hva" "Hvordan" unit="kr" %}}', bars=[Bar("Fjord & Vik", 1000)]))
    assert {"Fjord & Vik", "1\xa0000\xa0kr"} <= set(found)
