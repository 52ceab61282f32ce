"""Every address with who may use it and how, on one page for whoever reviews it.

An address without a line here cannot be made: `urls.py` looks its line up by name.
"""

from __future__ import annotations

from samspel.tenancy.by import Role
from samspel.web.guard import Line

READ = frozenset({"GET", "HEAD"})
ASK = frozenset({"GET"})
WRITE = frozenset({"POST"})
BOTH = READ | WRITE


def public(methods: frozenset[str] = READ) -> Line:
    """Anybody, without login; the database shows no office's rows."""
    return Line(methods=methods, public=True)


def only(*roles: Role, methods: frozenset[str] = READ) -> Line:
    """Only those who act in one of these roles."""
    return Line(roles=frozenset(roles), methods=methods)


POLICY: dict[str, Line] = {
    "front": public(),
    "language": public(WRITE),
    "gallery": public(),
    "contact": public(),
    "accessibility": public(),
    "privacy": public(),
    "account": public(),
    "open-data": public(),
    "open-data-manifest": public(),
    "open-data-file": public(),
    "healthz": public(),
    "readyz": public(),
    "login": public(BOTH),
    "logout": public(WRITE),
    "choose": Line(signed_in=True, methods=BOTH),
    "demo-clock": public(WRITE),
    "api-index": public(ASK),
    "api-awards": public(ASK),
    "api-calls": public(ASK),
    "api-openapi": public(ASK),
}
