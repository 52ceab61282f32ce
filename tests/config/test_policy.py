"""Every address × everybody × every method: the status that the table says, and no word meant for others.

The whole product is run by `samspel proof`; `samspel test` takes of it every address × method × role at least once,
in relations drawn by the seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from samspel.config.policy import POLICY
from samspel.tenancy.by import Role
from tests.config.asking import Everybody, standing
from tests.config.everybody import EVERYBODY, NAMES, NO_DESK, OWN, PLACES, Relation, desk_of
from tests.config.table import TABLE, Row

pytestmark = pytest.mark.matrix
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SEED = "samspel"


@pytest.fixture(scope="module")
def everybody(django_db_blocker: object) -> Iterator[Everybody]:
    """A database of the module's own, in which the world stands."""
    with standing(django_db_blocker, "matrix") as found:
        yield found


def coming(row: Row, method: str, *, whole: bool) -> list[str]:
    """Give who comes to an address with a method: everybody, or those that the seed draws, in every role there is.

    Where an address shows a record or takes a form, everybody whose own the records are comes too; with the other
    methods it is the address that counts, and one of its rows is enough.
    """
    if whole:
        return list(NAMES)
    asks = method in {"GET", "POST"} and method in POLICY[row.name].methods
    if not asks and row is not next(one for one in TABLE if one.name == row.name):
        return ["anonymous"]
    chance = Random(f"{SEED} {row} {method}")
    by_role: dict[Role, list[str]] = {}
    for name, one in EVERYBODY.items():
        by_role.setdefault(one.by.role, []).append(name)
    drawn = {chance.choice(names) for names in by_role.values()}
    if asks:
        drawn = set(chance.sample(sorted(drawn), k=6))
        drawn |= {name for name, one in EVERYBODY.items() if one.relation is OWN}
    return ["anonymous", "nobody", *(name for name in NAMES if name in drawn)]


def test_every_address_stands_in_the_table() -> None:
    assert {row.name for row in TABLE} == set(POLICY)


def test_everybody_has_a_role_in_each_relation_that_can_be() -> None:
    assert {role for role in Role if not desk_of(role)} == set(NO_DESK)
    there = {(one.by.role, one.relation) for one in EVERYBODY.values()}
    for role in set(Role) - set(NO_DESK):
        places = {relation for relation, place in PLACES[desk_of(role)].items() if not isinstance(place, str)}
        assert {relation for relation in Relation if (role, relation) in there} == places, role
        assert set(PLACES[desk_of(role)]) == set(Relation)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_an_address_answers_everybody_as_the_table_says(
    everybody: Everybody, row: Row, method: str, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    come = coming(row, method, whole=pytestconfig.getoption("--whole"))
    record_property("counted matrix cells", len(come))
    assert [fault for name in come if (fault := everybody.tried(row, name, method))] == []
