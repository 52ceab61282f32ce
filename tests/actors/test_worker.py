"""The nightly errand: every register is asked, whatever the others did, and in the demo none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django import app

from samspel.actors import worker
from samspel.actors.models import ClientQuestion
from samspel.actors.registers import checking
from samspel.actors.roles import clients
from tests.cast import KARI, OfficeCast


@pytest.mark.parametrize(("demo", "asked"), [(False, ["nbr", "nsr", "brreg", "klass"]), (True, [])])
def test_every_register_is_asked_but_in_the_demo_none(
    demo: bool, asked: list[str], monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    found: list[str] = []

    def ask(register: str, *, at: datetime, tell: object) -> None:
        assert at.tzinfo is not None
        found.append(register)

    settings.DEMO = demo  # type: ignore[attr-defined]
    monkeypatch.setattr(checking, "ask", ask)
    worker.ask_the_registers(0)
    assert found == asked


def test_it_is_done_every_night() -> None:
    nightly = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == "samspel.registers"]
    assert [one.cron for one in nightly] == [worker.NIGHTLY]


@pytest.mark.parametrize(("demo", "left"), [(False, ["ny"]), (True, ["gammel", "ny"])])
def test_what_systems_asked_is_forgotten_after_thirty_days_but_in_the_demo_never(
    rogaland: OfficeCast, demo: bool, left: list[str], settings: object
) -> None:
    now = datetime.now(UTC)
    for key, ago in (("gammel", timedelta(days=31)), ("ny", timedelta(days=29))):
        clients.asked_before(KARI, key=key, sent="a" * 64, at=now - ago)
    settings.DEMO = demo  # type: ignore[attr-defined]
    worker.forget_questions(0)
    assert sorted(ClientQuestion.objects.values_list("key", flat=True)) == left


def test_what_is_asked_again_once_it_is_forgotten_is_a_new_question(rogaland: OfficeCast) -> None:
    now = datetime.now(UTC)
    first = clients.asked_before(KARI, key="a", sent="a" * 64, at=now - timedelta(days=31))
    assert clients.asked_before(KARI, key="a", sent="a" * 64, at=now).pk == first.pk
    assert clients.forget_questions(now) == 1
    assert clients.asked_before(KARI, key="a", sent="b" * 64, at=now).pk != first.pk
