"""Every address of Samspel, each behind its line in the policy table."""

from __future__ import annotations

from django.urls import URLPattern, path

from samspel.config.policy import POLICY
from samspel.web import health, login
from samspel.web.guard import View, guarded


def at(route: str, view: View, name: str) -> URLPattern:
    """Make one address; KeyError when the policy table has no line for its name."""
    return path(route, guarded(POLICY[name], view), name=name)


urlpatterns = [
    at("healthz", health.alive, "healthz"),
    at("readyz", health.ready, "readyz"),
    at("logg-inn/", login.login, "login"),
    at("logg-ut/", login.logout, "logout"),
    at("velg/", login.choose, "choose"),
]
