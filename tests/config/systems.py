"""Organisations' own systems at the doors: with a secret that writes, one that reads, one that is over, a made-up one.

Of what is opened to systems each is answered as its secret is worth; at any other door a secret is nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.test import Client

from samspel.actors.roles import clients
from samspel.tenancy.context import offices
from samspel.web import clock
from tests.cast import ROGALAND, id_of
from tests.config.asking import Everybody
from tests.config.everybody import AT, OWNER_ADMIN
from tests.config.table import Row

# How each secret is answered, in the order below.
SECRETS = ("writes", "reads", "over", "made up")
ASKED: Mapping[tuple[Row, str], tuple[int, int, int, int]] = {
    (Row("api-needs"), "GET"): (200, 200, 401, 401),
    (Row("api-needs"), "POST"): (415, 403, 401, 401),
    (Row("api-needs"), "PUT"): (405, 405, 401, 401),
    (Row("api-need", ("need",)), "GET"): (200, 200, 401, 401),
    (Row("api-need", ("network need",)), "GET"): (200, 200, 401, 401),
    (Row("api-need", ("need",)), "PUT"): (415, 403, 401, 401),
    (Row("owner-home"), "GET"): (302, 302, 302, 302),
}


def wrong(everybody: Everybody) -> list[str]:
    """Give what is wrong with how systems are answered; nothing is left behind."""
    with transaction.atomic():
        coming = dict(zip(SECRETS, systems(), strict=True))
        found = [
            f"{method} {row} by a system that {name}: {answered}, not {wanted}"
            for (row, method), statuses in ASKED.items()
            for name, wanted in zip(SECRETS, statuses, strict=True)
            if (answered := everybody.sent(coming[name], row, method).status_code) != wanted
        ]
        transaction.set_rollback(True)
    return found


def systems() -> list[Client]:
    """Let two systems of Fjordvik in; one comes again when its last day is over, and one with a secret of its own."""
    fjordvik, last_day = id_of("fjordvik"), AT.date()
    with offices([ROGALAND.office]):
        reads, writes = (
            clients.make_client(fjordvik, name="Sak", writes=able, last_day=last_day, by=OWNER_ADMIN, at=AT).secret
            for able in (False, True)
        )
    days = (AT, AT, AT + timedelta(days=1), AT)
    made = [Client(headers={"Authorization": f"Bearer {one}"}) for one in (writes, reads, writes, "samspel_x")]
    for system, day in zip(made, days, strict=True):
        system.raise_request_exception = False
        system.cookies[clock.COOKIE] = clock.starting_at(day)
    return made
