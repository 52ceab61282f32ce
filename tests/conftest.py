"""What every test stands on: real PostgreSQL as the role `app`, the cast, and offices entered on purpose."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from tests import databases

# A property holds or it does not, however busy the machine is.
hypothesis.settings.register_profile("samspel", deadline=None)
hypothesis.settings.load_profile("samspel")
STAY = databases.Stay()
TEMPLATE = databases.template()
os.environ.update(databases.environment_of(databases.clone(databases.PROCESS, TEMPLATE)))

import django  # noqa: E402  the settings read the environment that was made above

django.setup()
# What is loaded now stays, and a test leaves little in circles: looking for what can go takes a tenth of the time.
gc.freeze()
gc.set_threshold(100_000, 50, 100)
# The processes that pytest starts beside this one must not read the settings before they have a database of their own.
del os.environ["DJANGO_SETTINGS_MODULE"]

from django.db import connections  # noqa: E402
from django.utils import translation  # noqa: E402

from samspel.cli import static, translations  # noqa: E402
from samspel.tenancy.context import offices  # noqa: E402
from tests import cast  # noqa: E402

with databases.locked("made"):
    translations.compile()
    static.collect()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the story's pictures be kept: `./samspel docs pictures` asks for that."""
    parser.addoption("--pictures", action="store_true", help="keep the pictures that the documents show")
    parser.addoption("--whole", action="store_true", help="try all of what is otherwise tried by a seeded sample")


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401 - pytest does not name its type
    """Say how much was tried, and in what time: what tests have `counted`, added up over all of them."""
    counts: dict[str, tuple[int, float]] = {}
    for report in [report for reports in terminalreporter.stats.values() for report in reports]:
        for name, count in getattr(report, "user_properties", ()):
            if getattr(report, "when", "") == "call" and name.startswith("counted "):
                many, took = counts.get(name, (0, 0.0))
                counts[name] = many + count, took + report.duration
    for name, (many, took) in sorted(counts.items()):
        terminalreporter.write_line(f"{name.removeprefix('counted ')}: {many:,} in {took:.0f} s")


def pytest_unconfigure() -> None:
    """Drop this process's database, and stop the server when nobody else is using it."""
    for connection in connections.all():
        connection.close()
    databases.drop(databases.PROCESS)
    STAY.end()


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database is there already: a clone of the template with the cast in it."""


@pytest.fixture(autouse=True)
def _bokmaal() -> Iterator[None]:
    """Every test begins in bokmål, whatever the one before it chose."""
    with translation.override("nb"):
        yield


@pytest.fixture
def rogaland(db: None) -> Iterator[cast.OfficeCast]:
    """The office of the stories, entered for the length of the test."""
    with offices([cast.ROGALAND.office]):
        yield cast.ROGALAND


@pytest.fixture
def real_database(django_db_blocker: object) -> Iterator[str]:
    """A database of the test's own, in which transactions are real; gives its name."""
    name = f"{databases.PROCESS}_own"
    databases.clone(name, TEMPLATE)
    swap(name)
    try:
        with django_db_blocker.unblock():  # type: ignore[attr-defined]
            yield name
    finally:
        swap(databases.PROCESS)
        databases.drop(name)


def swap(name: str) -> None:
    """Point Django's connections at another test database."""
    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name
