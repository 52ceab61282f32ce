"""The ground that a story is told on: people to meet, the forum's seats, and a worker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from samspel.tenancy.context import offices
from tests.cast import ROGALAND
from tests.journey import swapping
from tests.journey.people import Person
from tests.journey.somebody import Meet, Works
from tests.stories import forum
from tests.stories.journey import carried_out


@pytest.fixture
def meet(db: None) -> Meet:
    """Meet somebody of the cast at a moment."""
    return Person


@pytest.fixture
def worker(db: None) -> Works:
    """Let the worker do what waits in the outbox."""

    def works() -> None:
        with offices([ROGALAND.office]):
            carried_out()

    return works


@pytest.fixture
def seated(db: None) -> None:
    """Seat the forum by the acts, there being no screen for that yet."""
    with offices([ROGALAND.office]):
        forum.established()


@pytest.fixture(scope="module")
def journey(django_db_blocker: Any) -> Iterator[swapping.Told]:  # noqa: ANN401 - pytest-django does not name its type
    """A whole journey told once for a file, and the others who come after it."""
    yield from swapping.told_apart(django_db_blocker.unblock())
