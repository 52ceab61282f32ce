"""The providers over the network, with Authlib: what they say of themselves, the question, the code, the keys.

The question is pushed behind the browser's back where the provider takes that (PAR), the client shows who it is with a
signed assertion or a secret, nothing is followed to another address, and nobody waits long.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.urls import add_params_to_qs
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import private_key_jwt_sign
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey, import_key

from samspel.people import authority
from samspel.people.identity import CodeRefused, Known, Question, Told, Unreachable
from samspel.people.models import Provider

PATIENCE = (3, 10)  # seconds to be let in, and for the answer
DAY, MINUTE = 86_400, 60
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Remembered:
    """What a provider said of itself or its keys, and when."""

    told: Any
    since: float


class Providers:
    """The way to every provider over HTTP; its keys and secrets lie as files in one folder."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.folder = folder
        self.clock = clock
        self.metadata: dict[str, Remembered] = {}
        self.key_sets: dict[str, Remembered] = {}

    def known(self, provider: Provider) -> Known:
        """Give what a provider says of itself."""
        told = self.about(provider)
        state_own = provider.kind != Provider.Kind.PLAIN
        named = told.get("authorization_response_iss_parameter_supported") is True
        return Known(names_itself=state_own or named, leaving=str(told.get("end_session_endpoint") or ""))

    def address(self, provider: Provider, question: Question) -> str:
        """Ask, behind the browser's back where the provider takes that, and give where the person logs in."""
        about, asked = self.about(provider), parameters(provider, question)
        session = self.session(provider)
        if pushing := about.get("pushed_authorization_request_endpoint"):
            auth = session.client_auth(provider.proof)
            answer = read(lambda: session.post(str(pushing), data=asked, auth=auth, **manners()))
            if "request_uri" not in answer:
                raise Unreachable(f"{provider.slug}: the question was not taken: {answer.get('error')}")
            asked = {"client_id": provider.client_id, "request_uri": str(answer["request_uri"])}
        where = str(about["authorization_endpoint"])
        return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"

    def told(self, provider: Provider, code: str, verifier: str, back_to: str) -> Told:
        """Give what the provider tells for a code; CodeRefused when it is no good."""
        session = self.session(provider)
        where = str(self.about(provider)["token_endpoint"])
        try:
            answer = session.fetch_token(where, code=code, code_verifier=verifier, redirect_uri=back_to, **manners())
        except OAuthError as fault:
            raise CodeRefused(str(fault.error)) from fault
        except (requests.RequestException, ValueError) as fault:
            raise Unreachable(f"{provider.slug}: {type(fault).__name__}") from fault
        tokens = [answer.get("id_token"), answer.get("access_token")]
        if not all(isinstance(token, str) and token for token in tokens):
            raise CodeRefused("no token")
        return Told(str(tokens[0]), str(tokens[1]), dict(answer))

    def keys(self, provider: Provider, kid: str) -> KeySet:
        """Give the keys a provider signs with; asked for anew once a day, and for a new name once a minute at most."""
        found = self.key_sets.get(provider.issuer)
        names = {key.kid for key in found.told} if found else set()
        age = self.clock() - found.since if found else DAY
        if not found or age >= DAY or (kid and kid not in names and age >= MINUTE):
            told = get(str(self.about(provider)["jwks_uri"]))
            found = self.key_sets[provider.issuer] = Remembered(public_keys(told), self.clock())
        keys: KeySet = found.told
        return keys

    def about(self, provider: Provider) -> Mapping[str, object]:
        """Give what a provider says of itself at its own address, asked for once a day."""
        found = self.metadata.get(provider.issuer)
        if not found or self.clock() - found.since >= DAY:
            told = get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
            if told.get("issuer") != provider.issuer:
                raise Unreachable(f"{provider.slug}: calls itself something else")
            if not all(safe(told.get(name), provider.issuer) for name in NEEDED):
                raise Unreachable(f"{provider.slug}: has no safe address for what is needed")
            found = self.metadata[provider.issuer] = Remembered(told, self.clock())
        about: Mapping[str, object] = found.told
        return about

    def session(self, provider: Provider) -> Any:  # noqa: ANN401 - Authlib carries no types
        """Give a client that shows the provider who it is."""
        secret = self.secret(provider)
        session = OAuth2Session(provider.client_id, secret, token_endpoint_auth_method=provider.proof)
        session.trust_env = False
        session.register_client_auth_method((Provider.Proof.PRIVATE_KEY.value, assertion_for(provider)))
        return session

    def secret(self, provider: Provider) -> object:
        """Give the key or the secret of our own client, from its file."""
        try:
            kept = (self.folder / Path(provider.key_name).name).read_text(encoding="utf-8").strip()
        except OSError as fault:
            raise Unreachable(f"{provider.slug}: our own key cannot be read") from fault
        return private_key(kept) if provider.proof == Provider.Proof.PRIVATE_KEY else kept


