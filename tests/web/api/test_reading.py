"""The read API answers every question it is asked, and never with a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from pytest_django import DjangoAssertNumQueries
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from samspel.opendata import transitions
from tests.cast import SYSTEM, OfficeCast
from tests.opendata.test_files import announce, publish
from tests.stories import rows

AT = datetime(2023, 5, 2, 9, tzinfo=UTC)
OWN = "/api/v1/needs"  # asked with a login or a secret, in tests of their own
CHECKS = list(HealthCheck)
pytestmark = pytest.mark.api


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """Keeps the test's own connection open across requests, as Django's test client does."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


def explore(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode) -> None:
    """Ask one address of the API a few dozen questions, and hold every answer against the description."""

    @seed(20_230_201)
    @settings(max_examples=25, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=CHECKS)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    ask()


@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_the_api_keeps_what_its_description_promises(rogaland: OfficeCast, mode: GenerationMode) -> None:
    publish(3)
    announce()
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    open_ones = [operation for operation in operations if not operation.path.startswith(OWN)]
    assert [operation.path for operation in open_ones] == ["/api/v1/", "/api/v1/awards", "/api/v1/calls"]
    for operation in open_ones:
        if mode is GenerationMode.POSITIVE or operation.query:
            explore(operation, mode)


def test_awards_are_given_page_by_page_with_their_sum(rogaland: OfficeCast, client: Client) -> None:
    publish(3)
    first = client.get("/api/v1/awards?year=2023&limit=2").json()
    assert (first["count"], first["sum_nok"], len(first["results"])) == (3, 300_000, 2)
    assert first["next"] == "/api/v1/awards?year=2023&limit=2&offset=2"
    last = client.get(first["next"]).json()
    assert (last["next"], [row["decision"] for row in last["results"]]) == (None, ["V-2023-003"])


def test_awards_are_filtered_by_receiver_owner_kommune_and_scheme(rogaland: OfficeCast, client: Client) -> None:
    transitions.publish(rows.decision(1, (("fjordvik", 2023, 7), ("hiv", 2023, 3))), by=SYSTEM, at=AT)
    counts = {
        query: client.get(f"/api/v1/awards?{query}").json()["count"]
        for query in ("recipient=210000046", "owner=210000011", "scheme=regional", "kommune=1103", "year=2024")
    }
    assert counts == {
        "recipient=210000046": 1,
        "owner=210000011": 2,
        "scheme=regional": 2,
        "kommune=1103": 0,
        "year=2024": 0,
    }


def test_calls_are_given_to_anybody_and_to_pages_of_other_sites(rogaland: OfficeCast, client: Client) -> None:
    announce()
    answer = client.get("/api/v1/calls")
    (row,) = answer.json()["results"]
    assert (row["call"], row["office"], row["last_day"]) == ("2023", "974763230", "2023-02-01")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "offset=-1",
        "offset=99999999999999999999",
        "year=99999999999999999999",
        "year=x",
        "owner=%00",
        f"owner={'1' * 61}",
    ],
)
def test_a_question_outside_its_bounds_is_answered_with_what_is_wrong(
    rogaland: OfficeCast, client: Client, query: str
) -> None:
    answer = client.get(f"/api/v1/awards?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", query.split("=", maxsplit=1)[0]]


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_as_many_questions_however_long_it_is(
    rogaland: OfficeCast, client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    publish(count)
    with django_assert_num_queries(4):  # the savepoint of the request, the sums, the rows
        client.get("/api/v1/awards")
    with django_assert_num_queries(4):
        client.get("/api/v1/calls")


def test_a_wrong_address_and_a_wrong_method_are_answered_in_json(rogaland: OfficeCast, client: Client) -> None:
    answer = client.get("/api/v1/people")
    assert (answer.json()["detail"], answer.json()["status"]) == ("Vi finner ikke denne siden", 404)
    assert answer.headers["Content-Type"] == "application/problem+json"
    answer = client.post("/api/v1/awards")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "detail" in answer.json()


def test_the_index_leads_to_the_lists_and_the_description(client: Client, rogaland: OfficeCast) -> None:
    links = client.get("/api/v1/").json()
    assert client.get(links["openapi"]).json()["openapi"].startswith("3.")
    assert {client.get(links[name]).status_code for name in ("calls", "awards")} == {200}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/awards", "/api/v1/calls", "/api/v1/openapi.json"])
def test_what_can_be_got_can_be_asked_for_by_its_head_alone(client: Client, address: str) -> None:
    head, whole = client.head(address), client.get(address)
    assert (head.status_code, head.content, head.headers["Content-Type"]) == (200, b"", whole.headers["Content-Type"])
