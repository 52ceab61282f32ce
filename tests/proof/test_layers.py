"""What a record's own function shows is enough by itself: every door is open, and no row security stands behind it.

Whoever acts for somebody comes in everywhere, as the role they have, and the database hides nothing. The record and
all below it must then still be shown to those alone whom the matrix names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from tests.config.asking import Everybody, standing, with_open_doors, without_row_security
from tests.config.doors import LINES
from tests.config.everybody import EVERYBODY
from tests.config.table import TABLE, Row

pytestmark = pytest.mark.matrix
ROWS = [row for row in TABLE if LINES[row.name].roles and "GET" in LINES[row.name].methods]
SEED, MANY = "samspel", 6


@pytest.fixture(scope="module")
def alone(django_db_blocker: object) -> Iterator[Everybody]:
    """The world with nothing but its queries to guard it; what they refuse may then break a page."""
    with standing(django_db_blocker, "layers") as everybody, without_row_security(), with_open_doors():
        for browser in everybody.browsers.values():
            browser.raise_request_exception = False
        yield everybody


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_record_is_shown_to_those_it_is_for_alone(
    alone: Everybody, row: Row, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    come = list(EVERYBODY)
    if not pytestconfig.getoption("--whole"):
        come = Random(f"{SEED} {row}").sample(come, k=MANY)
    record_property("counted cells with open doors and no row security", len(come))
    assert [fault for name in come if (fault := alone.wrong_alone(row, name))] == []
