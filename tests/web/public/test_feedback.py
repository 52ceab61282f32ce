"""Readers say whether they found what they looked for, and what shuts them out: without login, and without a trace."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from samspel.feedback import transitions
from samspel.feedback.models import Feedback
from tests.cast import KARI, ROGALAND, OfficeCast
from tests.stories import calls, feedback, pages
from tests.web.desk import sit, words

ASKED = "Fant du det du lette etter?"
SAID = {"funnet": "nei", "text": "Hvor er fristen?", "side": "/kontakt/?sok=Kari"}


def test_every_public_page_asks_and_no_desk_does(rogaland: OfficeCast) -> None:
    calls.announced()
    pages.published()
    reader = Client()
    for address in ("/", "/kontakt/", "/utlysninger/rogaland/behov-2023/", "/nyheter/", "/pengene/"):
        assert ASKED in reader.get(address).text, address
    for address in ("/logg-inn/", "/komponenter/", "/finnes-ikke/"):
        assert ASKED not in reader.get(address).text, address
    assert ASKED in sit(KARI, feedback.SAID).get("/kontakt/").text
    assert ASKED not in sit(KARI, feedback.SAID).get("/eier/").text
    assert ASKED not in sit(ROGALAND.caseworker, feedback.SAID).get("/kontor/").text


def test_an_answer_is_kept_and_thanked_for(rogaland: OfficeCast) -> None:
    reader = Client()
    reader.cookies["samspel-spraak"] = "nn"
    answer = reader.post("/tilbakemelding/", SAID, follow=True)
    assert "Takk for svaret" in answer.text
    assert 'href="/kontakt/"' in answer.text
    one = Feedback.objects.get()
    assert (one.kind, one.path, one.found, one.text, one.written_form, one.office_id) == (
        "page", "/kontakt/", False, "Hvor er fristen?", "nn", None,
    )  # fmt: skip


def test_an_answer_belongs_to_the_office_whose_page_it_is_about(rogaland: OfficeCast) -> None:
    Client().post("/tilbakemelding/", {"funnet": "ja", "side": "/nyheter/rogaland/nytt/"})
    assert Feedback.objects.get().office_id == ROGALAND.office


@pytest.mark.parametrize(
    "side", ["", "/kontor/saker/", "https://evil.example/", "//evil.example", "/finnes-ikke/", "javascript:alert(1)"]
)
def test_an_answer_about_a_page_that_is_not_public_is_about_the_front_page(rogaland: OfficeCast, side: str) -> None:
    answer = Client().post("/tilbakemelding/", {"funnet": "ja", "side": side}, follow=True)
    assert '<a class="ds-link" href="/">Gå tilbake til siden</a>' in answer.text
    assert Feedback.objects.get().path == "/"


def test_whoever_fills_in_what_people_do_not_see_is_thanked_and_forgotten(rogaland: OfficeCast) -> None:
    for address, said in (("/tilbakemelding/", SAID), ("/tilgjengelighet/meld-fra/", {"text": "Kjøp nå"})):
        answer = Client().post(address, {**said, "nettside": "https://spam.example"}, follow=True)
        assert "Takk for svaret" in answer.text
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({**SAID, "funnet": ""}, "Velg et svar under «Fant du det du lette etter?»."),
        ({**SAID, "text": "x" * 2001}, "Den kan ha høyst 2000."),
        ({**SAID, "text": "a\x00b"}, "kan ikke lagres"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_told_and_nothing_is_lost(
    rogaland: OfficeCast, sent: dict[str, str], told: str
) -> None:
    answer = Client().post("/tilbakemelding/", sent)
    assert (answer.status_code, told in words(answer)) == (422, True)
    assert "/kontakt/" in words(answer)
    assert not Feedback.objects.exists()


def test_when_too_much_has_come_it_is_said_plainly(rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transitions, "HOURLY", 0)
    answer = Client().post("/tilbakemelding/", SAID)
    assert (answer.status_code, "Prøv igjen senere" in answer.text, "Hvor er fristen?" in answer.text) == (
        422,
        True,
        True,
    )


def test_an_answer_from_another_site_is_refused(rogaland: OfficeCast) -> None:
    reader = Client(enforce_csrf_checks=True)
    assert reader.post("/tilbakemelding/", SAID).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', reader.get("/kontakt/").text)
    assert token
    assert reader.post("/tilbakemelding/", {**SAID, "csrfmiddlewaretoken": token.group(1)}).status_code == 302


def test_a_barrier_is_reported_from_the_accessibility_page(rogaland: OfficeCast) -> None:
    reader = Client()
    assert 'href="/tilgjengelighet/meld-fra/"' in reader.get("/tilgjengelighet/").text
    assert reader.post("/tilgjengelighet/meld-fra/", {"text": ""}).status_code == 422
    said = {"text": "Kjem ikkje forbi kartet med tastaturet.", "side": "siden med kartet"}
    assert "Takk for svaret" in reader.post("/tilgjengelighet/meld-fra/", said, follow=True).text
    one = Feedback.objects.get()
    assert (one.kind, one.path, one.found, one.text) == ("barrier", "siden med kartet", None, said["text"])
