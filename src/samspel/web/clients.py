"""The door for organisations' own systems: a secret instead of a session, then the same policy and the same rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspel.actors import queries
from samspel.actors.roles import clients
from samspel.tenancy.by import Role
from samspel.tenancy.context import offices
from samspel.web import problems
from samspel.web.acting import Acting

READING = frozenset({"GET", "HEAD"})
SCHEME = "bearer "
JSON = "application/json"


def secret_of(request: HttpRequest) -> str | None:
    """Give the secret that a request comes with; None where it comes with none."""
    given = request.headers.get("Authorization", "")
    return given[len(SCHEME) :].strip() if given.lower().startswith(SCHEME) else None


def answer(
    request: HttpRequest,
    secret: str,
    view: Callable[[], HttpResponse],
    *,
    roles: frozenset[Role],
    methods: frozenset[str],
    at: datetime,
) -> HttpResponse:
    """Answer a system that comes with a secret: in its own role, with the rows of its own organisation."""
    found = clients.behind(secret, at)
    if found is None:
        return problems.no_token(request)
    if request.method not in methods:
        allowed = ", ".join(sorted(methods))
        text = _("Adressen tar imot dette: %(methods)s.") % {"methods": allowed}
        return problems.problem(request, 405, text, headers={"Allow": allowed})
    by = clients.by_of(found)
    if by.role not in roles or (request.method not in READING and not found.writes):
        return problems.only_reads(request)
    if request.method not in READING and request.content_type != JSON:
        return problems.not_json(request)
    acting = Acting(found.acts_as, "owner", by.organisation_id, None, str(found.organisation), frozenset({by.role}))
    request.acting, request.choices, request.by = acting, [], by  # type: ignore[attr-defined]
    with offices(queries.offices_of(by), party=by.party):
        answered = view()
    answered.headers["Cache-Control"] = "no-store"
    return answered
