"""The calls as anybody may read them: those open now, those that have been, and each one whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.calls import queries
from samspel.calls.models import Announcement
from samspel.calls.rules import themes
from samspel.kit.deadlines import last_day, oslo_day
from samspel.rules import SchemeRules, scheme
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.components.roles import ROLES
from samspel.web.public.links import scheme_url

A_PAGE = 20


@dataclass(frozen=True)
class Shown:
    """A call as the pages show it."""

    call: Announcement
    url: str
    state: str
    color: str
    open: bool
    days_left: int = 0

    @property
    def schemes(self) -> list[str]:
        """Give the short names of its schemes."""
        return [rules.short_in(get_language() or "nb") for rules in rules_of(self.call)]


def shown(call: Announcement, at: datetime) -> Shown:
    """Give a call with its address and where it stands at a moment."""
    url = reverse("public-call", args=[call.office.slug, call.ref])
    if call.withdrawn_at is not None and call.withdrawn_at <= at:
        return Shown(call, url, _("Trukket"), "danger", open=False)
    if call.closes_at is not None and call.closes_at <= at:
        return Shown(call, url, _("Stengt"), "neutral", open=False)
    left = (last_day(call.closes_at) - oslo_day(at)).days if call.closes_at else 0
    return Shown(call, url, _("Åpen"), "success", open=True, days_left=left)


def rules_of(call: Announcement) -> list[SchemeRules]:
    """Give the rules of a call's schemes."""
    return [scheme(code, call.rule_set) for code in call.schemes]


def calls(request: HttpRequest) -> HttpResponse:
    """Show every call that has been announced, the open ones first."""
    at = clock.now(request)
    page = Paginator(queries.announcements(at), A_PAGE).get_page(request.GET.get("side"))
    rows = [shown(call, at) for call in page.object_list]
    named = {"page": page, "open": [row for row in rows if row.open], "closed": [row for row in rows if not row.open]}
    return render(request, "public/call_list.html", named)


def call(request: HttpRequest, office: str, ref: str) -> HttpResponse:
    """Show one call whole, in the written form the office wrote it in."""
    at = clock.now(request)
    found = queries.announcement(office, ref, at)
    rules = rules_of(found)
    named = {
        "row": shown(found, at),
        "call": found,
        "schemes": [(one, scheme_url(one)) for one in rules],
        "own_themes": list(themes.by_scheme(found)),
        "reporters": reporters(rules),
        "announced_by": announcer(found),
    }
    return render(request, "public/call.html", named)


def reporters(rules: list[SchemeRules]) -> list[str]:
    """Give who may report a need under any of some schemes, in the reader's words, each once."""
    found = {term.code: term for one in rules for term in one.owner_kinds}
    return [term.text(get_language() or "nb") for term in found.values()]


def announcer(call: Announcement) -> str | Promise:
    """Say in which role somebody announced the call; nothing where a file or nobody tells."""
    return ROLES[Role(call.announced_by)] if call.announced_by not in {"", Role.SYSTEM} else ""
