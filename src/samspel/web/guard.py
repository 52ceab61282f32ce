"""The door that every address has: who may come in, with what method, and what the database then shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from samspel.people.models import Person
from samspel.tenancy.by import NATION, Role
from samspel.tenancy.context import nation, offices
from samspel.web import acting, clock

View = Callable[..., HttpResponse]
OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True)
class Line:
    """One line of the policy table: the roles let in, or nobody asked (`public`), or anybody logged in."""

    roles: frozenset[Role] = frozenset()
    methods: frozenset[str] = frozenset({"GET", "HEAD"})
    public: bool = False
    signed_in: bool = False


def guarded(line: Line, view: View) -> View:
    """Put a view behind its line: method, login, role, and the tenant for as long as the view runs."""

    @wraps(view)
    def inside(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method not in line.methods:
            return HttpResponseNotAllowed(sorted(line.methods))
        chosen = acting.current(request, clock.now(request).astimezone(OSLO).date())
        request.acting = chosen  # type: ignore[attr-defined]
        if line.public or (line.signed_in and isinstance(request.user, Person)):
            return view(request, *args, **kwargs)
        if chosen is None:
            return to_login(request)
        role = next((role for role in Role if role in line.roles & chosen.roles), None)
        if role is None:
            raise PermissionDenied
        request.by = chosen.by(role)  # type: ignore[attr-defined]
        with offices(chosen.offices()), nation() if role in NATION else nullcontext():
            return view(request, *args, **kwargs)

    inside.policy_line = line  # type: ignore[attr-defined]
    return inside


def to_login(request: HttpRequest) -> HttpResponse:
    """Send whoever is not logged in, or acts for nobody yet, to where that is chosen, and back afterwards."""
    where = "choose" if isinstance(request.user, Person) else "login"
    return redirect(f"{reverse(where)}?{urlencode({'neste': request.get_full_path()})}")
