"""Reading the signed token of a provider: what does not hold in every part is refused, and nobody is let in."""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from samspel.people.identity import Told
from samspel.people.models import Provider
from samspel.people.refusing import LoginRefused, Why, not_trusted

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256")
LEEWAY = 30
OLDEST = 600  # seconds since a token was made: it answers a question that was just asked
LONGEST = 40_000
ANEW = 120  # seconds for the way back from a login that was asked for anew

Claims = Mapping[str, object]
Keys = Callable[[str], KeySet]


@dataclass(frozen=True)
class Expected:
    """What a token must answer to: the provider asked, the question's own nonce, and the time it comes."""

    provider: Provider
    nonce: str
    at: datetime
    anew: bool = False

    @property
    def max_age(self) -> int | None:
        """Give the seconds that may have passed since the person logged in there; none where that does not matter."""
        return ANEW if self.anew else self.provider.max_age


def read(told: Told, expected: Expected, keys: Keys) -> Claims:
    """Give what a token says when its signature and every claim hold; else LoginRefused."""
    claims = signed(told.id_token, keys)
    seconds = expected.at.timestamp()
    meant_for_us(claims, expected)
    on_time(claims, seconds)
    if not compare_digest(text(claims, "nonce"), expected.nonce):
        raise not_trusted("nonce")
    if not 0 < len(text(claims, "sub")) <= 255:
        raise not_trusted("sub")
    of_this_access(claims, told)
    strong_enough(claims, expected, seconds)
    return claims


def signed(token: str, keys: Keys) -> Claims:
    """Give what a token says when a key of the provider has signed it in a way that we take."""
    head = header(token)
    if head.get("alg") not in ALGORITHMS:
        raise not_trusted("alg")
    if str(head.get("typ", "JWT")).upper() != "JWT":
        raise not_trusted("typ")
    kid = head.get("kid", "")
    if not isinstance(kid, str):
        raise not_trusted("kid")
    try:
        claims: Claims = jwt.decode(token, keys(kid), algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError, KeyError) as fault:
        raise not_trusted(f"signature: {type(fault).__name__}") from fault
    return claims


def header(token: str) -> Claims:
    """Read what a token says of itself, before anything of it is believed."""
    if len(token) > LONGEST or token.count(".") != 2:
        raise not_trusted("form")
    first = token.partition(".")[0]
    try:
        found = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (ValueError, RecursionError) as fault:
        raise not_trusted("header") from fault
    if not isinstance(found, dict):
        raise not_trusted("header")
    return found


def meant_for_us(claims: Claims, expected: Expected) -> None:
    """Refuse a token of another provider, or for another client, or for others as well as for us."""
    if claims.get("iss") != expected.provider.issuer:
        raise not_trusted("iss")
    client = expected.provider.client_id
    if claims.get("aud") not in (client, [client]):
        raise not_trusted("aud")
    if claims.get("azp", client) != client:
        raise not_trusted("azp")


def on_time(claims: Claims, now: float) -> None:
    """Refuse a token that is used up, not valid yet, or made before anybody asked."""
    if moment(claims, "exp") <= now - LEEWAY:
        raise not_trusted("exp")
    if not now - OLDEST <= moment(claims, "iat") <= now + LEEWAY:
        raise not_trusted("iat")
    if "nbf" in claims and moment(claims, "nbf") > now + LEEWAY:
        raise not_trusted("nbf")


def of_this_access(claims: Claims, told: Told) -> None:
    """Refuse a token that names another access than the one it came with."""
    if "at_hash" not in claims:
        return
    bits = str(header(told.id_token)["alg"])[2:]
    whole = hashlib.new(f"sha{bits}", told.access_token.encode()).digest()
    half = base64.urlsafe_b64encode(whole[: len(whole) // 2]).rstrip(b"=").decode()
    if not compare_digest(text(claims, "at_hash"), half):
        raise not_trusted("at_hash")


def strong_enough(claims: Claims, expected: Expected, now: float) -> None:
    """Refuse a login that was weaker than the provider's row demands, or too long ago."""
    provider, max_age = expected.provider, expected.max_age
    if provider.level:
        worth = provider.levels.get(text(claims, "acr"))
        if not isinstance(worth, int) or worth < provider.level:
            raise LoginRefused(Why.TOO_WEAK, "acr")
    if max_age is not None:
        when = moment(claims, "auth_time")
        if not now - max_age - LEEWAY <= when <= now + LEEWAY:
            raise LoginRefused(Why.STALE, "auth_time")


def text(claims: Claims, name: str) -> str:
    """Give a claim that must be text in plain letters; anything else is refused."""
    found = claims.get(name)
    if not isinstance(found, str) or not found.isascii():
        raise not_trusted(name)
    return found


def moment(claims: Claims, name: str) -> float:
    """Give a claim that must be a time in seconds; anything else is refused."""
    found = claims.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        raise not_trusted(name)
    return float(found)
