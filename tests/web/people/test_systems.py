"""An administrator lets a system in and shuts it out; its secret is shown once, and nobody else comes here."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from samspel.actors.models import SystemClient
from samspel.flow.models import Entry
from samspel.tenancy.by import By
from samspel.web import clock
from tests.cast import CHARLIE, KARI, KNUT, PIA, UNNI, OfficeCast
from tests.stories import invitations, needs
from tests.stories.invitations import ALMA
from tests.web.desk import read, sit, words

NOW = needs.when("2021", day=20)
TOLD = {"act": "make", "name": "Sak og arkiv", "access": "write", "last_day": "31.12.2023"}


def send(browser: Client, **sent: object) -> Any:  # noqa: ANN401  Django's own answer
    """Press a button on the page."""
    return browser.post("/eier/folk/fagsystem/", sent)


@pytest.fixture
def alma(rogaland: OfficeCast) -> Client:
    """The browser of the administrator of Fjordvik."""
    invitations.administrators()
    return sit(ALMA, NOW)


def test_a_secret_is_shown_once_and_lets_the_system_in(alma: Client) -> None:
    answer = send(alma, **TOLD)
    assert answer.status_code == 200
    (secret,) = re.findall(r"<code>(samspel_[^<]+)</code>", answer.content.decode())
    assert answer.headers["Cache-Control"] == "no-store"
    page = read(alma, "owner-clients")
    assert secret not in page
    assert "Sak og arkiv" in page
    coming = Client(headers={"Authorization": f"Bearer {secret}"})
    coming.cookies[clock.COOKIE] = clock.starting_at(NOW)
    assert coming.get("/api/v1/needs").json()["count"] == 0
    assert "20. januar 2023" in words(alma.get("/eier/folk/fagsystem/"))


def test_a_system_is_shut_out_at_once_and_it_stands_in_the_journal(alma: Client) -> None:
    send(alma, **TOLD)
    made = SystemClient.objects.get()
    assert send(alma, act="withdraw", id=made.pk).status_code == 302
    assert "Trukket tilbake" in read(alma, "owner-clients")
    assert send(alma, act="withdraw", id=made.pk).status_code == 422
    assert [entry.act for entry in Entry.objects.filter(record_id=made.pk).order_by("sequence")] == [
        "actors.make_client", "actors.withdraw_client",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"name": ""}, "Hva heter systemet"),
        ({"name": "x" * 61}, "60"),
        ({"access": "all"}, "Velg et av svarene"),
        ({"last_day": ""}, "Siste dag"),
        ({"last_day": "19.01.2023"}, "Velg en dag fra i dag til ett år fram."),
        ({"last_day": "23.01.2024"}, "Velg en dag fra i dag til ett år fram."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(alma: Client, wrong: dict[str, str], text: str) -> None:
    answer = send(alma, **{**TOLD, **wrong})
    assert answer.status_code == 422
    assert text in words(answer)
    assert not SystemClient.objects.exists()


@pytest.mark.parametrize("by", [KARI, KNUT, PIA, UNNI, CHARLIE])
def test_nobody_but_the_administrator_comes_here(rogaland: OfficeCast, by: By) -> None:
    assert send(sit(by, NOW), **TOLD).status_code == 403
    assert not SystemClient.objects.exists()


@pytest.mark.parametrize("named", ["", "x", "00000000-0000-7000-8000-000000000000"])
def test_a_system_of_somebody_else_is_not_there(alma: Client, named: str) -> None:
    assert send(alma, act="withdraw", id=named).status_code == 404


def test_one_whose_last_day_is_over_is_said_to_be(alma: Client) -> None:
    send(alma, **TOLD)
    late = sit(ALMA, NOW + timedelta(days=400))
    assert "Gått ut" in read(late, "owner-clients")


def test_the_page_about_people_leads_here_for_the_administrator_alone(alma: Client) -> None:
    assert "/eier/folk/fagsystem/" in read(alma, "owner-people")
    assert "/eier/folk/fagsystem/" not in read(sit(KARI, NOW), "owner-people")
