"""What every page knows: whether the data are for practice, who acts for whom, and the two written forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from samspel.tenancy.by import By, Role
from samspel.web import asking, clock, demo, desks, registers, sessions
from samspel.web.acting import Acting
from samspel.web.components.roles import ROLES
from samspel.web.components.switch import Banner, Choice


@dataclass(frozen=True)
class WrittenForm:
    """One of the written forms a reader may choose."""

    code: str
    name: str
    chosen: bool


def here(request: HttpRequest) -> str:
    """Give the address a reader should land on after changing the written form.

    A page that answers a sent form is not an address one can return to, so the page the form stood on is.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() else "/"


def banner(acting: Acting | None, by: By | None, found: Iterable[Acting]) -> Banner | None:
    """Give the words for who acts for whom, and everybody found to act for; the role is the one of this page."""
    if acting is None:
        return None
    role = by.role if by else next(role for role in Role if role in acting.roles)
    choices = [Choice(one.key, one.described, chosen=one.key == acting.key) for one in found]
    return Banner(acting.person.name, acting.for_name, ROLES[role], choices)


def page(request: HttpRequest) -> dict[str, object]:
    """Give what the layout shows on every page."""
    now = get_language() or settings.LANGUAGE_CODE
    sits, by = getattr(request, "acting", None), getattr(request, "by", None)
    return {
        "demo": settings.DEMO,
        "stops": demo.STOPS if settings.DEMO else (),
        "stop": demo.chosen(request) if settings.DEMO else "",
        "walked": clock.now(request),
        "acting": banner(sits, by, getattr(request, "choices", ())),
        "language": now,
        "languages": [WrittenForm(code, name, code == now) for code, name in settings.LANGUAGES],
        "here": here(request),
        "session": sessions.lasting(request),
        "ask": asking.question(request),
        "size": desks.size(sits),
        "register_news": registers.news,
        "menu": desks.menu(sits, desks.unread(sits, by)),
    }
