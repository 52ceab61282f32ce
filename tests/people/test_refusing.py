"""Whoever comes with a login that is wrong in any way is not let in, and reads a page that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from samspel.adapters.identity import Providers
from samspel.people import identity, providers
from samspel.people.models import Login
from tests.identity import counterpart, hostile
from tests.identity.hostile import GONE, Liar, Lie
from tests.identity.lies import ANSWERS, LIES
from tests.web.desk import words

pytestmark = [pytest.mark.login, pytest.mark.django_db]


@pytest.fixture(scope="module")
def liar() -> Iterator[Liar]:
    with hostile.lying() as found:
        yield found


@pytest.fixture
def ways(liar: Liar, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Liar:
    """The liar in the place of Ansattporten, with what it demands of a login at its strictest."""
    counterpart.rows(liar.issuer, "https://plain.example")
    row = {"proof": "client_secret_basic", "key_name": "plain.secret", "max_age": 3600}
    providers.put("ansattporten", row)
    (tmp_path / "plain.secret").write_text(counterpart.SECRET)
    monkeypatch.setattr(identity, "_door", Providers(tmp_path))
    liar.lie = Lie()
    return liar


def come(client: Client, liar: Liar, lie: Lie, **asked_for: str) -> object:
    """Log in with a lie; gives the answer to whoever comes back with it."""
    asked = client.get(reverse("login-start", args=["ansattporten"]), asked_for).headers["Location"]
    params = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
    liar.lie, liar.nonce = lie, params["nonce"]
    query = {"code": "code", "state": params["state"], "iss": liar.issuer} | dict(lie.query)
    sent = {name: value for name, value in query.items() if value is not GONE}
    return client.get(reverse("login-return", args=["ansattporten"]), sent)


def test_an_honest_login_is_let_in(client: Client, ways: Liar) -> None:
    assert come(client, ways, Lie()).headers["Location"] == reverse("owner-home")  # type: ignore[attr-defined]
    assert Login.objects.count() == 1


@pytest.mark.parametrize(("ago", "status"), [(10, 302), (600, 400)])
def test_a_login_asked_for_anew_is_one_of_just_now(client: Client, ways: Liar, ago: int, status: int) -> None:
    lie = Lie({"auth_time": lambda now: now - ago})
    assert come(client, ways, lie, **{"pa-nytt": "1"}).status_code == status  # type: ignore[attr-defined]


def test_the_table_is_long_enough() -> None:
    assert len(LIES) >= 100


@pytest.mark.parametrize("name", LIES)
def test_a_wrong_login_is_not_let_in(client: Client, ways: Liar, name: str, caplog: pytest.LogCaptureFixture) -> None:
    page = come(client, ways, LIES[name])
    status = page.status_code  # type: ignore[attr-defined]
    assert status in ({400, 403, 503} if name in ANSWERS else {400, 403})
    text = words(page)  # type: ignore[arg-type]
    assert status == 503 or re.search(r"referansen ([0-9A-F]{8})\.", text)
    assert re.search("ikke logget inn|ikke fullført|Du avbrøt", text) or status == 503
    assert "_auth_user_id" not in client.session
    assert Login.objects.count() == 0
    assert client.get(reverse("owner-home")).status_code == 302
    assert "eyJ" not in caplog.text
    assert ways.nonce not in caplog.text
