"""A state changes through an act alone, and there are no signals."""

from __future__ import annotations

import pytest

from tests.house.checks import flow, source
from tests.house.conftest import Plant, holds

ACTS = "src/samspel/needs/transitions.py"


def test_states_are_set_by_flow_alone() -> None:
    holds(flow.states(source.ROOT))


def test_there_are_no_signals() -> None:
    holds(flow.signals(source.ROOT))


@pytest.mark.parametrize(
    "text",
    [
        'need.state = "submitted"\n',
        'need.title, need.state = "x", "submitted"\n',
        'setattr(need, "state", "submitted")\n',
        'needs.filter(pk=1).update(state="submitted")\n',
        'needs.bulk_update(found, ["title", "state"])\n',
        'needs.bulk_update(found, fields=["state"])\n',
    ],
)
def test_a_state_set_by_hand_is_found(plant: Plant, text: str) -> None:
    assert flow.states(plant({ACTS: text})) == [f"{ACTS}:1: sets .state; only an act does, through flow"]


def test_flow_itself_sets_the_state(plant: Plant) -> None:
    assert flow.states(plant({"src/samspel/flow/transition.py": 'need.state = "submitted"\n'})) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("from django.dispatch import receiver\n", "django.dispatch: no signals; call the act"),
        ("from django.db.models.signals import post_save\n", "django.db.models.signals: no signals; call the act"),
        ("post_save.connect(f)\n", "post_save.connect(): no signals; call the act"),
    ],
)
def test_a_signal_is_found(plant: Plant, text: str, what: str) -> None:
    assert f"{ACTS}:1: {what}" in flow.signals(plant({ACTS: text}))


def test_a_database_connection_is_no_signal(plant: Plant) -> None:
    assert flow.signals(plant({ACTS: "import psycopg\npsycopg.connect(url)\n"})) == []
