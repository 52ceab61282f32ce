"""The door that every address has: who may come in, with what method, and what the database then shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial, wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from samspel.kit.deadlines import oslo_day
from samspel.people.models import Person
from samspel.tenancy.by import NATION, OWNER, PARTNER, Role
from samspel.tenancy.context import nation, offices
from samspel.web import acting, clients, clock, refusals, sessions

View = Callable[..., HttpResponse]
READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class PolicyLine:
    """One line of the policy table: the roles let in, or nobody asked (`public`), or anybody logged in.

    What is `fresh` is written only by somebody who logged in a short while ago: what moves money or gives access.
    What `takes_files` is sent more at once than a form of words.
    `writers` are those of the roles that may do more than read; all of them when it is empty.
    `machines` are the methods with which an organisation's own system comes, with a secret and without a session.
    """

    roles: frozenset[Role] = frozenset()
    writers: frozenset[Role] = frozenset()
    methods: frozenset[str] = frozenset({"GET", "HEAD"})
    public: bool = False
    signed_in: bool = False
    fresh: bool = False
    takes_files: bool = False
    machines: frozenset[str] = frozenset()


def guarded(line: PolicyLine, view: View) -> View:
    """Put a view behind its line: method, login, role, and the tenant for as long as the view runs."""

    @wraps(view)
    def inside(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if line.machines and (secret := clients.secret_of(request)) is not None:
            inner, at = partial(view, request, *args, **kwargs), clock.now(request)
            return clients.answer(request, secret, inner, roles=line.roles, methods=line.machines, at=at)
        if request.method not in line.methods:
            return HttpResponseNotAllowed(sorted(line.methods))
        sessions.end_when_over(request)
        sessions.note_life(request)
        found = acting.open_to(request, oslo_day(clock.now(request)))
        chosen = acting.current(request, found)
        request.acting, request.choices = chosen, found  # type: ignore[attr-defined]
        if line.public or (line.signed_in and isinstance(request.user, Person)):
            return view(request, *args, **kwargs)
        if chosen is None:
            return to_login(request)
        role = role_for(line, request.method, chosen.roles)
        if role is None:
            raise PermissionDenied
        if line.fresh and request.method not in READING and (provider := sessions.asks_anew(request)):
            return refusals.log_in_anew(request, provider)
        by = chosen.by(role)
        request.by = by  # type: ignore[attr-defined]
        with offices(chosen.offices(), party=by.party), nation() if role in NATION else nullcontext():
            return view(request, *args, **kwargs)

    inside.policy_line = line  # type: ignore[attr-defined]
    return inside


def role_for(line: PolicyLine, method: str, held: frozenset[Role]) -> Role | None:
    """Give the role in which somebody comes in, of those held: at the owner's and the partner's desk the highest."""
    allowed = line.roles if method in READING else line.writers or line.roles
    found = [role for role in Role if role in allowed & held]
    climbs = bool(found) and found[-1] in OWNER | PARTNER
    return found[-1 if climbs else 0] if found else None


def to_login(request: HttpRequest) -> HttpResponse:
    """Send whoever is not logged in, or acts for nobody yet, to where that is chosen, and back afterwards."""
    where = "choose" if isinstance(request.user, Person) else "login"
    return redirect(f"{reverse(where)}?{urlencode({'neste': request.get_full_path()})}")
