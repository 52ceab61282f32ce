"""Asking every address as everybody: the browsers, the roles held, what is expected, and what was wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.sessions.backends import signed_cookies
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, client, override_settings
from django.test.client import ClientHandler
from django.urls import reverse
from psycopg.conninfo import conninfo_to_dict

from samspel.actors.models import Assignment, Place
from samspel.config.policy import POLICY
from samspel.people.models import Person
from samspel.tenancy.by import Role
from samspel.tenancy.context import offices
from samspel.web import errors
from samspel.web.guard import PolicyLine
from tests import databases
from tests.cast import ROGALAND
from tests.config import world as worlds
from tests.config.doors import LINES
from tests.config.everybody import AT, EVERYBODY, NAMES, NOBODY, PEOPLE, desk_of
from tests.config.table import TABLE, Row, knowers
from tests.config.world import SECRETS, World
from tests.conftest import swap
from tests.web.desk import sit

OK, FOUND, FORBIDDEN, NONE, WRONG_METHOD = 200, 302, 403, 404, 405
# Anybody knows these: parties stand in addresses, the demo lets one be any of its people, a feed names its news.
OPEN = frozenset({"owner", "partner", "at owner", "at partner", "at office", "page"})
KNOWERS = {one: None if one in OPEN else knowers(one) for row in TABLE for one in row.named}
FEW = ("anonymous", "kari", "caseworker")  # who are shown the pages that say no as everybody else would be


class Everybody:
    """The world with a browser of everybody who comes to it, and the roles that each holds there."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.browsers = {name: self.browser(name) for name in NAMES}
        self.roles = {name: self.roles_of(name) for name in NAMES}
        handler = ClientHandler(enforce_csrf_checks=False)
        for browser in self.browsers.values():
            carries_its_session(browser, handler)
        self.secrets = dict(SECRETS)
        for name, record in world.ids.items():
            if isinstance(record, UUID) and (known := KNOWERS.get(name)) is not None:
                self.secrets[str(record)] = known

    def browser(self, name: str) -> Client:
        """Give the browser of somebody, logged in and acting as they do."""
        by = EVERYBODY[name].by if name in EVERYBODY else PEOPLE[name]
        if by is None:
            return Client()
        if by is not NOBODY:
            return sit(by, AT)
        browser = Client()
        browser.force_login(Person.objects.get(pk=by.somebody), backend="samspel.people.backend.KnownPerson")
        return browser

    def roles_of(self, name: str) -> frozenset[Role]:
        """Give the roles held where somebody acts, at the desk where they sit; none when that has ended."""
        one = EVERYBODY.get(name)
        if one is None or one.desk == "private":
            return frozenset({one.by.role}) if one else frozenset()
        there = Assignment.objects.at(Place(one.by.organisation_id, one.by.office_id)).filter(person_id=one.by.somebody)
        held = there.exclude(until__lt=AT.date()).values_list("role", flat=True)
        return frozenset(role for role in map(Role, held) if desk_of(role) == one.desk)

    def at_the_door(self, row: Row, name: str, method: str) -> int | None:
        """Give the status of whoever is not let in; none for those who are."""
        line: PolicyLine = LINES[row.name]
        if method not in line.methods:
            return WRONG_METHOD
        if line.public:
            return None
        if name == "anonymous" or not (self.roles[name] or line.signed_in):
            return FOUND
        return None if line.signed_in or lets_in(line, method, self.roles[name]) else FORBIDDEN

    def expected(self, row: Row, name: str, method: str) -> int:
        """Give the status that the doors and the table say."""
        if (shut := self.at_the_door(row, name, method)) is not None:
            return shut
        if row.seen_by is not None and name not in row.seen_by:
            return NONE
        return row.post if method == "POST" else row.get

    def asks(self, row: Row, name: str, method: str) -> Any:  # noqa: ANN401 - Django's own answer
        """Let somebody ask, and forget what the answer would have them remember."""
        browser = self.browsers[name]
        cookies = browser.cookies.output()
        try:
            return self.sent(browser, row, method)
        finally:
            browser.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))

    def sent(self, browser: Client, row: Row, method: str) -> Any:  # noqa: ANN401 - Django's own answer
        """Let a browser ask; a form that it sends says nothing."""
        address = reverse(row.name, args=[self.world[one] for one in row.named])
        if method == "POST":
            return browser.post(address, {"act": "x", "id": "x"})
        return browser.generic(method, address)

    def leaked(self, row: Row, name: str, answer: HttpResponse) -> list[str]:
        """Give the words in an answer that are meant for others; whoever asks knows the address they ask."""
        told = unescape(b"".join(answer).decode("utf-8", "replace"))
        asked = {str(self.world[one]) for one in row.named}
        return [one for one, who in self.secrets.items() if one in told and name not in who and one not in asked]

    def shown(self, row: Row, name: str) -> str:
        """Say what a page shows somebody of records that are not for them, whoever has let them in; else nothing."""
        answer = self.asks(row, name, "GET")
        leaked = self.leaked(row, name, answer)
        known = [KNOWERS[one] or frozenset() for one in row.named if KNOWERS[one] is not None]
        if answer.status_code == OK and any(name not in who for who in known):
            return f"{row} is shown to {name}; {leaked}"
        return f"{row} tells {name} of {leaked}" if leaked else ""

    def tried(self, row: Row, name: str, method: str) -> str:
        """Try one cell, and leave the world as it was; say what is wrong, nothing when all is well."""
        if method != "POST":
            return self.wrong(row, name, method)
        with transaction.atomic():
            fault = self.wrong(row, name, method)
            transaction.set_rollback(True)
        return fault

    def wrong_alone(self, row: Row, name: str) -> str:
        """Say what is wrong with what somebody is shown when every door is open; whoever it is for must see it too."""
        if lets_in(LINES[row.name], "GET", self.roles[name]) and row.seen_by is not None:
            return self.wrong(row, name, "GET")
        return self.shown(row, name)

    def wrong(self, row: Row, name: str, method: str) -> str:
        """Say what is wrong with one answer."""
        answer = self.asks(row, name, method)
        expected, leaked = self.expected(row, name, method), self.leaked(row, name, answer)
        if self.at_the_door(row, name, method) == FOUND and answer.status_code == FOUND:
            where = reverse("login" if name == "anonymous" else "choose")
            return "" if answer.headers["Location"].startswith(f"{where}?") else f"{row} leads {name} astray"
        if (answer.status_code, leaked) == (expected, []):
            return ""
        return f"{method} {row} by {name}: {answer.status_code}, not {expected}; {leaked}"


