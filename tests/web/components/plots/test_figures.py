"""A picture and its table say the same, and drawing all kommunar takes twice as long as drawing half of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from django.utils.translation import gettext_lazy
from pytest_django import DjangoAssertNumQueries

from samspel.web.components.plots import Bar, Dot, Link, Series, Share, Tile
from tests.web.components.rendering import shown

ROWS = [
    Bar("navn", 1234, "/her/"),
    Share("navn", (1234,), "/her/"),
    Series("navn", (1234,), "/her/"),
    Tile("03", "navn", 1234, "/her/"),
    Dot("navn", 10.0, 60.0, 1234, url="/her/"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: type(row).__name__)
def test_every_row_that_is_drawn_can_stand_in_the_table(row: object) -> None:
    html = shown('{% numbers rows "Tall" "Navn" "Antall" unit="kr" %}', rows=[row])
    assert '<a class="ds-link" href="/her/">navn</a></th><td class="sam-num">1\xa0234\xa0kr</td>' in html
    assert "<details" not in html


def test_a_heading_in_the_readers_own_form_is_one_heading() -> None:
    table = shown("{% numbers rows 'Tal' 'Namn' head %}", rows=[Bar("A", 1)], head=gettext_lazy("Antall"))
    assert table.count('<th scope="col"') == 2


def test_a_link_stands_in_the_table_by_both_its_ends() -> None:
    html = shown('{% numbers rows "Tall" "Fra og til" "Antall" %}', rows=[Link("Ramme", "Eiere", 5)])
    assert "Ramme → Eiere</th>" in html


def test_a_number_that_is_not_known_is_a_dash_and_a_long_table_is_folded() -> None:
    rows = [Series("a", (1, None))]
    html = shown('{% numbers rows "Tall" "Navn" years folded=True %}', rows=rows, years=[2023, 2024])
    assert '<th scope="col" class="sam-num">2024</th>' in html
    assert '<td class="sam-num">–</td>' in html
    assert html.startswith("<details")


@pytest.mark.parametrize("tag", ["figure_with_table", "map_with_table"])
def test_a_figure_says_what_it_shows_and_where_the_numbers_are_from(tag: str) -> None:
    html = shown(f'{{% {tag} "Barnehager" source="NBR" %}}x{{% end{tag} %}}')
    assert "<figcaption>Barnehager</figcaption>" in html
    assert "Kilde: NBR" in html
    assert ("data-map" in html) == (tag == "map_with_table")
    assert "Kilde:" not in shown(f'{{% {tag} "Barnehager" %}}x{{% end{tag} %}}')


DRAWN: list[tuple[str, Callable[[int], Sequence[object]]]] = [
    ('{% bars rows "t" "d" %}', lambda count: [Bar(f"k{n}", n) for n in range(count)]),
    ('{% dot_plot rows "t" "d" %}', lambda count: [Bar(f"k{n}", n) for n in range(count)]),
    ('{% stacked rows kinds "t" "d" %}', lambda count: [Share(f"k{n}", (n, 9)) for n in range(count)]),
    ('{% flow rows "t" "d" %}', lambda count: [Link("frame", f"k{n}", n + 1) for n in range(count)]),
    (
        '{% dot_map rows "t" "d" %}',
        lambda count: [Dot(f"k{n}", 5 + n % 25, 58 + n % 13, n) for n in range(count)],
    ),
    ('{% numbers rows "t" "h" "c" %}', lambda count: [Bar(f"k{n}", n) for n in range(count)]),
]


def quickest(source: str, rows: Sequence[object]) -> float:
    times = []
    for _try in range(4):
        begun = time.process_time()
        shown(source, rows=rows, kinds=["a", "b"])
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.django_db
@pytest.mark.parametrize(("source", "made"), DRAWN, ids=[source.split()[1] for source, _ in DRAWN])
def test_drawing_grows_in_step_with_what_is_drawn_and_asks_nothing(
    source: str, made: Callable[[int], Sequence[object]], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        times = [quickest(source, made(count)) for count in (90, 360, 1440)]
    assert times[1] < 0.15
    assert times[2] < 8 * times[1]
