"""No address without its line in the policy table, and no line without an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, include, path

from samspel.config.policy import POLICY
from samspel.web.guard import PolicyLine, guarded
from tests.house.checks import addresses, source
from tests.house.conftest import Plant, holds


def page(request: HttpRequest) -> HttpResponse:
    """Give an empty page to anybody."""
    return HttpResponse()


def test_every_address_is_guarded_and_every_line_guards_one() -> None:
    holds(addresses.faults(source.ROOT, get_resolver().url_patterns, POLICY))


def test_an_address_without_a_line_is_found_also_inside_an_include(plant: Plant) -> None:
    book = [path("a/", guarded(PolicyLine(), page), name="a"), path("b/", include([path("c/", page, name="c")]))]
    assert addresses.faults(plant({}), book, ["a"]) == ["/c/: no line in config/policy.py guards this address"]


def test_a_line_that_guards_nothing_is_found(plant: Plant) -> None:
    assert addresses.faults(plant({}), [], ["a"]) == ["policy a: guards no address; remove it"]
