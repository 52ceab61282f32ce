"""What a session keeps of a login, how long it may last, and how it ends here and with the provider."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login as begin
from django.contrib.auth import logout as end_session
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from samspel.people import arriving
from samspel.people.authority import Party
from samspel.people.models import Person, Provider
from samspel.people.session_store import SessionStore
from samspel.web import clock
from samspel.web.acting import LOGIN

BACKEND = "samspel.people.backend.KnownPerson"
FRESH = timedelta(minutes=15)  # for what moves money
LONGEST = timedelta(hours=2)  # however busy one is; half an hour without a sign of life ends it sooner
OFTEN = timedelta(minutes=1)  # a sign of life is written down at most this often


@dataclass(frozen=True)
class Farewell:
    """The form that ends the session with the provider too."""

    name: str
    address: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Arrival:
    """Somebody who has come back from a provider and is let in."""

    person: Person
    provider: Provider
    claims: Mapping[str, object]
    details: object
    parties: Sequence[Party]
    id_token: str
    leaving: str
    at: datetime


def start(request: HttpRequest, arrival: Arrival) -> None:
    """Begin a session for somebody let in; nothing of one that was there before goes on."""
    request.session.flush()
    begin(request, arrival.person, backend=BACKEND)
    kept = arriving.note(
        arrival.person,
        arrival.provider,
        arrival.claims,
        details=arrival.details,
        session_key=request.session.session_key or "",
        at=arrival.at,
    )
    request.session[LOGIN] = {
        "id": str(kept.pk),
        "provider": arrival.provider.slug,
        "names": {"nb": arrival.provider.name_nb, "nn": arrival.provider.name_nn},
        "kind": arrival.provider.kind,
        "client": arrival.provider.client_id,
        "parties": [party.kept() for party in arrival.parties],
        "since": arrival.at.isoformat(),
        "until": (arrival.at + LONGEST).isoformat(),
        "leaving": arrival.leaving,
        "hint": sealed(arrival.id_token) if arrival.leaving else "",
    }


def moved(request: HttpRequest) -> None:
    """Note that the session goes on under another key, so that the provider can still end it."""
    if login := request.session.get(LOGIN):
        arriving.moved(UUID(login["id"]), request.session.session_key or "")


def source(request: HttpRequest) -> str:
    """Give the provider that the person logged in with, where it can be asked anew whom they act for."""
    login = request.session.get(LOGIN) or {}
    return str(login.get("provider", "")) if login.get("kind") == Provider.Kind.ANSATTPORTEN else ""


def end_when_over(request: HttpRequest) -> None:
    """End a session that has lasted as long as any may."""
    login = request.session.get(LOGIN)
    if login and datetime.fromisoformat(login["until"]) <= clock.real():
        end(request)


def note_life(request: HttpRequest) -> None:
    """Note that whoever is logged in is here; a note less than a minute old serves, and is not written anew.

    It is written when the request is done: held through a long one, it would let the person's other pages wait.
    """
    ends_at = clock.real() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    session = request.session
    if not isinstance(request.user, Person) or not isinstance(session, SessionStore):
        return
    if session.ends_at is None or ends_at - session.ends_at >= OFTEN:
        transaction.on_commit(partial(session.put_off, ends_at), robust=True)


@dataclass(frozen=True)
class Lasting:
    """How long a session lasts from now: in quiet, and at the longest; seconds, empty where nothing else ends it.

    Of the quiet time the minute is taken off in which no sign of life is written down: nobody is promised too much.
    """

    quiet: int
    longest: int | str


def lasting(request: HttpRequest) -> Lasting | None:
    """Give how long the session lasts; nothing when nobody is logged in."""
    if not isinstance(getattr(request, "user", None), Person):
        return None
    login = request.session.get(LOGIN)
    left = datetime.fromisoformat(login["until"]) - clock.real() if login else None
    quiet = settings.SESSION_COOKIE_AGE - int(OFTEN.total_seconds())
    return Lasting(quiet, int(left.total_seconds()) if left else "")


def asks_anew(request: HttpRequest) -> str:
    """Give the provider to log in with anew before what needs a fresh login; empty when this one is fresh.

    The demo's own people log in nowhere.
    """
    login = request.session.get(LOGIN)
    if not login or clock.real() - datetime.fromisoformat(login["since"]) < FRESH:
        return ""
    return str(login["provider"])


def end(request: HttpRequest) -> Farewell | None:
    """End the session; give the form that ends the one with the provider too, where there is one to end."""
    login = request.session.get(LOGIN)
    if login:
        arriving.moved(UUID(login["id"]), "")
    end_session(request)
    hint = opened(login["hint"]) if login else ""
    if not login or not hint:
        return None
    form = get_language() or settings.LANGUAGE_CODE
    fields = {
        "id_token_hint": hint,
        "client_id": login["client"],
        "post_logout_redirect_uri": settings.BASE_URL + reverse("front"),
        "ui_locales": form,
    }
    return Farewell(login["names"].get(form, login["names"]["nb"]), login["leaving"], fields)


def sealed(token: str) -> str:
    """Close a token with our own key: it names a person by number, and lies in the session for the way out alone."""
    return jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, token, seal())


def opened(text: str) -> str:
    """Open what `sealed` closed; empty when it cannot be."""
    try:
        found = jwe.decrypt_compact(text, seal()).plaintext if text else None
    except (JoseError, ValueError):
        return ""
    return (found or b"").decode()


def seal() -> OctKey:
    """Give the key that tokens are closed with."""
    return OctKey.import_key(hashlib.sha256(f"samspel.login:{settings.SECRET_KEY}".encode()).digest())
