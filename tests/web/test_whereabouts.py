"""The way of a need on the page: what is behind it, where it stands, what is to come."""

from __future__ import annotations

import pytest

from samspel.journey.stages import Stage
from samspel.journey.where import Where
from samspel.web import whereabouts


def states(found: Where) -> list[str]:
    return [step.state for step in whereabouts.way(found)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Where(Stage.DRAFT), ["now", "later", "later", "later", "later", "later"]),
        (Where(Stage.FORUM), ["done", "done", "now", "later", "later", "later"]),
        (Where(Stage.PAYMENT, has_forum=False), ["done", "done", "done", "now", "later"]),
        (Where(Stage.REJECTED), ["done", "done", "done", "now"]),
        (Where(Stage.WITHDRAWN), ["now"]),
        (Where(Stage.DONE), ["done"] * 6),
    ],
)
def test_the_way_shows_where_the_need_stands(found: Where, expected: list[str]) -> None:
    assert states(found) == expected


def test_what_comes_next_stands_at_the_step_where_the_need_is() -> None:
    steps = whereabouts.way(Where(Stage.RECEIVED, "Embetet", "Embetet ser over."))
    assert [step.text for step in steps] == ["", "Embetet ser over.", "", "", "", ""]


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_word_and_a_colour(stage: Stage) -> None:
    shown = whereabouts.for_page(Where(stage))
    assert shown.label
    assert shown.color in {"accent", "info", "success", "warning", "neutral"}
