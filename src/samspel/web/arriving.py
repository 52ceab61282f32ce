"""Out to a provider, and back from it: what does not hold in every part is refused, in words that say what to do."""

from __future__ import annotations

import logging
import secrets
from dataclasses import asdict, dataclass
from hmac import compare_digest

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from samspel.kit.deadlines import oslo_day
from samspel.people import arriving, authority, identity, providers, tokens
from samspel.people.identity import CodeRefused, Question, Unreachable
from samspel.people.models import Provider
from samspel.people.refusing import LoginRefused, Why, not_trusted
from samspel.web import acting, clock, login, refusals, sessions

COOKIE = "__Host-samspel-login" if settings.SECURE else "samspel-login"
SALT = "samspel.login"
PATIENCE = 600  # seconds from one leaves for the provider until one is back
log = logging.getLogger("samspel.login")


@dataclass(frozen=True)
class Attempt:
    """One attempt to log in, as the browser keeps it under our signature until it is back."""

    provider: str
    state: str
    nonce: str
    verifier: str
    onward_to: str
    anew: bool


def start(request: HttpRequest, provider: str) -> HttpResponse:
    """Send the browser to a provider, with an attempt that only this browser can finish."""
    row = open_one(provider)
    fresh = [secrets.token_urlsafe(48) for _ in range(3)]
    anew = "pa-nytt" in request.GET
    attempt = Attempt(row.slug, fresh[0], fresh[1], fresh[2], login.next_page(request), anew)
    form = get_language() or settings.LANGUAGE_CODE
    question = Question(attempt.state, attempt.nonce, attempt.verifier, address_back(row), form, anew)
    try:
        address = identity.door().address(row, question)
    except Unreachable as fault:
        return unreachable(request, row, fault)
    response = HttpResponseRedirect(address)
    value = signing.dumps(asdict(attempt), salt=SALT)
    response.set_cookie(COOKIE, value, PATIENCE, httponly=True, samesite="Lax", secure=settings.SECURE)
    return response


@transaction.non_atomic_requests  # that an attempt is spent stands whatever comes of it, and nobody waits in a lock
def back(request: HttpRequest, provider: str) -> HttpResponse:
    """Take somebody back from a provider, and let them in or say why not."""
    row = open_one(provider)
    try:
        attempt = attempted(request, row)
        arrival = arrived(request, row, attempt)
        response = let_in(request, arrival, attempt)
    except LoginRefused as refusal:
        response = refused(request, row, refusal)
    except Unreachable as fault:
        response = unreachable(request, row, fault)
    response.delete_cookie(COOKIE)
    return response


def gone(request: HttpRequest, provider: str) -> HttpResponse:
    """End the sessions of somebody who has logged out with the provider; it asks in a frame, without our cookie."""
    row = open_one(provider)
    if request.GET.get("iss") == row.issuer and request.GET.get("sid"):
        arriving.end_sessions(row.issuer, request.GET["sid"])
    return HttpResponse("", content_type="text/plain")


def open_one(slug: str) -> Provider:
    """Give the open provider with an address name; 404 when there is none."""
    row = providers.named(slug)
    if row is None:
        raise Http404
    return row


def attempted(request: HttpRequest, provider: Provider) -> Attempt:
    """Give the attempt that this browser began and has come back from, once; else LoginRefused."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=PATIENCE)
    except signing.BadSignature as fault:
        raise LoginRefused(Why.STALE, f"attempt: {type(fault).__name__}") from fault
    attempt = Attempt(**kept)
    if attempt.provider != provider.slug:
        raise LoginRefused(Why.STALE, "attempt: another provider")
    if not compare_digest(request.GET.get("state", "").encode(), attempt.state.encode()):
        raise LoginRefused(Why.STALE, "state")
    arriving.spend(attempt.state, clock.real())
    return attempt


def arrived(request: HttpRequest, provider: Provider, attempt: Attempt) -> sessions.Arrival:
    """Give who has come back, when everything the provider tells holds; else LoginRefused."""
    door, told_by = identity.door(), request.GET.get("iss")
    known = door.known(provider)
    if told_by != provider.issuer and (told_by is not None or known.names_itself):
        raise not_trusted("iss beside the code")
    if error := request.GET.get("error"):
        raise LoginRefused(Why.STOPPED if error == "access_denied" else Why.STALE, f"error: {error[:40]!r}")
    code = request.GET.get("code", "")
    if not 0 < len(code) < 4_000:
        raise not_trusted("code")
    try:
        told = door.told(provider, code, attempt.verifier, address_back(provider))
    except CodeRefused as fault:
        raise not_trusted(f"code: {str(fault)[:40]!r}") from fault
    at = clock.real()
    expected = tokens.Expected(provider, attempt.nonce, at, attempt.anew)
    claims = tokens.read(told, expected, lambda kid: door.keys(provider, kid))
    details = authority.stated(claims, told.beside) if provider.kind == Provider.Kind.ANSATTPORTEN else None
    parties = authority.parties(details, provider)
    person = arriving.arrive(provider, claims, settings.PERSON_KEY)
    return sessions.Arrival(person, provider, claims, details, parties, told.id_token, known.leaving, at)


def let_in(request: HttpRequest, arrival: sessions.Arrival, attempt: Attempt) -> HttpResponse:
    """Begin the session of somebody who may act for anybody, or has been invited to, and go where they were going."""
    day = oslo_day(clock.now(request))
    with transaction.atomic():
        invited = login.invited(attempt.onward_to, clock.now(request))
    kept = [party.kept() for party in arrival.parties]
    if not invited and not acting.represented(arrival.person, arrival.provider.kind, kept, day):
        detail = f"nobody to act for; person {arrival.person.pk}"
        raise LoginRefused(Why.NOBODY_TO_ACT_FOR, detail)
    same = attempt.anew and request.user == arrival.person
    before = str(request.session.get(acting.KEY, "")) if same else ""
    with transaction.atomic():
        sessions.start(request, arrival)
        response = login.enter(request, before, attempt.onward_to)
    log.info("login: %s, person %s", arrival.provider.slug, arrival.person.pk)
    return response


def address_back(provider: Provider) -> str:
    """Give our own address that a provider sends the browser back to."""
    return settings.BASE_URL + reverse("login-return", args=[provider.slug])


def refused(request: HttpRequest, provider: Provider, refusal: LoginRefused) -> HttpResponse:
    """Say that somebody is not let in, and note why under the reference they are shown."""
    if refusal.why not in {Why.STALE, Why.STOPPED}:  # anybody can bring about those two in another's browser
        login.out(request)
    reference = secrets.token_hex(4).upper()
    log.warning("login refused: %s, reference %s, %s", provider.slug, reference, refusal)
    return refusals.page(request, refusal.why, login.named(provider), provider.slug, reference)


def unreachable(request: HttpRequest, provider: Provider, fault: Unreachable) -> HttpResponse:
    """Say that a provider does not answer, and that whoever is logged in already works on."""
    log.error("login: %s does not answer: %s", provider.slug, fault)
    return refusals.down(request, login.named(provider))
