"""Whatever path is taken to the database, a frame is not overspent and a movement is not edited."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from samspel.flow.refusal import Refused
from samspel.ledger import transitions
from samspel.ledger.models import Frame, Movement
from samspel.ledger.transitions import Posting
from samspel.tenancy.context import offices
from tests import databases
from tests.cast import ROGALAND, OfficeCast
from tests.stories import ledger

pytestmark = pytest.mark.money
NOW = datetime(2023, 5, 2, 9, tzinfo=UTC)
BY = ROGALAND.decider
THREADS = 16


class Money(RuleBasedStateMachine):
    """Any acts in any order on two frames; a plain sum of the movements is the model."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.frames = [ledger.frame(year=year, amount_nok=0).pk for year in (2023, 2024)]

    @rule(
        verb=st.sampled_from(["commit", "release", "pay", "recover"]),
        amounts=st.lists(st.tuples(st.booleans(), st.integers(-5, 1_000)), min_size=1, max_size=3),
    )
    def move(self, verb: str, amounts: list[tuple[bool, int]]) -> None:
        postings = [Posting(self.frames[which], amount_nok, key=uuid4()) for which, amount_nok in amounts]
        try:
            getattr(transitions, verb)(postings, by=BY, at=NOW)
        except Refused:
            return

    @rule(which=st.booleans(), amount_nok=st.integers(1, 2_000))
    def grant(self, which: bool, amount_nok: int) -> None:
        frame = Frame.objects.get(pk=self.frames[which])
        transitions.grant(frame, amount_nok=amount_nok, key=uuid4(), by=BY, at=NOW)

    @invariant()
    def the_sums_are_those_of_the_movements_and_within_the_frame(self) -> None:
        for frame in Frame.objects.filter(pk__in=self.frames):
            moved = dict.fromkeys(Movement.Kind.values, 0)
            for movement in Movement.objects.filter(frame=frame):
                moved[movement.kind] += movement.amount_nok
            assert frame.granted_nok == moved["granted"]
            assert frame.committed_nok == moved["committed"] - moved["released"]
            assert frame.paid_nok == moved["paid"] - moved["recovered"]
            assert 0 <= frame.paid_nok <= frame.committed_nok <= frame.granted_nok

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)


def test_whatever_is_done_the_sums_are_those_of_the_movements(rogaland: OfficeCast) -> None:
    run_state_machine_as_test(Money, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))


@pytest.fixture
def frame_id(real_database: str) -> UUID:
    """A frame of 100 000 kr that has been committed to the database."""
    with transaction.atomic(), offices([ROGALAND.office]):
        frame = ledger.frame(amount_nok=100_000)
        transitions.commit([Posting(frame.pk, 10_000, key=uuid4())], by=BY, at=NOW)
        return frame.pk


@pytest.fixture
def raw(real_database: str, frame_id: UUID) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A raw connection as the role `app` with the office entered."""
    with psycopg.connect(databases.addresses(real_database).app) as connected:
        connected.execute("select set_config('samspel.offices', %s, false)", [f"{{{ROGALAND.office}}}"])
        yield connected


@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_frame set committed_nok = granted_nok + 1",
        "update ledger_frame set paid_nok = committed_nok + 1",
        "update ledger_frame set paid_nok = -1",
        "update ledger_frame set granted_nok = committed_nok - 1",
    ],
)
def test_raw_sql_cannot_overspend(raw: psycopg.Connection[tuple[object, ...]], statement: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="ledger_frame_is_never_overspent"):
        raw.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["update ledger_movement set amount_nok = 1", "delete from ledger_movement", "truncate ledger_movement"],
)
def test_raw_sql_cannot_change_a_movement(raw: psycopg.Connection[tuple[object, ...]], statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute(statement)


def test_sixteen_threads_that_bind_money_at_once_never_overspend(frame_id: UUID) -> None:
    seed = random.randrange(10**6)
    chance, start = random.Random(seed), Barrier(THREADS)
    amounts = [[chance.randint(1, 4_000) for _ in range(5)] for _ in range(THREADS)]

    def bind(mine: list[int]) -> int:
        bound = 0
        start.wait()
        for amount_nok in mine:
            try:
                with transaction.atomic(), offices([ROGALAND.office]):
                    transitions.commit([Posting(frame_id, amount_nok, key=uuid4())], by=BY, at=NOW)
                    bound += amount_nok
            except Refused:
                continue
        connection.close()
        return bound

    with ThreadPoolExecutor(THREADS) as threads:
        bound = sum(threads.map(bind, amounts))
    with transaction.atomic(), offices([ROGALAND.office]):
        frame = Frame.objects.get(pk=frame_id)
    assert frame.committed_nok == 10_000 + bound <= 100_000, f"seed {seed}"
    assert bound > 90_000 - 4_000, f"seed {seed}"
