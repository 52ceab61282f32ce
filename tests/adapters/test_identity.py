"""What our own end demands of a provider over the network, and what it gives away there: as little as it can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from samspel.adapters import identity
from samspel.adapters.identity import Providers, public_keys, safe
from samspel.people.identity import Question, Unreachable
from samspel.people.models import Provider
from tests.identity import hostile
from tests.identity.counterpart import CLIENT, LEVELS, RESOURCE
from tests.identity.hostile import Liar

pytestmark = pytest.mark.login
QUESTION = Question("state", "nonce", "v" * 64, "https://samspel.example/back/", "nn")


@pytest.fixture
def liar() -> Iterator[Liar]:
    with hostile.lying() as found:
        yield found


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that is asked from now on."""
    asked: list[str] = []
    real = identity.get

    def get(address: str) -> dict[str, object]:
        asked.append(address)
        return real(address)

    monkeypatch.setattr(identity, "get", get)
    return asked


def row(issuer: str, **more: object) -> Provider:
    """A provider's row that is in no database."""
    told = {
        "slug": "ansattporten", "kind": "ansattporten", "issuer": issuer, "client_id": CLIENT, "key_name": "our.jwk",
        "levels": LEVELS, "level": 3, "resource": RESOURCE,
    }  # fmt: skip
    return Provider(**told | more)


@pytest.mark.parametrize(
    ("address", "issuer", "sure"),
    [
        ("https://login.example/a", "https://id.example", True),
        ("http://login.example/a", "https://id.example", False),
        ("http://127.0.0.1/a", "https://id.example", False),
        ("http://127.0.0.1:8/a", "http://127.0.0.1:9", True),
        ("http://elsewhere.example", "http://127.0.0.1:9", False),
        ("file:///etc/passwd", "https://id.example", False),
        ("javascript:alert(1)", "https://id.example", False),
        (None, "https://id.example", False),
    ],
)
def test_nothing_is_sent_where_others_can_read_it(address: object, issuer: str, sure: bool) -> None:
    assert safe(address, issuer) is sure


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": None},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
    ],
)
def test_a_provider_that_is_not_who_it_says_is_not_asked(
    liar: Liar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: dict[str, object]
) -> None:
    honest = json.loads(liar.told("/openid-configuration")[1])
    monkeypatch.setattr(identity, "get", lambda _address: honest | told)
    with pytest.raises(Unreachable):
        Providers(tmp_path).about(row(liar.issuer))


def test_what_a_provider_says_of_itself_is_asked_for_once_a_day(
    liar: Liar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, now = watched(monkeypatch), [1_000.0]
    door = Providers(tmp_path, lambda: now[0])
    door.about(row(liar.issuer))
    door.about(row(liar.issuer))
    assert len(asked) == 1
    now[0] += identity.DAY
    door.about(row(liar.issuer))
    assert len(asked) == 2


def test_a_new_key_is_fetched_when_a_token_names_it_and_not_more_than_once_a_minute(
    liar: Liar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, now = watched(monkeypatch), [1_000.0]
    door = Providers(tmp_path, lambda: now[0])
    provider = row(liar.issuer)
    for _ in range(5):
        door.keys(provider, "own")
        door.keys(provider, "nobody-knows")
    assert len([one for one in asked if one.endswith("jwks_uri")]) == 1
    now[0] += identity.MINUTE
    door.keys(provider, "nobody-knows")
    door.keys(provider, "own")
    assert len([one for one in asked if one.endswith("jwks_uri")]) == 2


def test_only_keys_that_can_sign_for_all_to_check_are_taken() -> None:
    good, curve = RSAKey.generate_key(2048, {"kid": "good"}), ECKey.generate_key("P-256", {"kid": "curve"})
    secret = OctKey.generate_key(256, {"kid": "secret"})
    closing = RSAKey.generate_key(2048, {"kid": "closing", "use": "enc"})
    listed = [key.as_dict(private=False) for key in (good, curve, closing)]
    told: list[object] = [*listed, secret.as_dict(private=True), {"kty": "RSA"}, "key", None]
    assert [key.kid for key in public_keys({"keys": told})] == ["good", "curve"]
    nothings: list[dict[str, object]] = [{}, {"keys": "all"}, {"keys": []}, {"keys": [secret.as_dict(private=True)]}]
    for nothing in nothings:
        with pytest.raises(Unreachable):
            public_keys(nothing)


@pytest.mark.parametrize("key", [RSAKey.generate_key(2048), ECKey.generate_key("P-256")], ids=["rsa", "ec"])
def test_our_client_signs_anew_each_time_for_this_provider_and_for_a_minute(
    tmp_path: Path, key: RSAKey | ECKey
) -> None:
    (tmp_path / "our.jwk").write_text(json.dumps(key.as_dict(private=True)))
    provider = row("https://id.example")
    session = Providers(tmp_path).session(provider)
    signs, seen = session.client_auth("private_key_jwt"), set()
    for _ in range(2):
        _address, _headers, body = signs.prepare("POST", "https://id.example/token", {}, "code=c")
        sent = parse_qs(body)
        told = jwt.decode(sent["client_assertion"][0], key, algorithms=["RS256", "ES256"])
        claims = told.claims
        assert (claims["iss"], claims["sub"], claims["aud"]) == (CLIENT, CLIENT, "https://id.example")
        assert 0 < claims["exp"] - claims["iat"] <= 60
        assert told.header["kid"] == key.thumbprint()
        seen.add(claims["jti"])
    assert len(seen) == 2


def test_a_key_outside_the_folder_or_not_there_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    folder = tmp_path / "keys"
    folder.mkdir()
    for name in ("../secret", "missing"):
        with pytest.raises(Unreachable):
            Providers(folder).session(row("https://id.example", key_name=name, proof="client_secret_basic"))


def test_the_question_asks_for_the_levels_that_are_enough_the_lowest_first() -> None:
    asked = identity.parameters(row("https://id.example", max_age=60), QUESTION)
    assert (asked["acr_values"], asked["max_age"], asked["ui_locales"]) == ("substantial high", "60", "nn")
    high = identity.parameters(row("https://id.example", level=4), QUESTION)
    assert high["acr_values"] == "high"
    plain = identity.parameters(row("https://id.example", kind="plain", levels={}, level=0), QUESTION)
    assert not {"acr_values", "max_age", "authorization_details"} & set(plain)
    anew = identity.parameters(row("https://id.example", max_age=60), replace(QUESTION, anew=True))
    assert (anew["prompt"], anew["max_age"]) == ("login", "0")
    assert QUESTION.verifier not in json.dumps(asked)
