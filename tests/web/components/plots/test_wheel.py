"""The wheel of the year: twelve months, a number for each moment at its day, and this month marked."""

from __future__ import annotations

import pytest

from samspel.web.components.plots import Moment
from samspel.web.components.plots.wheel import MIDDLE, ROUND, marks, months
from tests.web.components.plots.drawing import picture, texts

MOMENTS = [Moment(2, 1, "1. februar", "Frist"), Moment(7, 2, "midt i året", "Ferie")]


def test_the_months_stand_in_their_order_and_one_is_now() -> None:
    ring = months(2)
    assert [month.name for month in ring][:3] == ["jan", "feb", "mar"]
    assert [month.now for month in ring] == [False, True, *[False] * 10]
    assert not any(month.now for month in months(0))


def test_a_moment_stands_at_its_day() -> None:
    first, second = marks(MOMENTS)
    assert (first.number, second.number) == (1, 2)
    assert float(first.x) > MIDDLE > float(first.y)  # a little after the top
    assert (float(second.x), float(second.y)) == pytest.approx((MIDDLE, MIDDLE + ROUND), abs=2)


def test_every_moment_has_its_number_and_its_name_in_the_picture() -> None:
    drawn = picture('{% wheel moments "t" "d" now=2 %}', moments=MOMENTS)
    assert texts(drawn)[-2:] == ["1", "2"]
    assert [part.text for part in drawn.iter("title")][1:] == ["1. februar: Frist", "midt i året: Ferie"]
