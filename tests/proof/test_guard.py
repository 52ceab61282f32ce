"""Every word of the policy and every check of the guard is put wrong in turn, and the matrix turns red.

A word of a line is tried on the rows of its address alone, by those it is about; a check of the guard on one row behind
each kind of door, on sessions of every kind, and on what the database is told. `samspel test` tries some that the seed
draws, `samspel proof` every one. A fault that nothing notices fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

import pytest
from django.db import connection

from samspel.tenancy.by import Role
from samspel.web.api import reading
from tests.config import systems
from tests.config.asking import Everybody, standing, with_open_doors
from tests.config.doors import LINES
from tests.config.everybody import EVERYBODY, NAMES, OWN, SAME
from tests.config.table import TABLE, Row
from tests.config.visits import OLD, VISITS, Visit, worth_showing
from tests.proof.guarding import METHODS, Gap, Slip, gaps, slips
from tests.proof.test_mutants import lot

pytestmark = pytest.mark.matrix
SEED, MANY = "samspel", 5
# Faults of the guard that change nothing for anybody, each with why. Whatever is here and is noticed is to go.
WHICH = "in which of several roles somebody comes who may come in any of them; it keeps nobody out"
ELSEWHERE: Mapping[str, str] = {
    "web.guard.role_for: bool(found) and found[-1] in OWNER | PARTNER without found[-1] in OWNER | PARTNER": WHICH,
    "web.guard.role_for: -1 if climbs else 0 if True": WHICH,
    "web.guard.role_for: -1 if climbs else 0 if False": WHICH,
    "web.acting.represented: kind == Provider.Kind.ANSATTPORTEN and parties without parties": (
        "where a login tells of nobody, there is nobody to act for either way"
    ),
}
# What reads the API to others refuses every method but reading once more: either is enough. What is asked for with
# one's own login is not read to others.
READ_TO_OTHERS = {name for name in LINES if name.startswith("api-")} - {f"api-{name}" for name in reading.OWN}
TWICE = {f"{name}: {method} or not" for name in READ_TO_OTHERS for method in METHODS[2:]}
ROWS = {name: [row for row in TABLE if row.name == name] for name in LINES}
OWNERS_OF_ROLES = {one.by.role: name for name, one in EVERYBODY.items() if one.relation is OWN}
FIRST = ["anonymous", "nobody", *OWNERS_OF_ROLES.values()]
FEW = ["anonymous", "nobody", "private", "kari", "owner reader", "caseworker", f"{Role.FORUM_SECRETARY} {SAME}"]


def kinds() -> Iterator[Row]:
    """Give a row behind each kind of door, one that shows a record to some where there is one."""
    found: dict[tuple[object, ...], Row] = {}
    for row in sorted(TABLE, key=lambda row: not row.seen_by):
        line = LINES[row.name]
        found.setdefault((line.public, line.signed_in, line.fresh, line.methods, bool(line.writers)), row)
    yield from found.values()
    yield from ROWS["forum-seats"]


KINDS = list(kinds())


@pytest.fixture(scope="module")
def everybody(django_db_blocker: object) -> Iterator[Everybody]:
    """The world of the matrix; what breaks behind a door that is wrong is an answer like any other."""
    with standing(django_db_blocker, "guard") as found:
        for browser in found.browsers.values():
            browser.raise_request_exception = False
        yield found


def tried(everybody: Everybody, fault: Slip | Gap) -> Iterator[str]:
    """Give what each request that consults what is wrong finds, those first that it is about."""
    yield from about_a_line(everybody, fault) if isinstance(fault, Slip) else about_the_guard(everybody)


def about_a_line(everybody: Everybody, slip: Slip) -> Iterator[str]:
    """Give what is found at the address of one line."""
    who = [name for name in NAMES if slip.role in everybody.roles[name]] if slip.role else FIRST
    for row in ROWS[slip.address]:
        for method in slip.methods:
            yield from (everybody.tried(row, name, method) for name in who)
        if "fresh" in slip.values:
            yield from (visit.wrong(everybody, row, "POST") for visit in VISITS if visit.age == OLD)


def about_the_guard(everybody: Everybody) -> Iterator[str]:
    """Give what is found behind each kind of door."""
    for row in KINDS:
        for method in ("GET", "POST", "PUT"):
            yield from (everybody.tried(row, name, method) for name in FEW)
    yield from systems.wrong(everybody)
    yield from (told_wrongly(everybody, name) for name in OWNERS_OF_ROLES.values())
    yield from (visit.wrong(everybody, row, way) for visit in VISITS for row in KINDS for way in visit.ways(row))
    for row in KINDS:
        for method in ("GET", "POST"):
            yield from (everybody.tried(row, name, method) for name in NAMES if name not in FEW)


def told_wrongly(everybody: Everybody, name: str) -> str:
    """Say what the database is told before a page is made for somebody, when it is not whose rows to show."""
    told: dict[str, str] = {}

    def noted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401
        for setting, _again, value in zip(*[iter(params or ())] * 3, strict=False) if "set_config" in sql else ():
            told.setdefault(setting, value)
        return execute(sql, params, many, context)

    with with_open_doors(), connection.execute_wrapper(noted):
        everybody.asks(ROWS["owner-home"][0], name, "GET")
    wanted = worth_showing(EVERYBODY[name])
    return (
        "" if {key: set(value.strip("{}").split(",")) for key, value in told.items()} == wanted else f"{name}: {told}"
    )


def noticed(everybody: Everybody, fault: Slip | Gap) -> bool:
    """Tell whether anything turns red when a word or a check is wrong."""
    with fault.alive():
        return any(tried(everybody, fault))


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_a_session_is_worth_what_it_is(
    everybody: Everybody, visit: Visit, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    rows = [row for row in TABLE if visit.demo or not LINES[row.name].public]
    if not pytestconfig.getoption("--whole"):
        rows = Random(f"{SEED} {visit.name}").sample(rows, k=8)
    asked = [(row, method) for row in rows for method in visit.ways(row)]
    record_property("counted requests of sessions that are old, over or another's", len(asked))
    assert [fault for row, method in asked if (fault := visit.wrong(everybody, row, method))] == []


def test_a_system_is_answered_as_its_secret_is_worth(everybody: Everybody) -> None:
    assert systems.wrong(everybody) == []


def test_the_database_is_told_whose_rows_it_may_show(everybody: Everybody) -> None:
    come = [name for name, one in EVERYBODY.items() if not one.ended]
    assert [fault for name in come if (fault := told_wrongly(everybody, name))] == []


def test_a_word_of_the_policy_that_is_wrong_is_noticed(
    everybody: Everybody, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    wrong, whole = list(slips()), pytestconfig.getoption("--whole")
    if not whole:
        wrong = sorted(wrong, key=lot)[:MANY]
    record_property("counted mutants of the policy's lines", len(wrong))
    survivors = {slip.name for slip in wrong if not noticed(everybody, slip)}
    assert survivors - TWICE == set()
    assert not whole or survivors == TWICE


def test_a_check_of_the_guard_that_is_gone_is_noticed(
    everybody: Everybody, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    gone, whole = list(gaps()), pytestconfig.getoption("--whole")
    assert set(ELSEWHERE) <= {gap.name for gap in gone}
    if not whole:
        gone = sorted((gap for gap in gone if gap.name not in ELSEWHERE), key=lot)[:MANY]
    record_property("counted mutants of the guard", len(gone))
    survivors = {gap.name for gap in gone if not noticed(everybody, gap)}
    assert survivors - set(ELSEWHERE) == set()
    assert not whole or set(ELSEWHERE) - survivors == set()
