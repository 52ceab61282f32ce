"""Every address × everybody × reading and writing: the status that the table says, and no word meant for others."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from samspel.config.policy import POLICY
from samspel.people.models import Person
from samspel.tenancy.context import offices
from samspel.web import acting
from samspel.web.guard import PolicyLine, role_for
from tests import databases
from tests.cast import ROGALAND
from tests.config import world as worlds
from tests.config.table import TABLE, Row
from tests.config.world import AT, NOBODY, PEOPLE, SECRETS, World
from tests.web.desk import sit

pytestmark = pytest.mark.matrix
FOUND, FORBIDDEN, NONE, WRONG_METHOD = 302, 403, 404, 405
FEW = ("anonymous", "kari", "caseworker")  # where nobody may send a form, nobody is asked who is there either


class Everybody:
    """The world with a browser of everybody who comes to it, and the roles that each holds there."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.browsers = {name: self.browser(name) for name in PEOPLE}
        self.roles = {name: self.roles_of(name) for name in PEOPLE}

    def browser(self, name: str) -> Client:
        by = PEOPLE[name]
        if by is None:
            return Client()
        if by is not NOBODY:
            return sit(by, AT)
        client = Client()
        client.force_login(Person.objects.get(pk=by.somebody), backend="samspel.people.backend.KnownPerson")
        return client

    def roles_of(self, name: str) -> frozenset[object]:
        by = PEOPLE[name]
        if by is None or by is NOBODY:
            return frozenset()
        key = self.browsers[name].session[acting.KEY]
        found = acting.choices(Person.objects.get(pk=by.somebody), AT.date())
        return next(one.roles for one in found if one.key == key)

    def expected(self, row: Row, name: str, method: str) -> int:
        line: PolicyLine = POLICY[row.name]
        if method not in line.methods:
            return WRONG_METHOD
        if not line.public:
            if PEOPLE[name] is None or (PEOPLE[name] is NOBODY and not line.signed_in):
                return FOUND
            if not line.signed_in and role_for(line, method, self.roles[name]) is None:  # type: ignore[arg-type]
                return FORBIDDEN
        if row.seen_by is not None and name not in row.seen_by:
            return NONE
        return row.get if method == "GET" else row.post

    def asks(self, row: Row, name: str, method: str) -> Any:  # noqa: ANN401 - Django's own answer
        address = reverse(row.name, args=[self.world[one] for one in row.named])
        browser = self.browsers[name]
        return browser.get(address) if method == "GET" else browser.post(address, {"act": "x", "id": "x"})


@pytest.fixture(scope="module")
def everybody(django_db_blocker: pytest.FixtureRequest) -> Iterator[Everybody]:
    """A database of the module's own, in which the world stands."""
    from tests.conftest import swap

    name = f"{databases.PROCESS}_matrix"
    databases.clone(name, databases.template())
    swap(name)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with transaction.atomic(), offices([ROGALAND.office]):
            world = worlds.build()
        yield Everybody(world)
    swap(databases.PROCESS)
    databases.drop(name)


def test_every_address_stands_in_the_table() -> None:
    assert {row.name for row in TABLE} == set(POLICY)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_reading_is_answered_as_the_table_says(everybody: Everybody, row: Row) -> None:
    faults = [fault for name in PEOPLE if (fault := wrong(everybody, row, name, "GET"))]
    assert faults == []


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_an_empty_form_is_answered_as_the_table_says(everybody: Everybody, row: Row) -> None:
    faults = []
    for name in PEOPLE if "POST" in POLICY[row.name].methods else FEW:
        with transaction.atomic():
            faults.append(wrong(everybody, row, name, "POST"))
            transaction.set_rollback(True)
    assert [fault for fault in faults if fault] == []


def wrong(everybody: Everybody, row: Row, name: str, method: str) -> str:
    """Say what is wrong with one answer; nothing when all is well."""
    cookies = everybody.browsers[name].cookies.output()
    answer = everybody.asks(row, name, method)
    everybody.browsers[name].cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))
    expected = everybody.expected(row, name, method)
    told = unescape(b"".join(answer).decode("utf-8", "replace"))
    leaked = [secret for secret, knowers in SECRETS.items() if secret in told and name not in knowers]
    if (answer.status_code, leaked) == (expected, []):
        return ""
    return f"{method} {row} by {name}: {answer.status_code}, not {expected}; {leaked}"
