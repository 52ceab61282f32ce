"""A provider that lies: it signs whatever a case wants, in whatever way, and answers however it likes."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey, Key, OctKey, RSAKey
from joserfc.jws import JWSRegistry

from tests.identity.counterpart import CLIENT, details, party

ORGNR = "210000011"
GONE = object()  # a claim that is left out
SLASH = object()  # the issuer with a slash too many
OWN = RSAKey.generate_key(2048, {"kid": "own", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "own"})
CURVE = ECKey.generate_key("P-256", {"kid": "curve", "use": "sig"})


def part(told: object) -> str:
    """Write one part of a token."""
    return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()


def made(claims: Mapping[str, Any], header: Mapping[str, Any], key: Key = OWN) -> str:
    """Sign some claims as the header says."""
    registry = JWSRegistry(algorithms=["RS256", "RS512", "PS256", "ES256", "HS256"], strict_check_header=False)
    return jws.serialize_compact(dict(header), json.dumps(claims), key, registry=registry)


def honest(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Sign as an honest provider does."""
    return made(claims, header)


def unsigned(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Sign nothing at all."""
    return f"{part(header)}.{part(claims)}."


def with_public_key(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Sign with the public key as if it were a shared secret."""
    secret = OctKey.import_key(base64.b64encode(OWN.as_pem(private=False)))
    return made(claims, {**header, "alg": "HS256"}, secret)


def with_secret(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Sign with what the client and the provider share."""
    return made(claims, {**header, "alg": "HS256"}, OctKey.import_key("a-secret-of-the-test-and-of-nothing-else"))


def with_other_key(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Sign with another key under the name of the real one."""
    return made(claims, header, OTHER)


def with_brought_key(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Sign with another key, and bring it along."""
    return made(claims, {**header, "jwk": OTHER.as_dict(private=False)}, OTHER)


def changed(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Change who it is after signing."""
    first, _middle, last = made(claims, header).split(".")
    return f"{first}.{part({**claims, 'sub': 'somebody-else'})}.{last}"


def with_any_head(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Sign with the real key whatever stands in the head, also what no honest library would write."""
    signed = f"{part(header)}.{part(claims)}"
    signature = JWSRegistry.algorithms["RS256"].sign(signed.encode(), OWN)
    return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def cut(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """Lose the signature's end."""
    return made(claims, header)[:-9]


@dataclass(frozen=True)
class Lie:
    """What is wrong with one login; everything else about it is as it should be."""

    claims: Mapping[str, Any] = field(default_factory=dict)
    header: Mapping[str, Any] = field(default_factory=dict)
    sign: Callable[[Mapping[str, Any], Mapping[str, Any]], str] = honest
    beside: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    answer: tuple[int, bytes] | None = None


@dataclass
class Liar:
    """The provider: where it is, and the lie that it tells to the next who asks."""

    issuer: str
    lie: Lie = field(default_factory=Lie)
    nonce: str = ""

    def claims(self) -> dict[str, Any]:
        """Give the claims of the next token."""
        now = int(time.time())
        told = {
            "iss": self.issuer, "aud": CLIENT, "sub": "a1", "nonce": self.nonce, "acr": "substantial", "iat": now,
            "exp": now + 120, "auth_time": now, "name": "Kari Ny", "authorization_details": details(party(ORGNR)),
            **self.lie.claims,
        }  # fmt: skip
        if told["iss"] is SLASH:
            told["iss"] = f"{self.issuer}/"
        return {name: value(now) if callable(value) else value for name, value in told.items() if value is not GONE}

    def told(self, path: str) -> tuple[int, bytes]:
        """Give what is answered at an address."""
        if path.endswith("openid-configuration"):
            at = {name: f"{self.issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
            return 200, json.dumps({"issuer": self.issuer, **at}).encode()
        if path.endswith("jwks_uri"):
            return 200, json.dumps({"keys": [key.as_dict(private=False) for key in (OWN, CURVE)]}).encode()
        if self.lie.answer:
            return self.lie.answer
        claims = self.claims()
        header = {"alg": "RS256", "kid": "own", "typ": "JWT", **self.lie.header}
        token = self.lie.sign(claims, {name: value for name, value in header.items() if value is not GONE})
        answer = {"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": token}
        if "authorization_details" in claims:
            answer["authorization_details"] = claims["authorization_details"]
        answer |= self.lie.beside
        return 200, json.dumps({name: value for name, value in answer.items() if value is not GONE}).encode()


@contextmanager
def lying() -> Iterator[Liar]:
    """Let the provider answer on loopback for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = liar.told(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", f"{liar.issuer}/jwks_uri")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    liar = Liar(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield liar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
