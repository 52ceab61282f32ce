"""What is missing before work can be done is named, and asking costs little."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samspel.flow import health

pytestmark = pytest.mark.django_db


def beat(ago: timedelta) -> None:
    """Let a worker have been heard of some time ago."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (%s)", [timezone.now() - ago])


def test_a_worker_that_is_silent_for_a_minute_is_missing() -> None:
    beat(timedelta(seconds=59))
    assert health.missing() == []
    beat(timedelta(seconds=61))
    assert health.missing() == ["worker"]


def test_a_database_behind_the_code_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "newest", lambda: frozenset({("needs", "9999_not_yet")}))
    assert health.missing() == ["migrations"]


def test_asking_takes_four_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    health.newest()
    with django_assert_num_queries(4):
        health.missing()
