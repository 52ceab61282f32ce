"""The real counterpart of the login: the certified `oidc-provider`, playing Ansattporten and a plain provider."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import requests
from django.conf import settings
from joserfc.jwk import RSAKey

from samspel.people import providers
from samspel.people.models import Provider
from tests import node

LISTED = node.LISTED / "identity-provider"
CLIENT = "samspel-test"
SECRET = "a-secret-of-the-test-and-of-nothing-else"
RESOURCE = "urn:altinn:resource:samspel"
LEVELS = {"substantial": 3, "high": 4}


@dataclass(frozen=True)
class Counterpart:
    """The two providers that a process plays, and the folder with our own keys at them."""

    ansattporten: str
    plain: str
    keys: Path


@contextmanager
def playing(keys: Path, base: str = settings.BASE_URL) -> Iterator[Counterpart]:
    """Play both providers for a Samspel at an address, as long as the block runs or the test that began it."""
    key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
    (keys / "ansattporten.jwk").write_text(json.dumps(key.as_dict(private=True)))
    (keys / "plain.secret").write_text(SECRET)
    told = {
        "module": str(node.installed("identity-provider") / "oidc-provider" / "lib" / "index.js"),
        "client": CLIENT,
        "secret": SECRET,
        "jwks": {"keys": [key.as_dict(private=False)]},
        "back": {slug: f"{base}/logg-inn/{slug}/retur/" for slug in ("ansattporten", "plain")},
        "home": f"{base}/",
    }
    command = [str(node.NODE), str(LISTED / "provider.mjs")]
    log = (keys / "provider.log").open("w")
    with (
        log,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        assert line, (keys / "provider.log").read_text()
        try:
            yield Counterpart(**json.loads(line), keys=keys)
        finally:
            process.stdin.close()
            process.wait(timeout=10)


def rows(ansattporten: str, plain: str) -> tuple[Provider, Provider]:
    """Write the rows of the two providers."""
    common = {"client_id": CLIENT, "levels": LEVELS, "level": 3}
    first = {
        **common, "name_nb": "Ansattporten", "name_nn": "Ansattporten", "kind": "ansattporten", "issuer": ansattporten,
        "proof": "private_key_jwt", "key_name": "ansattporten.jwk", "resource": RESOURCE,
    }  # fmt: skip
    second = {
        "client_id": CLIENT, "name_nb": "Høgskolen", "name_nn": "Høgskulen", "kind": "plain", "issuer": plain,
        "proof": "client_secret_basic", "key_name": "plain.secret",
    }  # fmt: skip
    return providers.put("ansattporten", first), providers.put("plain", second)


def party(orgnr: str, *actions: str, name: str = "", unit_type: str = "KOMM") -> dict[str, object]:
    """Give one organisation as Ansattporten tells of it."""
    return {
        "orgno": {"authority": "iso6523-actorid-upis", "ID": f"0192:{orgnr}"},
        "resource": "samspel",
        "name": name or orgnr,
        "unit_type": unit_type,
        "actions": list(actions or ("read", "write")),
    }


def details(*parties: Mapping[str, object], resource: str = RESOURCE) -> list[dict[str, object]]:
    """Give what Ansattporten tells of whom somebody may act for; with nobody the type stands alone."""
    told: dict[str, object] = {"type": "ansattporten:altinn:resource"}
    if parties:
        told |= {"resource": resource, "resource_name": "Samspel", "authorized_parties": list(parties)}
    return [told]


def visit(address: str, form: Mapping[str, str]) -> tuple[str, dict[str, object]]:
    """Be somebody's browser at the provider: log in there, and give the address it sends back to, and what it asked."""
    with requests.Session() as browser:
        browser.trust_env = False
        page = browser.get(address, timeout=10)
        asked: dict[str, object] = page.json()
        answer = browser.post(page.url, data=form, timeout=10, allow_redirects=False)
        while (where := urljoin(answer.url, answer.headers.get("Location", ""))) and where != answer.url:
            if where.startswith(settings.BASE_URL):
                return where.removeprefix(settings.BASE_URL), asked
            answer = browser.get(where, timeout=10, allow_redirects=False)
        raise AssertionError(answer.text)
