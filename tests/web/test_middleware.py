"""Every answer carries its security headers, and nobody ever meets a stack trace."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import override_settings

from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.web import middleware


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    """A request for a page, from somebody not logged in."""
    request: HttpRequest = rf.get("/sak/")
    request.session = SessionBase()
    return request


@pytest.mark.parametrize("address", ["/", "/finnes-ikke/", "/healthz", "/logg-ut/"])
@pytest.mark.django_db
def test_every_answer_has_the_policy_without_inline_code(client: Client, address: str) -> None:
    headers = client.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Cookie" in headers["Vary"]


@pytest.mark.django_db
def test_a_page_for_somebody_logged_in_is_stored_nowhere(client: Client) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-cache"

    client.cookies["samspel"] = "x" * 32

    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_a_refusal_the_view_let_through_is_a_page_with_every_reason(request_: HttpRequest) -> None:
    fault = Refused([Refusal("a", "Perioden er for lang.", "§ 4"), Refusal("b", "Ingen partner.")])

    answer = middleware.PlainErrors(lambda r: HttpResponse()).process_exception(request_, fault)

    assert answer is not None
    assert answer.status_code == 422
    assert all(words in answer.text for words in ["Perioden er for lang.", "§ 4", "Ingen partner."])


def test_what_is_not_visible_is_not_found_and_not_named(request_: HttpRequest) -> None:
    answer = middleware.PlainErrors(lambda r: HttpResponse()).process_exception(request_, NotVisible("needs.Need 12"))

    assert answer is not None
    assert answer.status_code == 404
    assert "needs.Need" not in answer.text


@pytest.mark.parametrize(
    ("method", "address", "status", "words"),
    [
        ("get", "/finnes-ikke/", 404, "Vi finner ikke denne siden"),
        ("get", "/logg-ut/", 405, "Denne adressen kan ikke åpnes på denne måten"),
        ("post", "/logg-ut/", 403, "Skjemaet ble ikke sendt"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_done_is_told_in_plain_words(method: str, address: str, status: int, words: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)

    assert answer.status_code == status
    assert words in answer.text


@pytest.mark.django_db
def test_an_error_page_is_in_the_written_form_chosen(client: Client) -> None:
    client.cookies["samspel-spraak"] = "nn"

    assert "Vi finn ikkje denne sida" in client.get("/finnes-ikke/").text


@pytest.mark.django_db
def test_a_method_that_is_not_taken_is_told_with_those_that_are(client: Client) -> None:
    assert client.get("/logg-ut/").headers["Allow"] == "POST"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_our_own_fault_needs_no_database_and_shows_no_trace(language: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["samspel-spraak"] = language

    with override_settings(ROOT_URLCONF="tests.web.broken"):
        answer = client.get("/brudd/")

    assert answer.status_code == 500
    assert f'<html lang="{language}"' in answer.text
    assert "Traceback" not in answer.text
    assert "hemmelig" not in answer.text
    assert "Content-Security-Policy" in answer.headers
