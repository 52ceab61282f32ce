"""The registers in words: why an answer was not taken in, what a run did, and how old what we know is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspel.actors.models import RegisterRun
from samspel.actors.registers import weighing
from samspel.web import registers as words_of
from tests.stories import registers
from tests.stories.registers import LOADED
from tests.web.desk import words

FACTS = {
    "count": 30,
    "of": 300,
    "kind": "primary",
    "now": 10,
    "before": 40,
    "field": "Navn",
    "where": "310000019",
    "orgnr": "1",
    "number": "2",
    "name": "x",
    "other": "y",
    "day": "z",
}

OTHERS = (
    "owner-missing",
    "owner-deleted",
    "owner-name",
    "kommune-new",
    "kommune-gone",
    "kommune-name",
    "closing",
    "owners-lost",
    "turned",
    "short",
    "unreadable",
    "silent",
)


@pytest.mark.parametrize("code", [*weighing.CODES.values(), *OTHERS])
def test_every_reason_has_a_sentence_without_holes(code: str) -> None:
    said = words_of.sentence({"code": code, **FACTS})
    assert said.endswith(".")
    assert "%" not in said


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (RegisterRun(), "Ingen endringer."),
        (RegisterRun(created=1, changed=2, closed=1, asked=3), "1 ny, 2 endret, 1 nedlagt, 3 spørsmål"),
        (RegisterRun(created=2), "2 nye"),
        (RegisterRun(refused="x"), ""),
        (RegisterRun(findings=[{"code": "kommune-new"}]), "1 avvik fra det vi vet."),
    ],
)
def test_what_a_run_did(run: RegisterRun, said: str) -> None:
    assert words_of.did(run) == said


@pytest.mark.django_db
def test_public_pages_say_when_the_registers_answered_and_that_one_did_not() -> None:
    registers.placed()
    page = reverse("public-unit", args=["310000019"])
    assert "Nasjonalt barnehageregister, juli 2026" in words(Client().get(page))
    RegisterRun.objects.create(loaded_at=LOADED, source="nbr")
    said = words(Client().get(page))
    assert "hentet 1. september 2026" in said
    assert "svarte ikke" not in said
    fails(outcome="silent")
    assert "barnehageregister svarte ikke 2. september 2026. Opplysningene er fra 1. september 2026." in words(
        Client().get(page)
    )
    RegisterRun.objects.create(loaded_at=LOADED + timedelta(days=2), source="nbr")
    assert "svarte ikke" not in words(Client().get(page))
    fails(outcome="held", days=3)
    assert "svarte ikke" not in words(Client().get(page))


def fails(outcome: str, days: int = 1) -> None:
    RegisterRun.objects.create(
        loaded_at=LOADED + timedelta(days=days), source="nbr", outcome=outcome, refused="x", findings=[]
    )
