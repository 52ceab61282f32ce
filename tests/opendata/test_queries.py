"""The account is filtered, summed and grouped the same way everywhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from samspel.opendata import queries, transitions
from samspel.opendata.queries import Filter, Group, Sums
from tests.cast import SYSTEM, OfficeCast
from tests.stories import rows

AT = datetime(2023, 5, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.api


@pytest.fixture
def account(rogaland: OfficeCast) -> None:
    """Two awards: Fjordvik with its partner over two years, and Trollskogen alone."""
    shares = (("fjordvik", 2023, 70_000), ("hiv", 2023, 30_000), ("fjordvik", 2024, 50_000))
    transitions.publish(rows.decision(1, shares), by=SYSTEM, at=AT)
    transitions.publish(rows.decision(2, (("trollskogen", 2023, 10_000),)), by=SYSTEM, at=AT)


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), Sums(4, 160_000, 0, 0)),
        (Filter(year=2023), Sums(3, 110_000, 0, 0)),
        (Filter(recipient="210000046"), Sums(1, 30_000, 0, 0)),
        (Filter(owner="210000011", year=2024), Sums(1, 50_000, 0, 0)),
        (Filter(kind="private-owner"), Sums(1, 10_000, 0, 0)),
        (Filter(scheme="regional", kommune=""), Sums(4, 160_000, 0, 0)),
        (Filter(scheme="nothing"), Sums(0, 0, 0, 0)),
        (Filter(text="høgskulen"), Sums(1, 30_000, 0, 0)),
        (Filter(text="språkmiljø 2"), Sums(1, 10_000, 0, 0)),
        (Filter(text="100%"), Sums(0, 0, 0, 0)),
    ],
)
def test_the_account_is_filtered_and_summed(wanted: Filter, expected: Sums) -> None:
    assert queries.sums(queries.awards(wanted)) == expected


@pytest.mark.usefixtures("account")
def test_the_largest_receiver_comes_first_and_years_come_in_order() -> None:
    lines = queries.grouped(queries.awards(), Group.RECIPIENT)
    assert [(line.name, line.sums.awarded_nok) for line in lines] == [
        ("Fjordvik kommune", 120_000),
        ("Høgskulen i vest", 30_000),
        ("Trollskogen barnehage SA", 10_000),
    ]
    assert [line.key for line in queries.grouped(queries.awards(), Group.YEAR)] == ["2023", "2024"]


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("group", list(Group))
def test_every_group_adds_up_to_the_whole(group: Group) -> None:
    assert sum(line.sums.awarded_nok for line in queries.grouped(queries.awards(), group)) == 160_000


@pytest.mark.usefixtures("account")
def test_what_there_is_to_choose_from_is_what_the_account_holds() -> None:
    assert queries.years() == [2024, 2023]
    assert queries.schemes() == [("regional", "2021")]
    assert queries.kommuner() == []
    assert queries.name_of(Group.RECIPIENT, "210000046") == "Høgskulen i vest"
    assert queries.name_of(Group.YEAR, "2023") == "2023"
    assert queries.name_of(Group.OWNER, "nobody") == ""
