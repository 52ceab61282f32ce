"""Thousands of queries as the role `app` with no office entered, or the wrong one: not a row of Rogaland's is seen.

The same queries see rows when the office is entered, and each table's rows are seen when its policies are lifted: both
are tried too, so that the silence means something.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from random import Random

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests import databases
from tests.cast import AGDER, ROGALAND, id_of
from tests.config.asking import Everybody, standing
from tests.config.doors import LINES
from tests.config.everybody import EVERYBODY
from tests.config.table import TABLE

pytestmark = pytest.mark.rls
Raw = psycopg.Connection[tuple[object, ...]]
SEED, MANY = "samspel", 5_000
OFFICES, NATION, PARTY = "samspel.offices", "samspel.nation", "samspel.party"
HERE = f"office_id = '{ROGALAND.office}'"
WRONG: Mapping[str, Mapping[str, str]] = {
    "nothing is set": {},
    "no office": {OFFICES: ""},
    "an empty list": {OFFICES: "{}"},
    "another office": {OFFICES: f"{{{AGDER.office}}}"},
    "an office that is not there": {OFFICES: f"{{{id_of('nowhere')}}}"},
    "many offices that are not there": {OFFICES: "{" + ",".join(str(id_of(f"nowhere {n}")) for n in range(40)) + "}"},
    "an organisation for an office": {OFFICES: f"{{{id_of('fjordvik')}}}"},
    "a name for an office": {OFFICES: "rogaland"},
    "a star for all": {OFFICES: "{*}"},
    "a piece of SQL": {OFFICES: f"{{{AGDER.office}}}' or true --"},
    "nobody's party": {OFFICES: "{}", PARTY: str(id_of("nobody"))},
    "an empty party": {OFFICES: "{}", PARTY: ""},
    "the nation off": {OFFICES: "{}", NATION: "off"},
    "the nation as good as on": {OFFICES: "{}", NATION: "true"},
}  # fmt: skip
# What the world of the matrix has no rows of; and what counts across offices and tells nothing else.
EMPTY: set[str] = set()
SEE_PAST = {"feedback_given_since"}
# Each asks for rows of one table, or what follows from them; {t} is the table and {u} another.
KINDS: Mapping[str, str] = {
    "rows": "select * from {t} where {here}",
    "whole rows": "select t from {t} t where t.{here}",
    "count": "select nullif(count(*), 0) from {t} where {here}",
    "exists": "select 1 where exists (select from {t} where {here})",
    "a value": "select max(id::text) from {t} where {here}",
    "an array": "select array_agg(id) from {t} where {here}",
    "json": "select jsonb_agg(to_jsonb(t)) from {t} t where t.{here}",
    "a filter": "select nullif(count(*) filter (where {here}), 0) from {t}",
    "groups": "select office_id, count(*) from {t} where {here} group by grouping sets ((office_id))",
    "a window": "select row_number() over (order by id) from {t} where {here}",
    "a join": "select t.id from tenancy_office o join {t} t on t.office_id = o.id where t.{here}",
    "an outer join": "select t.id from tenancy_office o left join {t} t on t.office_id = o.id where t.{here}",
    "two tables": "select t.id, u.id from {t} t, {u} u where t.{here} and u.{here}",
    "lateral": "select x.id from tenancy_office o, lateral (select id from {t} where office_id = o.id) x, {t} y "
    "where y.id = x.id and y.{here}",
    "a subquery": "select name from tenancy_office where id in (select office_id from {t} where {here})",
    "a scalar": "select x from (select (select id from {t} where {here} limit 1) x) y where x is not null",
    "a CTE": "with found as materialized (select * from {t}) select id from found where {here}",
    "recursion": "with recursive r as (select id from {t} where {here} union select id from r) select * from r",
    "a union": "select id from {t} where {here} union all select id from {u} where {here}",
    "for update": "select id from {t} where {here} for update",
    "a function in the filter": "select id from {t} where {here} and pg_typeof(id)::text <> ''",
    "an order that looks": "select 1 from {t} where {here} order by (id = '{nobody}')::int / 1 limit 1",
    "generated": "select id from generate_series(1, 2) g, {t} where {here}",
    "statistics": "select most_common_vals::text, histogram_bounds::text from pg_stats where tablename = '{t}'",
}


@pytest.fixture(scope="module")
def everybody(django_db_blocker: object) -> Iterator[Everybody]:
    """The world of the matrix, in which nearly every table has rows of Rogaland's."""
    with standing(django_db_blocker, "raw") as found:
        yield found


@pytest.fixture(scope="module")
def app(everybody: Everybody) -> Iterator[Raw]:
    """A raw connection to it as the role `app`."""
    with psycopg.connect(databases.addresses(str(connection.settings_dict["NAME"])).app) as raw:
        yield raw


