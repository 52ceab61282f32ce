"""Screens ask queries and call acts; nothing below them knows of a request."""

from __future__ import annotations

import pytest

from tests.house.checks import screens, source
from tests.house.conftest import Plant, holds

SCREEN = "src/samspel/web/owner/need.py"


def test_screens_go_through_queries_and_acts() -> None:
    holds(screens.database(source.ROOT))


def test_nothing_below_the_screens_takes_a_request() -> None:
    holds(screens.requests(source.ROOT))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        *[(f"x = Need.{name}\n", f".{name}: ask a query of the step") for name in sorted(screens.MANAGERS)],
        *[(f"need.{name}()\n", f".{name}(): call an act of the step") for name in sorted(screens.WRITES)],
        ("from django.db import connection\n", "django.db.connection: ask a query of the step"),
        ("from django.db import connections\n", "django.db.connections: ask a query of the step"),
        ("import psycopg\n", "psycopg: ask a query of the step"),
    ],
)
def test_a_screen_that_goes_to_the_database_is_found(plant: Plant, text: str, what: str) -> None:
    assert screens.database(plant({SCREEN: text})) == [f"{SCREEN}:1: {what}"]


@pytest.mark.parametrize("file", ["src/samspel/needs/rules.py", "src/samspel/adapters/post.py"])
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("def submit(request): ...\n", "takes a request; pass who (`by`) and when (`at`)"),
        *[(f"import {name}\n", f"{name}: HTTP belongs in web/") for name in screens.HTTP],
    ],
)
def test_a_module_below_the_screens_that_knows_of_a_request_is_found(
    plant: Plant, file: str, text: str, what: str
) -> None:
    assert screens.requests(plant({file: text})) == [f"{file}:1: {what}"]
