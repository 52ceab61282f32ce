"""The pages that are drawn from the code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from samspel.cli import docs


def page(request: HttpRequest) -> HttpResponse:
    """Give an empty page."""
    return HttpResponse()


def test_addresses_names_who_may_use_each() -> None:
    lines = docs.addresses().splitlines()
    assert "| `/healthz` | healthz | GET | everybody |" in lines
    assert "| `/velg/` | choose | GET, POST | anybody logged in |" in lines


def test_patterns_finds_the_addresses_inside_an_include() -> None:
    book = [path("a/", page, name="a"), path("b/", include([path("c/", page, name="c")]))]
    assert [pattern.name for pattern in docs.patterns(book)] == ["a", "c"]


def test_steps_draws_each_record_with_its_acts() -> None:
    lines = list(docs.steps())
    report = lines[lines.index("### Report") :]
    assert "    [*] --> due: request" in report
    assert "    returned --> submitted: submit" in report
    (send_back,) = [line for line in report if line.startswith("| `send_back` |")]
    assert send_back == (
        "| `send_back` | submitted → returned | Only caseworker, decider. Staff answers the reports of its own office. "
        "| Ask the receiver to correct the report, and say what is wrong with it. It gets a number in the journal. |"
    )
    (fill,) = [line for line in report if line.startswith("| `fill` |")]
    assert fill.split(" | ")[1] == "due, returned"


def test_journey_keeps_what_people_wrote_above_the_mark() -> None:
    assert docs.pages()["docs/journey.md"].startswith("# The journey of a need\n")
