"""The read API answers every question it is asked, and never with a fault of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from pytest_django import DjangoAssertNumQueries
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance

from samspel.needs.models import Need
from samspel.opendata import transitions
from samspel.web import clock
from tests.cast import SYSTEM, OfficeCast
from tests.opendata.test_files import announce, publish
from tests.stories import rows
from tests.web.api.test_needs import NEEDS, NOW, send, system, told

AT = datetime(2023, 5, 2, 9, tzinfo=UTC)
FEW, MANY = 5, 100
HEALTHY: dict[str, Any] = {"suppress_health_check": list(HealthCheck)}
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
WAYS = [
    f"GET {NEEDS}", f"POST {NEEDS}", f"GET {NEEDS}/{{need_id}}", f"PUT {NEEDS}/{{need_id}}",
    f"GET {NEEDS}/{{need_id}}/check",
]  # fmt: skip
# A need that has the right shape may still break a rule, and is then refused as described.
NOT_PROMISED: list[Any] = [positive_data_acceptance]
pytestmark = pytest.mark.api


@contextmanager
def kept_connection() -> Iterator[None]:
    """Keep the test's own connection open across requests, as Django's test client does."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@cache
def operations() -> list[APIOperation[Any, Any, Any, Any]]:
    """Everything that the description says may be asked."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    return [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]


def explore(
    operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, ask: Callable[[Case[Any]], None], count: int
) -> None:
    """Ask one address of the API a number of questions."""
    so_many = settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate], **HEALTHY)
    cases = given(case=operation.as_strategy(generation_mode=mode))
    seed(20_230_201)(so_many(cases(ask)))()


@pytest.mark.parametrize("mode", MODES)
def test_the_api_keeps_what_its_description_promises(rogaland: OfficeCast, mode: GenerationMode) -> None:
    publish(3)
    announce()

    def ask(case: Case[Any]) -> None:
        case.call_and_validate()

    with kept_connection():
        open_ones = [operation for operation in operations() if not operation.path.startswith(NEEDS)]
        assert [operation.path for operation in open_ones] == ["/api/v1/", "/api/v1/awards", "/api/v1/calls"]
        for operation in open_ones:
            if mode is GenerationMode.POSITIVE or operation.query:
                explore(operation, mode, ask, 25)


def come_nearer(case: Case[Any], need_id: str) -> None:
    """Let a question be about a need and a call that are there, so that the acts are asked too."""
    if "need_id" in case.path_parameters:
        case.path_parameters["need_id"] = need_id
    if isinstance(case.body, dict):
        case.body |= {name: told()[name] for name in ("call", "scheme")} | {"owner": None}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("way", WAYS)
def test_a_system_is_answered_as_described_whatever_it_asks_of_needs(
    rogaland: OfficeCast, request: pytest.FixtureRequest, way: str, mode: GenerationMode
) -> None:
    coming = system()
    made = send(coming, told()).json()["id"]
    headers = {"Authorization": coming.defaults["HTTP_AUTHORIZATION"], "If-Match": "*"}
    cookies = {clock.COOKIE: clock.starting_at(NOW)}

    def ask(case: Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE:
            come_nearer(case, made)
        with transaction.atomic():
            case.call_and_validate(headers=headers, cookies=cookies, excluded_checks=NOT_PROMISED)
            transaction.set_rollback(True)

    with kept_connection():
        (operation,) = [one for one in operations() if f"{one.method.upper()} {one.path}" == way]
        explore(operation, mode, ask, MANY if request.config.getoption("--whole") else FEW)
    assert list(Need.objects.values_list("title", flat=True)) == [told()["title"]]


def test_every_way_to_ask_of_needs_is_explored(rogaland: OfficeCast) -> None:
    with kept_connection():
        described = {f"{one.method.upper()} {one.path}" for one in operations()}
    assert {way for way in described if NEEDS in way} == set(WAYS)


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
