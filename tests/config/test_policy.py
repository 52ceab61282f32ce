"""Every address × everybody × every method: the status that the table says, and no word meant for others.

The whole product is run by `samspel proof`; `samspel test` takes of it every address × method × role at least once,
in relations drawn by the seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from http.cookies import SimpleCookie
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from samspel.config.policy import POLICY
from samspel.people.models import Person
from samspel.tenancy.by import Role
from samspel.tenancy.context import offices
from samspel.web import acting, errors
from samspel.web.guard import PolicyLine, role_for
from tests import databases
from tests.cast import ROGALAND
from tests.config import world as worlds
from tests.config.everybody import AT, EVERYBODY, NAMES, NO_DESK, NOBODY, OWN, PEOPLE, PLACES, Relation, desk_of
from tests.config.table import TABLE, Row
from tests.config.world import SECRETS, World
from tests.web.desk import sit

pytestmark = pytest.mark.matrix
FOUND, FORBIDDEN, NONE, WRONG_METHOD = 302, 403, 404, 405
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SEED = "samspel"
FEW = ("anonymous", "kari", "caseworker")  # who are shown the pages that say no as everybody else would be


class Everybody:
    """The world with a browser of everybody who comes to it, and the roles that each holds there."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.browsers = {name: self.browser(name) for name in NAMES}
        self.roles = {name: self.roles_of(name) for name in NAMES}

    def browser(self, name: str) -> Client:
        by = EVERYBODY[name].by if name in EVERYBODY else PEOPLE[name]
        if by is None:
            return Client()
        if by is not NOBODY:
            return sit(by, AT)
        client = Client()
        client.force_login(Person.objects.get(pk=by.somebody), backend="samspel.people.backend.KnownPerson")
        return client

    def roles_of(self, name: str) -> frozenset[Role]:
        """Those of whom somebody acts for now; none for whom that has ended."""
        if name not in EVERYBODY:
            return frozenset()
        key = self.browsers[name].session[acting.KEY]
        found = acting.choices(Person.objects.get(pk=EVERYBODY[name].by.somebody), AT.date())
        return next((one.roles for one in found if one.key == key), frozenset())

    def expected(self, row: Row, name: str, method: str) -> int:
        line: PolicyLine = POLICY[row.name]
        if method not in line.methods:
            return WRONG_METHOD
        if not line.public:
            if name == "anonymous" or not (self.roles[name] or line.signed_in):
                return FOUND
            if not line.signed_in and role_for(line, method, self.roles[name]) is None:
                return FORBIDDEN
        if row.seen_by is not None and name not in row.seen_by:
            return NONE
        return row.post if method == "POST" else row.get

    def asks(self, row: Row, name: str, method: str) -> Any:  # noqa: ANN401 - Django's own answer
        address = reverse(row.name, args=[self.world[one] for one in row.named])
        browser = self.browsers[name]
        return browser.post(address, {"act": "x", "id": "x"}) if method == "POST" else browser.generic(method, address)


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
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(errors, "answer", plainly(errors.answer))
            yield Everybody(world)
    swap(databases.PROCESS)
    databases.drop(name)


def plainly(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page that says no be drawn for a few; for the others its status is answer enough.

    Who is there is not asked for where nobody may come with such a method.
    """
    drawn_for = {str(by.person_id) for name in FEW if (by := PEOPLE[name])}

    def drawn(request: HttpRequest, status: int, *words: str, **more: object) -> HttpResponse:
        if status not in {FORBIDDEN, NONE, WRONG_METHOD} or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return answer(request, status, *words, **more)
        if status != WRONG_METHOD and str(request.user.pk) in drawn_for:
            return answer(request, status, *words, **more)
        return HttpResponse("-", status=status)

    return drawn


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
    assert [fault for name in come if (fault := tried(everybody, row, name, method))] == []


def tried(everybody: Everybody, row: Row, name: str, method: str) -> str:
    """Try one cell, and leave the world as it was; say what is wrong, nothing when all is well."""
    if method != "POST":
        return wrong(everybody, row, name, method)
    with transaction.atomic():
        fault = wrong(everybody, row, name, method)
        transaction.set_rollback(True)
    return fault


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
