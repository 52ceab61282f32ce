"""The ground that a story is told on: people to meet, the forum's seats, and a worker."""

from __future__ import annotations

import pytest

from samspel.tenancy.context import offices
from tests.cast import ROGALAND
from tests.journey.people import Person
from tests.journey.somebody import Meet, Works
from tests.stories import forum, journey


@pytest.fixture
def meet(db: None) -> Meet:
    """Meet somebody of the cast at a moment."""
    return Person


@pytest.fixture
def worker(db: None) -> Works:
    """Let the worker do what waits in the outbox."""

    def works() -> None:
        with offices([ROGALAND.office]):
            journey.carried_out()

    return works


@pytest.fixture
def seated(db: None) -> None:
    """Seat the forum by the acts, there being no screen for that yet."""
    with offices([ROGALAND.office]):
        forum.established()