@pytest.fixture(scope="module")
def owner(everybody: Everybody) -> Iterator[Raw]:
    """A raw connection to it as the role that owns the tables."""
    url = databases.addresses(str(connection.settings_dict["NAME"])).owner
    with psycopg.connect(url, autocommit=True) as raw:
        yield raw


@pytest.fixture(scope="module")
def filled(owner: Raw) -> list[str]:
    """The tables behind forced policies that have rows of Rogaland's."""
    owner.execute("analyze")
    return [name for name in isolated(owner) if sees(owner, KINDS["count"], name, name)]


def isolated(raw: Raw) -> list[str]:
    rows = raw.execute(
        "select relname from pg_class where relforcerowsecurity and relnamespace = 'public'::regnamespace order by 1"
    )
    return [str(name) for (name,) in rows]


def query(kind: str, table: str, other: str) -> str:
    return kind.format(t=table, u=other, here=HERE, nobody=id_of("nobody"))


def sees(raw: Raw, kind: str, table: str, other: str, *, prepare: bool = False) -> bool:
    """Tell whether a query gives anything at all."""
    rows = raw.execute(sql.SQL(query(kind, table, other)), prepare=prepare).fetchall()
    return any(value is not None for row in rows for value in row)


def entered(raw: Raw, settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        raw.execute("select set_config(%s, %s, true)", [name, value])


def test_no_query_without_the_right_office_sees_a_row(
    app: Raw, owner: Raw, record_property: Callable[..., None]
) -> None:
    chance, tables, seen, refused = Random(SEED), isolated(owner), [], 0
    for _number in range(MANY):
        wrong, kind = chance.choice(list(WRONG)), chance.choice(list(KINDS))
        table, other = chance.choice(tables), chance.choice(tables)
        try:
            with app.transaction(force_rollback=True):
                entered(app, WRONG[wrong])
                if sees(app, KINDS[kind], table, other, prepare=chance.random() < 0.2):
                    seen.append(f"{kind} of {table} with {wrong}")
        except (psycopg.errors.DataError, psycopg.errors.InsufficientPrivilege):
            refused += 1
    record_property("counted raw queries with the wrong office or none", MANY)
    assert seen == []
    assert refused < MANY // 3


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"for update", "statistics"}])
def test_the_same_query_sees_rows_when_the_office_is_entered(app: Raw, filled: list[str], kind: str) -> None:
    with app.transaction(force_rollback=True):
        entered(app, {OFFICES: f"{{{ROGALAND.office}}}", PARTY: str(id_of("fjordvik"))})
        assert [table for table in filled if not sees(app, KINDS[kind], table, table)] == []


def test_a_table_whose_policies_are_lifted_is_seen_at_once(
    app: Raw, owner: Raw, filled: list[str], record_property: Callable[..., None]
) -> None:
    unseen = []
    for table in filled:
        owner.execute(f"alter table {table} disable row level security")
        try:
            with app.transaction(force_rollback=True):
                entered(app, WRONG["another office"])
                if not sees(app, KINDS["count"], table, table):
                    unseen.append(table)
        finally:
            owner.execute(f"alter table {table} enable row level security")
    record_property("counted mutants of row security", len(filled))
    assert unseen == []


def test_nearly_every_table_has_rows_to_be_hidden(owner: Raw, filled: list[str]) -> None:
    assert set(isolated(owner)) - set(filled) == EMPTY


def test_functions_that_see_past_the_policies_are_known(owner: Raw) -> None:
    rows = owner.execute(
        "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1"
    )
    assert {name for (name,) in rows} == SEE_PAST


def test_connections_that_are_used_again_remember_nobody(
    everybody: Everybody, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    """Four connections serve everybody in turn, also those who are refused and those whose page breaks."""
    each = 2_500 if pytestconfig.getoption("--whole") else 100
    faults: list[str] = []
    threads = [threading.Thread(target=served, args=(everybody, number, each, faults)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    record_property("counted requests over four connections", 4 * each)
    assert faults == []


def served(everybody: Everybody, number: int, count: int, faults: list[str]) -> None:
    chance = Random(f"{SEED} {number}")
    rows = [row for row in TABLE if LINES[row.name].roles and "GET" in LINES[row.name].methods]
    names = [name for index, name in enumerate(EVERYBODY) if index % 4 == number]
    try:
        for _one in range(count):
            row, name = chance.choice(rows), chance.choice(names)
            if fault := everybody.wrong(row, name, "GET"):
                faults.append(fault)
            with connection.cursor() as cursor:
                asked = "select pg_backend_pid(), current_setting(%s, true), current_setting(%s, true), "
                cursor.execute(asked + "current_setting(%s, true)", [OFFICES, NATION, PARTY])
                pid, *left = cursor.fetchone()
            if any(left):
                faults.append(f"{row} by {name} left {left} on {pid}")
    finally:
        connection.close()
