"""Anybody reads the calls that have been announced, without login, in the written form they were written in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samspel.calls import transitions
from samspel.calls.models import Announcement
from samspel.kit.ids import new_id
from samspel.web import clock
from tests.cast import ROGALAND, OfficeCast
from tests.stories import calls, registers

NOW = calls.ANNOUNCED["2021"]


@pytest.fixture
def reader() -> Client:
    """A browser of somebody who is not logged in, in October 2022."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


def test_the_open_calls_stand_on_the_front_page_and_in_the_list(rogaland: OfficeCast, reader: Client) -> None:
    assert "Ingen utlysninger er kunngjort ennå." in reader.get("/utlysninger/").text
    calls.announced()
    for address in ("/", "/utlysninger/"):
        page = reader.get(address).text
        assert 'href="/utlysninger/rogaland/behov-2023/" lang="nn">Tilskot til kompetanseutvikling 2023</a>' in page
        assert "1.\xa0februar 2023 kl.\xa023.59" in page
        assert "Regional ordning, Desentralisert ordning, Kompetanseløftet" in page


def test_a_call_is_shown_whole_in_its_own_written_form(rogaland: OfficeCast, reader: Client) -> None:
    calls.announced()
    page = reader.get("/utlysninger/rogaland/behov-2023/").text
    for text in calls.WORDS.values():
        assert str(text) in page
    assert page.count('lang="nn"') >= 6
    assert "Inntil 3 år" in page
    assert "15.\xa0januar 2024" in page
    assert 'href="/eier/ny/"' in page


def test_a_call_that_has_closed_or_was_withdrawn_says_so(rogaland: OfficeCast, reader: Client) -> None:
    call = calls.announced()
    assert call.closes_at is not None
    reader.cookies[clock.COOKIE] = clock.starting_at(call.closes_at)
    assert "Stengt" in reader.get("/utlysninger/rogaland/behov-2023/").text
    assert "Meld behov" not in reader.get("/utlysninger/rogaland/behov-2023/").text
    transitions.withdraw(call, reason="Feil", by=ROGALAND.decider, at=NOW + timedelta(days=1))
    page = reader.get("/utlysninger/rogaland/behov-2023/").text
    assert "Utlysningen er trukket" in page
    assert "Statsforvalteren trakk den 4.\xa0oktober 2022." in page


@pytest.mark.parametrize("address", ["/utlysninger/rogaland/annen/", "/utlysninger/agder/behov-2023/"])
def test_a_call_that_is_not_announced_is_not_there(rogaland: OfficeCast, reader: Client, address: str) -> None:
    calls.announced()
    calls.drafted("2026", ref="annen")
    assert reader.get(address).status_code == 404
    reader.cookies[clock.COOKIE] = clock.starting_at(NOW - timedelta(days=1))
    assert reader.get("/utlysninger/rogaland/behov-2023/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_lists_cost_the_same_however_long(
    rogaland: OfficeCast, reader: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    calls.announced()
    made = Announcement.objects.get()
    for number in range(1, rows):
        made.pk, made.call_id, made.ref = new_id(), new_id(), f"behov-{number}"
        made.save(force_insert=True)
    savepoint = 2  # each request has its own inside the test's transaction
    with django_assert_num_queries(savepoint + 3):  # the calls, the news, and the last load of the registers
        reader.get("/")
    with django_assert_num_queries(savepoint + 2):
        reader.get("/utlysninger/")
    with django_assert_num_queries(savepoint + 1):
        reader.get("/utlysninger/rogaland/behov-2023/")


def test_a_call_says_when_it_was_announced_by_which_role_and_to_whom(rogaland: OfficeCast, reader: Client) -> None:
    registers.many(2)
    call = calls.announced()
    page = " ".join(reader.get("/utlysninger/rogaland/behov-2023/").text.split())
    assert "Kunngjort 3. oktober 2022 kl. 10.00 av beslutter hos statsforvalteren." in page
    assert "Varsel går til 2 eiere av barnehager og skoler i registrene." in page
    assert "går varselet til enheten selv: 2 barnehager og skoler." in page
    Announcement.objects.filter(call_id=call.pk).update(announced_by="", owners_noticed=None, units_noticed=None)
    page = " ".join(reader.get("/utlysninger/rogaland/behov-2023/").text.split())
    assert "Kunngjort 3. oktober 2022 kl. 10.00. </p>" in page
