"""The needs of the API, explored with made-up questions: each answer is as described, and none is a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance

from samspel.needs.models import Need
from samspel.web import clock
from tests.cast import OfficeCast
from tests.web.api.test_needs import NEEDS, NOW, send, system, told

pytestmark = pytest.mark.api
FEW, MANY = 5, 100
EVERY, GENERATED = list(HealthCheck), [Phase.generate]
WAYS = [
    ("GET", NEEDS),
    ("POST", NEEDS),
    ("GET", f"{NEEDS}/{{need_id}}"),
    ("PUT", f"{NEEDS}/{{need_id}}"),
    ("GET", f"{NEEDS}/{{need_id}}/check"),
]
# A need that has the right shape may still break a rule, and is then refused as described.
NOT_PROMISED = [positive_data_acceptance]


@contextmanager
def kept_connection() -> Iterator[None]:
    """Keep the test's own connection open across requests, as Django's test client does."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@cache
def operation(way: tuple[str, str]) -> APIOperation[Any, Any, Any, Any]:
    """One address of the description, asked in one way."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    found = [one.ok() for one in described.get_all_operations() if isinstance(one, Ok)]
    return next(one for one in found if (one.method.upper(), one.path) == way)


def come_nearer(case: schemathesis.Case[Any], need_id: str) -> None:
    """Let a question be about a need and a call that are there, so that the acts are asked too."""
    if "need_id" in case.path_parameters:
        case.path_parameters["need_id"] = need_id
    if isinstance(case.body, dict):
        case.body |= {name: told()[name] for name in ("call", "scheme")} | {"owner": None}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_system_is_answered_as_described_whatever_it_sends(
    rogaland: OfficeCast, request: pytest.FixtureRequest, way: tuple[str, str], mode: GenerationMode
) -> None:
    coming = system()
    made = send(coming, told()).json()["id"]
    headers = {"Authorization": coming.defaults["HTTP_AUTHORIZATION"], "If-Match": "*"}
    cookies = {clock.COOKIE: clock.starting_at(NOW)}
    count = MANY if request.config.getoption("--whole") else FEW

    def ask(case: schemathesis.Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE:
            come_nearer(case, made)
        with transaction.atomic():
            case.call_and_validate(headers=headers, cookies=cookies, excluded_checks=NOT_PROMISED)
            transaction.set_rollback(True)

    with kept_connection():
        cases = given(case=operation(way).as_strategy(generation_mode=mode))
        so_many = settings(
            max_examples=count, deadline=None, database=None, phases=GENERATED, suppress_health_check=EVERY
        )
        seed(20_230_201)(so_many(cases(ask)))()
    assert list(Need.objects.values_list("title", flat=True)) == [told()["title"]]
