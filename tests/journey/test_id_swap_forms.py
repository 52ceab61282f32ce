"""Every id of a journey as what a form or a question of somebody else names."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse

from samspel.config.policy import POLICY
from samspel.flow.models import Entry
from samspel.tenancy.context import nation
from tests.journey.swapping import LATER, SEED, Told, fault, parts_of

pytestmark = pytest.mark.matrix
MANY = 100
FIELDS = ("id", "sak", "behov", "need", "row", "share", "present", "person", "caseworker", "recipient", "konto")


def test_no_id_of_the_journey_is_taken_from_a_form_of_others(
    journey: Told, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    chance, ids = Random(SEED), sorted(journey.record.ids)
    plain = [name for name in POLICY if not parts_of(name) and not POLICY[name].public and name != "choose"]
    tries = [(who, name, one) for who in journey.browsers if who != "nobody logged in" for name in plain for one in ids]
    if not pytestconfig.getoption("--whole"):
        tries = chance.sample(tries, k=MANY)
    faults = []
    for who, name, one in tries:
        for method in ("get", "post"):
            answer = getattr(journey.browsers[who], method)(
                reverse(name), {**dict.fromkeys(FIELDS, one), "act": "attest"}
            )
            faults.append(fault(who, f"{method} {name} with {one}", answer, refused=False))
    record_property("counted ids swapped into forms and questions", 2 * len(tries))
    assert [one for one in faults if one] == []
    with transaction.atomic(), nation():
        assert not Entry.objects.filter(record_id__in=[UUID(one) for one in ids], at=LATER).exists()
