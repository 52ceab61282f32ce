"""Every address × everybody × every method: the status that the table says, and no word meant for others.

The whole product is run by `samspel proof`; `samspel test` takes of it every address × method × role, in relations
drawn by the seed, and for every record somebody who may see it and somebody whom nothing but the record keeps out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from samspel.config.policy import POLICY
from samspel.tenancy.by import Role
from samspel.web.guard import PolicyLine, role_for
from tests.config.asking import Everybody, standing
from tests.config.doors import LINES, SAID
from tests.config.everybody import EVERYBODY, NAMES, NO_DESK, PLACES, Relation, desk_of
from tests.config.table import TABLE, Row

pytestmark = pytest.mark.matrix
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SEED = "samspel"
FIRST = {row.name: row for row in reversed(TABLE)}
ROLES: dict[Role, list[str]] = {}
DESKS: dict[str, list[str]] = {}
for _name, _one in EVERYBODY.items():
    ROLES.setdefault(_one.by.role, []).append(_name)
    DESKS.setdefault(_one.desk, []).append(_name)


@pytest.fixture(scope="module")
def everybody(django_db_blocker: object) -> Iterator[Everybody]:
    """A database of the module's own, in which the world stands."""
    with standing(django_db_blocker, "matrix") as found:
        yield found


def coming(row: Row, method: str, *, whole: bool) -> list[str]:
    """Give who comes to an address with a method: everybody, or those that the seed draws.

    Once for each address it is one of every role; of every desk, where the method is refused before anything is asked.
    To every record come those too whom the policy lets in, one whom the record is for and one whom it is not.
    """
    if whole:
        return list(NAMES)
    chance, line = Random(f"{SEED} {row} {method}"), LINES[row.name]
    drawn: set[str] = set()
    if row is FIRST[row.name]:
        each = ROLES if method in line.methods else DESKS
        drawn = {"anonymous", "nobody", *(chance.choice(names) for names in each.values())}
    if method in {"GET", "POST"} and method in line.methods and row.seen_by is not None:
        let_in = [name for role in Role if role_for(line, method, frozenset({role})) for name in ROLES.get(role, ())]
        for some in ([one for one in let_in if (one in row.seen_by) is seen] for seen in (True, False)):
            drawn |= {chance.choice(some)} if some else set()
    return [name for name in NAMES if name in drawn]


def test_every_address_stands_in_the_table() -> None:
    assert {row.name for row in TABLE} == set(POLICY)


def test_the_policy_is_as_the_doors_say() -> None:
    """A new address is written into `DOORS`, under what it lets whom do."""
    assert set(POLICY) - set(SAID) == set()
    assert [name for name, line in POLICY.items() if open_to(line) != open_to(SAID[name])] == []


def open_to(line: PolicyLine) -> tuple[object, ...]:
    """Give who may do what by a line."""
    return line.roles, line.writers, line.methods, line.public, line.signed_in, line.fresh


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
