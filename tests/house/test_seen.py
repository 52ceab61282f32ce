"""A record that an address names is found through a query that is told who asks."""

from __future__ import annotations

import pytest

from tests.house.checks import seen, source
from tests.house.conftest import Plant, holds

SCREEN = "src/samspel/web/owner/need.py"


def test_screens_say_who_asks_for_a_record() -> None:
    holds(seen.faults(source.ROOT))


@pytest.mark.parametrize(
    "body",
    ["queries.any_need(need_id)", "queries.any_need(pk=need_id)", "sheets.of(queries.any_need(need_id, at))"],
)
def test_a_record_looked_for_on_nobodys_behalf_is_found(plant: Plant, body: str) -> None:
    text = f"def need(request, need_id):\n    return show({body})\n"
    assert seen.faults(plant({SCREEN: text})) == [f"{SCREEN}::need:2: need_id: say who asks"]


@pytest.mark.parametrize(
    "body",
    [
        "queries.need_of(request.by, need_id)",
        "queries.need_of(by, need_id)",
        "queries.need_of(acting_as(request), need_id)",
        "show(request, need_id)",
        "redirect('owner-need', need_id)",
    ],
)
def test_one_looked_for_by_somebody_is_let_through(plant: Plant, body: str) -> None:
    text = f"def need(request, need_id):\n    return {body}\n"
    assert seen.faults(plant({SCREEN: text})) == []
