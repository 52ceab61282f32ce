"""No page asks the database more because there is more to show: 30 of everything cost what one does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from samspel.config.policy import POLICY
from samspel.tenancy.by import By
from tests.cast import KARI, LARS, ROGALAND, SIGRUN, UNNI
from tests.journey.world import world
from tests.stories.invitations import AKSEL, ALMA
from tests.web.desk import sit

DAY = datetime(2023, 1, 25, 9, tzinfo=UTC)
# Who looks at the pages of a desk, by how their names begin; the others are looked at by nobody in particular.
LOOKERS = {
    "owner": KARI,
    "party": KARI,
    "partner": UNNI,
    "office": ROGALAND.caseworker,
    "forum": SIGRUN,
    "choose": LARS,
}
INSTEAD = {
    "receipt-check": KARI,
    "office-plan": ROGALAND.attestant,
    **dict.fromkeys(("api-need-check", "api-needs", "api-need"), KARI),
    **{f"office-{page}": ROGALAND.admin for page in ("people", "people-invite", "people-first", "person")},
    **{f"owner-{page}": ALMA for page in ("people", "people-invite", "person", "clients")},
    **{f"partner-{page}": AKSEL for page in ("people", "people-invite", "person")},
}
PAGES = {
    route.name: route
    for route in get_resolver().url_patterns
    if isinstance(route, URLPattern) and route.name and "GET" in POLICY[route.name].methods
}
# What shows no list: a file about one record or one set of open data, how the server is, and the way to a provider.
WAYS = {"login-start", "login-return", "login-gone"}
OTHER = {name for name, route in PAGES.items() if "." in str(route.pattern)} | {"healthz", "readyz"} | WAYS


def looker(name: str) -> By | None:
    """Who looks at a page."""
    return INSTEAD.get(name) or LOOKERS.get(name.split("-", maxsplit=1)[0])


def asked(name: str, parts: dict[str, object], client: Client) -> int:
    """Give how many questions a page asks the database, once it has been looked at."""
    wanted = PAGES[name].pattern.converters
    address = reverse(name, kwargs={part: parts.get(f"{name} {part}", parts.get(part)) for part in wanted})
    client.get(address)
    with CaptureQueriesContext(connection) as questions:
        answer = client.get(address)
    assert answer.status_code == 200, f"{name}: {answer.status_code}"
    return len(questions)


def costs(count: int) -> dict[str, int]:
    """Give how many questions each page asks in a world with so many of everything."""
    before = transaction.savepoint()
    try:
        parts = world(count)
        sitting = {by: sit(by, DAY) if by else Client() for by in {looker(name) for name in PAGES}}
        return {name: asked(name, parts, sitting[looker(name)]) for name in sorted(PAGES.keys() - OTHER)}
    finally:
        transaction.savepoint_rollback(before)


@pytest.mark.usefixtures("rogaland")
def test_every_page_asks_as_much_for_thirty_as_for_one() -> None:
    one, thirty = costs(1), costs(30)
    assert {name: (one[name], thirty[name]) for name in one if thirty[name] > one[name]} == {}