def private_key(kept: str) -> RSAKey | ECKey:
    """Give a private key from its file, written as a JWK or as PEM."""
    key = import_key(json.loads(kept)) if kept.startswith("{") else RSAKey.import_key(kept)
    if not isinstance(key, RSAKey | ECKey):
        raise Unreachable("our own key is of a kind that cannot sign")
    key.ensure_kid()
    return key


def assertion_for(provider: Provider) -> Any:  # noqa: ANN401 - Authlib carries no types
    """Give how our client signs that it is itself: for this provider alone, once, and for a minute."""

    def sign(auth: Any, _method: str, uri: str, headers: MutableMapping[str, str], body: str) -> tuple[Any, ...]:  # noqa: ANN401 - Authlib's
        key = auth.client_secret
        signed = private_key_jwt_sign(
            key,
            auth.client_id,
            provider.issuer,
            alg="ES256" if isinstance(key, ECKey) else "RS256",
            header={"kid": key.kid},
            expires_in=MINUTE,
        )
        pair = [("client_assertion_type", ASSERTION), ("client_assertion", signed)]
        body = add_params_to_qs(body or "", pair)
        headers["Content-Length"] = str(len(body))
        return uri, headers, body

    return sign


def parameters(provider: Provider, question: Question) -> dict[str, str]:
    """Give everything that is asked of a provider."""
    asked = {
        "client_id": provider.client_id,
        "response_type": "code",
        "scope": provider.scopes,
        "redirect_uri": question.back_to,
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": create_s256_code_challenge(question.verifier),
        "code_challenge_method": "S256",
        "ui_locales": question.written_form,
    }
    enough = [name for name, worth in sorted(provider.levels.items(), key=itemgetter(1)) if worth >= provider.level]
    if provider.level and enough:
        asked["acr_values"] = " ".join(enough)
    if question.anew:
        asked |= {"prompt": "login", "max_age": "0"}
    elif provider.max_age is not None:
        asked["max_age"] = str(provider.max_age)
    if details := authority.asked(provider):
        asked["authorization_details"] = json.dumps(details)
    return asked


def manners() -> dict[str, Any]:
    """Give how every request is made: with a short wait, and never on to another address."""
    return {"timeout": PATIENCE, "allow_redirects": False}


def get(address: str) -> dict[str, object]:
    """Give the object at an address; Unreachable when there is none."""
    with requests.Session() as session:
        session.trust_env = False
        return read(lambda: session.get(address, headers={"Accept": "application/json"}, **manners()))


def read(ask: Callable[[], requests.Response]) -> dict[str, object]:
    """Make a request and give the object it answers; Unreachable when it answers none."""
    try:
        answer = ask()
        told = answer.json() if answer.status_code < 500 and not answer.is_redirect else None
    except (requests.RequestException, ValueError, OAuthError) as fault:
        raise Unreachable(type(fault).__name__) from fault
    if not isinstance(told, dict):
        raise Unreachable(f"answered {answer.status_code} and no object")
    return told


def safe(address: object, issuer: str) -> bool:
    """Tell whether an address is one to send anything to: https, or on this machine when the provider is there too."""
    if not isinstance(address, str):
        return False
    asked, home = urlsplit(address), urlsplit(issuer)
    return asked.scheme == "https" or (asked.hostname in LOOPBACK and home.hostname in LOOPBACK)


def public_keys(told: Mapping[str, object]) -> KeySet:
    """Give the keys that a provider may sign with; a secret or a kind that we do not take is left out."""
    listed = told.get("keys")
    found: list[Any] = []
    for row in listed if isinstance(listed, list) else []:
        if not isinstance(row, dict) or row.get("kty") not in {"RSA", "EC"} or row.get("use", "sig") != "sig":
            continue
        try:
            key = import_key({name: value for name, value in row.items() if name not in {"d", "p", "q"}})
        except (JoseError, ValueError, TypeError):
            continue
        found.append(key)
    if not found:
        raise Unreachable("no keys to check signatures with")
    return KeySet(found)
