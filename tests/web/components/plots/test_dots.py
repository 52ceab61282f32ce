"""The dot map keeps directions and shape, and its names never stand on each other."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from math import asin, cos, hypot, pi, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.places import lookups
from samspel.web.components.plots import Dot
from samspel.web.components.plots.dots import FEW, LARGEST, MOST_LABELS, covers, hidden, inside, mapped, projected
from tests.web.components.plots.drawing import picture, texts

ALL = [
    Dot(one.name, one.longitude, one.latitude, place + 1)
    for place, one in enumerate(lookups.kommunar(date(2026, 7, 1)))
]
BERGEN, OSLO, TROMSO, KRISTIANSAND = (5.32, 60.39), (10.75, 59.91), (18.96, 69.65), (8.0, 58.15)
POINT = st.tuples(st.floats(4, 31.5), st.floats(57.9, 71.2), st.integers(0, 10**6))


def far(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far it is between two points on a ball, in its radius."""
    (east, north), (east2, north2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * asin(sqrt(half))


@pytest.mark.parametrize("pair", list(combinations([BERGEN, OSLO, TROMSO, KRISTIANSAND], 2)))
def test_distances_on_the_map_are_those_of_the_world(pair: tuple[tuple[float, float], tuple[float, float]]) -> None:
    (x, y), (x2, y2) = projected([*pair])
    assert hypot(x2 - x, y2 - y) == pytest.approx(far(*pair), rel=0.02)


def test_north_is_up_and_east_is_right() -> None:
    bergen, oslo, tromso, kristiansand = projected([BERGEN, OSLO, TROMSO, KRISTIANSAND])
    assert bergen[0] < kristiansand[0] < oslo[0] < tromso[0]
    assert tromso[1] < bergen[1] < kristiansand[1]


@given(points=st.lists(POINT, min_size=1, max_size=30))
def test_dots_and_names_are_on_the_map_and_names_apart(points: list[tuple[float, float, int]]) -> None:
    found = mapped([Dot(f"Kommune {n}", *point) for n, point in enumerate(points)])
    for one in found.dots:
        assert one.r - 0.1 <= one.x <= found.wide - one.r + 0.1
        assert one.r - 0.1 <= one.y <= found.tall - one.r + 0.1
    assert all(inside(label, found) for label in found.labels)
    assert not any(covers(one, other) for one, other in combinations(found.labels, 2))
    assert all(hidden(label, found.dots) <= FEW for label in found.labels)
    assert len(found.labels) <= MOST_LABELS


def test_a_name_that_would_stand_on_a_large_dot_is_left_out() -> None:
    crowded = [Dot(f"Kommune {place}", 10 + place % 5 / 10, 60 + place // 5 / 20, 100) for place in range(25)]
    assert 0 < len(mapped([*crowded, Dot("Bodø - Bådåddjo", 14.4, 67.3, 90)]).labels) < MOST_LABELS


def test_of_a_name_in_several_languages_the_first_is_on_the_map() -> None:
    found = mapped([Dot("Oslo - Oslove", *OSLO, 713), Dot("Bergen", *BERGEN, 258)])
    assert [label.text for label in found.labels] == ["Oslo 713", "Bergen 258"]
    assert found.dots[0].said == "Oslo - Oslove: 713"


def test_the_area_of_a_dot_follows_its_number_and_small_dots_lie_on_top() -> None:
    found = mapped([Dot("small", 6, 60, 25), Dot("large", 10, 61, 100)])
    assert [(one.dot.name, one.r) for one in found.dots] == [("large", LARGEST), ("small", LARGEST / 2)]
    assert pi * found.dots[0].r ** 2 == pytest.approx(4 * pi * found.dots[1].r ** 2)


def test_the_one_chosen_is_named_and_lies_on_top_however_small_it_is() -> None:
    small = Dot("Utsira", 4.88, 59.3, 1, chosen=True)
    found = mapped([*ALL, small])
    assert found.dots[-1].dot == small
    assert found.labels[0].text.startswith("Utsira")


def test_nothing_can_be_drawn() -> None:
    found = mapped([])
    assert (found.dots, found.labels) == ([], [])
    assert found.box == "0 0 400 1"


def test_each_kind_has_a_shape_of_its_own() -> None:
    dots = [Dot(str(kind), 5 + kind, 60 + kind, 9, kind) for kind in range(4)]
    drawn = picture('{% dot_map dots "t" "d" kinds=kinds %}', dots=dots, kinds=["a", "b", "c", "d"])
    assert drawn.get("role") == "img"
    marks = [part for part in drawn if "sam-map__dot" in part.get("class", "")]
    assert sorted((part.get("data-kind"), part.tag) for part in marks) == [
        ("0", "circle"),
        ("1", "circle"),
        ("2", "rect"),
        ("3", "rect"),
    ]
    assert [part.findtext("title") for part in marks] == ["0: 9", "1: 9", "2: 9", "3: 9"]
    assert len(texts(drawn)) == 4
