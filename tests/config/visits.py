"""Sessions that are not as those of the matrix's own people: old, over, of another login, of somebody shut out.

Each belongs to somebody of the matrix, and is answered as the one it is worth: as nobody who has logged in, as somebody
who acts for nobody, or as before; on an old one nothing is written that moves money or gives access.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from samspel.actors.models import Reach
from samspel.people.models import Person
from samspel.tenancy.context import NATION as NATION_SETTING
from samspel.tenancy.context import PARTY, SETTING
from samspel.web import acting
from tests.cast import id_of
from tests.config.asking import FORBIDDEN, Everybody
from tests.config.doors import LINES
from tests.config.everybody import EVERYBODY, Somebody
from tests.config.table import Row

FJORDVIK = {"orgnr": "210000011", "name": "Fjordvik kommune", "unit_type": "KOMM", "actions": ["read", "write"]}
OLD, JUST_NOW = timedelta(hours=1), timedelta(0)


@dataclass(frozen=True)
class Visit:
    """Somebody of the matrix with another session: what the login told, how old it is, and as whom they then come."""

    who: str
    worth: str
    login: Mapping[str, object] = field(default_factory=dict)
    age: timedelta = JUST_NOW
    left: timedelta = timedelta(hours=1)
    chosen: str = ""
    demo: bool = True
    shut_out: bool = False

    @property
    def name(self) -> str:
        """Say who it is, and how they come."""
        told = [*(str(one) for one in self.login.values()), "old" * (self.age == OLD), "over" * (self.left < JUST_NOW)]
        told += ["shut out" * self.shut_out, "no demo" * (not self.demo)]
        return f"{self.who} ({', '.join(one for one in told if one)})"

    def browser(self, everybody: Everybody) -> Client:
        """Give the browser with that session."""
        before = everybody.browsers[self.who]
        session = before.session
        if self.login:
            now = timezone.now()
            session[acting.LOGIN] = {
                "id": str(id_of("login")), "provider": "plain", "parties": [], "hint": "", **self.login,
                "since": (now - self.age).isoformat(), "until": (now + self.left).isoformat(),
            }  # fmt: skip
        if self.chosen:
            session[acting.KEY] = self.chosen
        session.save()
        made = Client(raise_request_exception=False)
        made.handler = before.handler
        for name, morsel in before.cookies.items():
            made.cookies[name] = morsel.value
        made.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
        return made

    def ways(self, row: Row) -> tuple[str, ...]:
        """Give the methods that a row is asked with; choosing anew moves the session, which lies here with them."""
        moved = self.login and LINES[row.name].signed_in
        return tuple(way for way in ("GET", *([] if moved else ["POST"])) if way in LINES[row.name].methods)

    def expected(self, everybody: Everybody, row: Row, method: str) -> int:
        """Give the status that the doors and the table say."""
        status, line = everybody.expected(row, self.worth, method), LINES[row.name]
        shut = everybody.at_the_door(row, self.worth, method) is not None
        return FORBIDDEN if line.fresh and self.age == OLD and method == "POST" and not shut else status

    def wrong(self, everybody: Everybody, row: Row, method: str) -> str:
        """Say what is wrong with one answer; nothing is left behind."""
        with transaction.atomic(), override_settings(DEMO=self.demo):
            if self.shut_out:
                Person.objects.filter(pk=EVERYBODY[self.who].by.somebody).update(is_active=False)
            browser = self.browser(everybody)
            answer = everybody.sent(browser, row, method)
            transaction.set_rollback(True)
        expected, leaked = self.expected(everybody, row, method), everybody.leaked(row, self.worth, answer)
        if (answer.status_code, leaked) == (expected, []):
            return ""
        return f"{method} {row} by {self.name}: {answer.status_code}, not {expected}; {leaked}"


PLAIN, IDPORTEN = {"kind": "plain"}, {"kind": "idporten"}
OFFICERS = ("payer", "attestant", "caseworker", "admin", "sigrun", "owner admin", "partner admin", "kari", "unni")
VISITS = (
    *(Visit(who, who, PLAIN, age=OLD) for who in OFFICERS),
    Visit("admin", "admin", PLAIN),
    *(Visit(who, "anonymous", PLAIN, left=-JUST_NOW - timedelta(minutes=1)) for who in ("kari", "payer")),
    *(Visit(who, "anonymous", shut_out=True) for who in ("kari", "private")),
    *(Visit(who, "nobody", demo=False) for who in ("kari", "caseworker")),
    *(Visit(who, "nobody", IDPORTEN) for who in ("kari", "caseworker")),
    Visit("nobody", "nobody", {"kind": "plain", "parties": [FJORDVIK]}, chosen=f"owner:{id_of('fjordvik')}:"),
    Visit("nobody", "knut", {"kind": "ansattporten", "parties": [FJORDVIK]}, chosen=f"owner:{id_of('fjordvik')}:"),
    Visit("nobody", "nobody", {"kind": "ansattporten", "parties": []}, chosen=f"owner:{id_of('fjordvik')}:"),
)


def worth_showing(one: Somebody) -> dict[str, set[str]]:
    """Give what the database must be told of somebody: whose rows to show, and on whose behalf they write."""
    by = one.by
    offices: set[str] = {str(by.office_id)} if one.desk in {"office", "forum"} else set()
    if one.desk not in {"office", "forum"} and by.organisation_id:
        offices = {str(row.office_id) for row in Reach.objects.filter(organisation_id=by.organisation_id)}
    told = {SETTING: offices or {""}}
    if one.desk in {"owner", "partner"}:
        told[PARTY] = {str(by.organisation_id)}
    elif one.desk != "office":
        told[PARTY] = {str(by.person_id)}
    return told | ({NATION_SETTING: {"on"}} if one.desk == "national" else {})
