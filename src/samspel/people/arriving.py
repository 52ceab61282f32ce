"""Who it is that comes back from a provider, that nobody comes back twice, and what is kept of a login."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction

from samspel.people.models import IdentityLink, Login, Person, Provider, SpentState
from samspel.people.refusing import LoginRefused, Why

KEPT = timedelta(days=1)  # far longer than an attempt to log in may take


def spend(state: str, at: datetime) -> None:
    """Note that an attempt has come back; LoginRefused when it has done so before."""
    SpentState.objects.filter(spent_at__lt=at - KEPT).delete()
    digest = hashlib.sha256(state.encode()).hexdigest()
    _row, new = SpentState.objects.get_or_create(digest=digest, defaults={"spent_at": at})
    if not new:
        raise LoginRefused(Why.STALE, "state: spent")


def arrive(provider: Provider, claims: Mapping[str, object], key: str) -> Person:
    """Give the person whom a provider has told of: known from before, or met now.

    The same national identity number from two of the state's own providers is the same person; it is kept as a digest
    under the installation's key, and not at all without one. What any other provider tells of a number lets nobody in
    as somebody else; it is kept so that nobody gives oneself a role in two ways. Somebody whom an administrator has
    noted beforehand as the provider's name and what it calls the person, is found by that.
    """
    subject = str(claims["sub"])
    number = digest(claims, key)
    trusted = number if provider.kind != Provider.Kind.PLAIN else ""
    with transaction.atomic():
        link = IdentityLink.objects.select_related("person").filter(provider=provider, subject=subject).first()
        person = link.person if link else known_by(trusted) or noted(provider, subject, called(claims))
        if link is None:
            rest = {"person": person, "number_digest": number}
            IdentityLink.objects.get_or_create(provider=provider, subject=subject, defaults=rest)
        elif number and link.number_digest != number:
            IdentityLink.objects.filter(pk=link.pk).update(number_digest=number)
        if (name := called(claims)) and name != person.name:
            person.name = name
            person.save(update_fields=["name"])
    if not person.is_active:
        raise LoginRefused(Why.CLOSED, "person")
    return person


def known_by(number: str) -> Person | None:
    """Give the person of whom one of the state's providers has told a national identity number, by its digest."""
    found = IdentityLink.objects.filter(number_digest=number).exclude(provider__kind=Provider.Kind.PLAIN)
    link = found.select_related("person").first() if number else None
    return link.person if link else None


def noted(provider: Provider, subject: str, name: str) -> Person:
    """Give the person noted under what a provider calls them; a new one when nobody is."""
    written = f"{provider.slug}:{subject}"
    if len(written) > 120:
        written = f"{provider.slug}:{hashlib.sha256(subject.encode()).hexdigest()}"
    return Person.objects.get_or_create(subject=written, defaults={"name": name or "–"})[0]


def called(claims: Mapping[str, object]) -> str:
    """Give the name that a provider tells; empty when it tells none."""
    parts = [claims.get("name")] if claims.get("name") else [claims.get("given_name"), claims.get("family_name")]
    return " ".join(" ".join(part for part in parts if isinstance(part, str)).split())[:120]


def digest(claims: Mapping[str, object], key: str) -> str:
    """Give a national identity number as a digest that only the installation's key can make; empty without either."""
    number = claims.get("pid")
    if not key or not isinstance(number, str) or not re.fullmatch(r"[0-9]{11}", number):
        return ""
    return hmac.new(key.encode(), number.encode(), hashlib.sha256).hexdigest()


def note(
    person: Person,
    provider: Provider,
    claims: Mapping[str, object],
    *,
    details: object,
    session_key: str,
    at: datetime,
) -> Login:
    """Keep that somebody logged in, and what was said of whom they act for, as it stood."""
    told = {name: str(claims.get(name) or "") for name in ("acr", "sid")}
    return Login.objects.create(
        person=person,
        provider=provider,
        logged_in_at=at,
        acr=told["acr"][:80],
        sid=told["sid"][:255],
        session_key=session_key,
        details=details,
    )


def moved(login_id: UUID, session_key: str) -> None:
    """Note that the session of a login goes on under another key; an empty one when it has ended."""
    Login.objects.filter(pk=login_id).update(session_key=session_key)


def end_sessions(issuer: str, sid: str) -> None:
    """End the sessions that a provider calls by a name of its own."""
    found = Login.objects.filter(provider__issuer=issuer, sid=sid).exclude(session_key="").exclude(sid="")
    Session.objects.filter(session_key__in=found.values("session_key")).delete()
    found.update(session_key="")
