"""How long a session lasts, and the cookies that hold it where the world can reach it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from samspel.people.models import Person
from samspel.people.session_store import SessionStore
from samspel.web import acting, clock
from tests.cast import KARI
from tests.databases import ROOT

SETTINGS = """
import json
from samspel.config import settings as s
kinds = ("SESSION", "CSRF", "LANGUAGE")
names = ("NAME", "SECURE", "HTTPONLY", "SAMESITE")
print(json.dumps({k: [getattr(s, f"{k}_COOKIE_{n}") for n in names] for k in kinds}))
print(json.dumps([s.SESSION_COOKIE_DOMAIN if hasattr(s, "SESSION_COOKIE_DOMAIN") else None, s.SESSION_COOKIE_AGE]))
"""


def test_cookies_over_https_belong_to_one_host_and_no_script_reads_them() -> None:
    url = "postgresql://x@127.0.0.1:1/x"
    environment = {**os.environ, "SAMSPEL_DEMO": "", "SAMSPEL_BASE_URL": "https://samspel.example", "DATABASE_URL": url}
    environment |= {"SAMSPEL_SECRET_KEY": "k" * 64, "SAMSPEL_PERSON_KEY": "p" * 64}
    command = [sys.executable, "-c", SETTINGS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    cookies, rest = (json.loads(line) for line in done.stdout.splitlines())
    for name, *manners in cookies.values():
        assert name.startswith("__Host-")
        assert manners == [True, True, "Lax"]
    assert rest == [None, 30 * 60]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["\\000aaaaaaaaaaaa", "æøåæøåæøå", "' or true --"])
def test_a_cookie_that_is_no_key_is_nobody(key: str) -> None:
    assert Client(headers={"cookie": f'samspel="{key}"'}).get(reverse("front")).status_code == 200


def asked(client: Client) -> dict[str, object]:
    answer: dict[str, object] = client.post(reverse("session")).json()
    return answer


@pytest.mark.django_db
def test_asking_tells_whether_one_is_here_and_how_long_at_the_longest() -> None:
    client = Client()
    assert asked(client) == {"here": False, "longest": ""}
    client.force_login(Person.objects.get(pk=KARI.somebody), backend="samspel.people.backend.KnownPerson")
    assert asked(client) == {"here": True, "longest": ""}
    for minutes, here in ((90, True), (-1, False)):
        session = client.session
        until = datetime.now(UTC) + timedelta(minutes=minutes)
        login = {"kind": "plain", "parties": [], "until": until.isoformat(), "id": str(KARI.person_id), "hint": ""}
        session[acting.LOGIN] = login
        session.save()
        told = asked(client)
        assert told["here"] is here
        assert told["longest"] == "" or 89 * 60 < int(str(told["longest"])) <= 90 * 60
    assert acting.LOGIN not in client.session


@pytest.mark.django_db
def test_a_sign_of_life_is_written_once_a_minute_and_half_an_hour_of_quiet_is_counted_from_it(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    client, now = Client(), datetime.now(UTC)
    client.force_login(Person.objects.get(pk=KARI.somebody), backend="samspel.people.backend.KnownPerson")
    written, said = [], Session.objects.get().session_data
    for seconds in (0, 59, 61, 90, 122):
        monkeypatch.setattr(clock, "real", lambda at=now + timedelta(seconds=seconds): at)
        with django_capture_on_commit_callbacks(execute=True):
            client.get(reverse("choose"))
        row = Session.objects.get(pk=client.session.session_key)
        written.append(round((row.expire_date - now).total_seconds()) - 30 * 60)
        assert row.session_data == said
    assert written == [0, 0, 61, 61, 122]


@pytest.mark.django_db
def test_a_sign_of_life_writes_nothing_over_what_another_page_has_just_written() -> None:
    client = Client()
    client.force_login(Person.objects.get(pk=KARI.somebody), backend="samspel.people.backend.KnownPerson")
    slow = SessionStore(client.session.session_key)
    assert acting.KEY not in slow
    quick = client.session
    quick[acting.KEY] = "another"
    quick.save()
    slow.put_off(datetime.now(UTC) + timedelta(minutes=30))
    assert client.session[acting.KEY] == "another"
