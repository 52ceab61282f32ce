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
        ("x = Need.objects.all()\n", ".objects: ask a query of the step"),
        ("x = Need._default_manager\n", "._default_manager: ask a query of the step"),
        ("need.save()\n", ".save(): call an act of the step"),
        ("need.delete()\n", ".delete(): call an act of the step"),
        ("from django.db import connection\n", "django.db.connection: ask a query of the step"),
    ],
)
def test_a_screen_that_goes_to_the_database_is_found(plant: Plant, text: str, what: str) -> None:
    assert screens.database(plant({SCREEN: text})) == [f"{SCREEN}:1: {what}"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("def submit(request): ...\n", "takes a request; pass who (`by`) and when (`at`)"),
        ("from django.http import HttpRequest\n", "django.http: HTTP belongs in web/"),
    ],
)
def test_a_step_that_knows_of_a_request_is_found(plant: Plant, text: str, what: str) -> None:
    assert f"src/samspel/needs/rules.py:1: {what}" in screens.requests(plant({"src/samspel/needs/rules.py": text}))