def lets_in(line: PolicyLine, method: str, held: frozenset[Role]) -> bool:
    """Tell whether a line lets somebody in with the roles held: said here once more, apart from the guard."""
    return bool(held & (line.writers if line.writers and method == "POST" else line.roles))


def carries_its_session(browser: Client, handler: ClientHandler) -> None:
    """Let a browser carry its whole session in its cookie: an answer that is forgotten has changed nothing."""
    if settings.SESSION_COOKIE_NAME in browser.cookies:
        store = signed_cookies.SessionStore()
        store.update(dict(browser.session.items()))
        store.save()
        browser.cookies[settings.SESSION_COOKIE_NAME] = store.session_key or ""
    browser.handler = handler


@contextmanager
def quietly() -> Iterator[None]:
    """Write nothing in the log and keep no copies of what pages are made of: there are many, and nobody reads them."""
    logging.disable(logging.CRITICAL)
    carried = {"SESSION_ENGINE": signed_cookies.__name__, "SESSION_COOKIE_AGE": 86_400}
    with pytest.MonkeyPatch.context() as patch, override_settings(**carried):
        patch.setattr(errors, "answer", plainly(errors.answer))
        patch.setattr(client, "store_rendered_templates", lambda *args, **more: None)
        patch.setattr(Template, "render", unless_it_is_thrown_away(Template.render))
        yield
    logging.disable(logging.NOTSET)


@contextmanager
def standing(blocker: Any, called: str) -> Iterator[Everybody]:  # noqa: ANN401 - pytest-django does not name its type
    """Let the world stand in a database of its own for as long as the block lasts."""
    name = f"{databases.PROCESS}_{called}"
    databases.clone(name, databases.template())
    swap(name)
    try:
        with blocker.unblock():
            with transaction.atomic(), offices([ROGALAND.office]):
                world = worlds.build()
            everybody = Everybody(world)
            with quietly():
                yield everybody
    finally:
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


def unless_it_is_thrown_away(render: Callable[..., str]) -> Callable[..., str]:
    """Let no page be drawn of which HEAD sends nothing but that it is there."""

    def drawn(template: Template, context: Context) -> str:
        asked = getattr(context, "request", None)
        return "" if asked is not None and asked.method == "HEAD" else render(template, context)

    return drawn


@contextmanager
def without_row_security() -> Iterator[None]:
    """Let the database show every row of every office, as it does to its owner: the code stands alone."""
    told = connection.settings_dict
    owner = conninfo_to_dict(databases.addresses(str(told["NAME"])).owner)
    before = {key: told[key] for key in ("USER", "PASSWORD")}
    connection.close()
    told |= {"USER": owner["user"], "PASSWORD": owner.get("password", "")}
    try:
        yield
    finally:
        connection.close()
        told |= before


@contextmanager
def with_open_doors() -> Iterator[None]:
    """Let everybody who acts for somebody in at every address: what a record's own function shows stands alone."""
    before = {name: (line.roles, line.writers) for name, line in POLICY.items() if line.roles}
    for name in before:
        change(POLICY[name], roles=frozenset(Role), writers=frozenset())
    try:
        yield
    finally:
        for name, (roles, writers) in before.items():
            change(POLICY[name], roles=roles, writers=writers)


def change(line: PolicyLine, **values: object) -> None:
    """Change a line of the policy where it is: every address behind it goes by the line itself."""
    for name, value in values.items():
        object.__setattr__(line, name, value)
