"""The tile map has each fylke once, and those that border on each other touch."""

from __future__ import annotations

from datetime import date

import pytest

from samspel.places import lookups
from samspel.web.components.plots import Tile
from samspel.web.components.plots.tiles import LETTERS, SIDE, empty, in_lines, laid, places
from tests.web.components.plots.drawing import picture

TODAY, BEFORE = date(2026, 7, 1), date(2022, 7, 1)
FYLKE = {one.number: one.name for one in lookups.fylke(TODAY)}
ALL = FYLKE | {one.number: one.name for one in lookups.fylke(BEFORE)}
# Every border on land between two fylke since 2024.
BORDERS = {
    ("56", "55"), ("55", "18"), ("18", "50"), ("50", "15"), ("50", "34"), ("15", "34"), ("15", "46"), ("46", "11"),
    ("46", "33"), ("46", "40"), ("46", "34"), ("34", "33"), ("34", "32"), ("33", "32"), ("33", "03"), ("33", "40"),
    ("33", "39"), ("32", "03"), ("32", "31"), ("40", "39"), ("40", "42"), ("40", "11"), ("42", "11"),
}  # fmt: skip
# Four columns have no room for these two: a tile lies between.
APART = {("46", "34"), ("33", "32")}


@pytest.mark.parametrize("day", [BEFORE, TODAY])
def test_every_fylke_of_a_day_has_a_tile_of_its_own(day: date) -> None:
    fylke = lookups.fylke(day)
    assert set(places()) == set(ALL)
    assert len({(places()[one.number].column, places()[one.number].row) for one in fylke}) == len(fylke)
    assert empty({one.number for one in fylke}) == []


def test_neighbours_touch() -> None:
    def apart(one: str, other: str) -> int:
        first, second = places()[one], places()[other]
        return max(abs(first.column - second.column), abs(first.row - second.row))

    assert {pair for pair in BORDERS if apart(*pair) > 1} == APART


def test_the_north_comes_first_and_the_shade_follows_the_number() -> None:
    drawn = laid([Tile("42", "Agder", 100), Tile("03", "Oslo", 0), Tile("56", "Finnmark", 60), Tile("11", "Rogaland")])
    assert [(one.tile.name, one.step) for one in drawn] == [("Finnmark", 2), ("Oslo", 0), ("Rogaland", 0), ("Agder", 3)]


@pytest.mark.parametrize("name", ALL.values())
def test_a_name_fits_on_its_tile(name: str) -> None:
    assert all(len(line) <= LETTERS for line in in_lines(name))


def test_a_fylke_that_the_map_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        laid([Tile("99", "Hardanger")])


def test_tiles_that_lead_somewhere_are_links_named_by_what_is_on_them() -> None:
    tiles = [Tile("15", "Møre og Romsdal", 274, "/fylke/15/", chosen=True), Tile("18", "Nordland", text="–")]
    drawn = picture('{% tile_map tiles "t" "d" %}', tiles=tiles)
    (link,) = drawn.iter("a")
    assert drawn.get("role") == "group"  # an image has no links in it for those who do not see it
    assert (link.get("href"), link.get("aria-current")) == ("/fylke/15/", "true")
    assert "".join(link.itertext()).split() == ["Møre", "og", "Romsdal", "274"]
    assert {rect.get("width") for rect in drawn.iter("rect")} == {str(SIDE)}


def test_tiles_that_lead_nowhere_are_an_image() -> None:
    drawn = picture('{% tile_map tiles "t" "d" %}', tiles=[Tile("55", "Troms - Romsa - Tromssa", 3)])
    assert "".join(drawn.itertext()).split() == ["t", "d", "Troms", "3"]
    assert drawn.get("role") == "img"
    assert len([part for part in drawn if part.get("class") == "sam-tiles__other"]) == len(FYLKE) - 1
    assert list(drawn.iter("a")) == []
