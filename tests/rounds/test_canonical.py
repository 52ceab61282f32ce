"""Whatever round a file tells: loaded twice is loaded once, and what is stored is the file in its canonical form."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.rounds.canonical import canonical, to_bytes
from samspel.rounds.dumping import dump
from samspel.rounds.loading import load
from samspel.rounds.reading import read
from tests.cast import ROGALAND
from tests.rounds import practice

pytestmark = pytest.mark.round
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
# What people type: any script and sign, but no control characters, and not blank where an answer is asked for.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=120).map(
    lambda typed: f"Svar: {typed}".strip()
)
TEXTS = ("assessment", "involvement", "measure", "goal")


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """A round with one to three needs, as far along the journey as it happens, answered in any words."""
    wanted = draw(st.lists(st.sampled_from(practice.refs()), min_size=1, max_size=3, unique=True))
    file = practice.some(wanted, draw(st.sampled_from(practice.STAGES)))
    for need in file["needs"]:
        for field in TEXTS:
            need[field] = draw(WORDS)
        for line in need["budget"]:
            if "recommendation" not in file:
                line["amount_nok"] = draw(st.integers(1, 500_000))
    return file


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files())
def test_a_round_is_stored_as_its_canonical_form_and_twice_is_once(rogaland: object, file: dict[str, Any]) -> None:
    content = json.dumps(file).encode()
    before = transaction.savepoint()
    try:
        load(read(content), at=NOW)
        call = Call.objects.get(office=ROGALAND.office)
        told = canonical(read(content))
        # The office of the tests was there before, and keeps its own address.
        assert to_bytes({**canonical(dump(call.office, call.ref)), "office": told["office"]}) == to_bytes(told)
        entries = Entry.objects.count()
        load(read(content), at=NOW)
        assert Entry.objects.count() == entries
    finally:
        transaction.savepoint_rollback(before)


@given(st.permutations(list(practice.whole()["needs"])))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_needs_in_a_file_means_nothing(needs: list[Any]) -> None:
    file = practice.whole() | {"needs": needs}
    assert to_bytes(canonical(read(json.dumps(file).encode()))) == practice.text().encode()


def test_the_practice_files_stand_in_their_canonical_form() -> None:
    for path in sorted(practice.DEMO.glob("*-rogaland-*.json")):
        assert to_bytes(canonical(read(path.read_bytes()))) == path.read_bytes(), path.name
