"""Nothing is lost on the way: what goes into a place is as thick as what goes out of it."""

from __future__ import annotations

from graphlib import CycleError
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.web.components.plots import Link
from samspel.web.components.plots.flow import THICK, Band, arranged
from tests.web.components.plots.drawing import picture, texts

AMOUNTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 10**9)), min_size=1, max_size=12)


def conserving(drawn: list[tuple[int, int, int]]) -> list[Link]:
    """Links from a frame over schemes to receivers, where each scheme passes on what it gets."""
    last: dict[tuple[int, int], int] = {}
    for scheme, receiver, amount in drawn:
        last[scheme, receiver] = last.get((scheme, receiver), 0) + amount
    schemes = sorted({scheme for scheme, _ in last})
    into = {scheme: sum(amount for (one, _), amount in last.items() if one == scheme) for scheme in schemes}
    first = [Link("frame", f"scheme {scheme}", into[scheme]) for scheme in schemes]
    return first + [Link(f"scheme {one}", f"receiver {other}", amount) for (one, other), amount in last.items()]


@given(amounts=AMOUNTS)
def test_bands_are_as_thick_as_their_amounts_and_fill_their_nodes(amounts: list[tuple[int, int, int]]) -> None:
    links = conserving(amounts)
    nodes, bands, bottom = arranged(links)
    assert len(bands) == sum(link.amount > 0 for link in links)
    for node in nodes:
        ends = [(band.y2, band.thick) for band in bands if band.link.target == node.name]
        begins = [(band.y1, band.thick) for band in bands if band.link.source == node.name]
        for edge in filter(None, (ends, begins)):
            edge.sort()
            assert edge[0][0] == pytest.approx(node.top)
            for (top, thick), (following, _) in pairwise(edge):
                assert following == pytest.approx(top + thick)
            assert edge[-1][0] + edge[-1][1] == pytest.approx(node.top + node.tall)
        assert node.top + node.tall <= bottom + 1e-9
    per_krone = {round(band.thick / band.link.amount, 15) for band in bands}
    assert max(per_krone, default=0) - min(per_krone, default=0) < 1e-9


def test_places_stand_after_all_they_get_from() -> None:
    nodes, bands, _ = arranged([Link("a", "c", 5), Link("a", "b", 5), Link("b", "c", 5)])
    assert {node.name: node.column for node in nodes} == {"a": 0, "b": 1, "c": 2}
    assert all(band.x1 < band.x2 for band in bands)


def test_money_that_does_not_go_on_is_seen() -> None:
    nodes, bands, _ = arranged([Link("frame", "scheme", 100), Link("scheme", "owner", 60)])
    scheme = next(node for node in nodes if node.name == "scheme")
    assert sum(band.thick for band in bands if band.link.source == "scheme") == pytest.approx(0.6 * scheme.tall)


def test_what_goes_in_a_circle_is_refused() -> None:
    with pytest.raises(CycleError):
        arranged([Link("a", "b", 1), Link("b", "a", 1)])


def test_nothing_can_be_drawn() -> None:
    assert arranged([]) == ([], [], 0.0)
    assert arranged([Link("a", "b", 0)])[1] == []


def test_a_band_keeps_its_thickness_at_both_ends() -> None:
    path = Band(Link("a", "b", 1), THICK, 1.0, 50.0, 3.0, 2.0).path
    assert path == "M1.40 1.000C25.70 1.000 25.70 3.000 50.00 3.000V5.000C25.70 5.000 25.70 3.000 1.40 3.000Z"


def test_the_picture_says_where_to_and_how_much() -> None:
    drawn = picture('{% flow links "t" "d" unit="kr" %}', links=[Link("Ramme", "Regional ordning", 1000)])
    assert texts(drawn) == ["Ramme", "1\xa0000\xa0kr", "Regional ordning", "1\xa0000\xa0kr"]
    assert "Ramme → Regional ordning: 1\xa0000\xa0kr" in {title.text for title in drawn.iter("title")}
