"""Asking a register over HTTP: whatever it does, there is an answer, a plain word for why not, and an end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samspel.actors.registers.answers import NBR, Silent, Unreadable
from samspel.adapters.registers.asking import TRIES, Client
from tests.stories import register_server
from tests.stories.register_server import World

LIST = {"sidenummer": 1, "antallperside": 10}
Fault = Callable[[Any, bytes], bool]
JSON = "application/json"


@pytest.fixture
def world() -> Iterator[tuple[World, Client, list[float]]]:
    """A small register, a client of it, and how long the client has waited between its tries."""
    made, waited = register_server.told(3), list[float]()
    with register_server.serving(made) as base:
        client = Client(f"{base}/{NBR}", seconds=0.3, whole_seconds=0.3, sleep=waited.append)
        yield made, client, waited
        client.close()


def says(status: int, body: bytes = b"{}", kind: str = JSON, **head: str) -> Fault:
    return lambda handler, _: handler.say(status, body, kind=kind, **head) or True


def cut(handler: Any, body: bytes) -> bool:  # noqa: ANN401 - the server's own
    """Promise more than is sent, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[:20])
    handler.wfile.flush()
    handler.close_connection = True
    return True


def slow(handler: Any, body: bytes) -> bool:  # noqa: ANN401 - the server's own
    """Say nothing for longer than anybody waits."""
    time.sleep(0.6)
    handler.close_connection = True
    return True


def drip(handler: Any, body: bytes) -> bool:  # noqa: ANN401 - the server's own
    """Send a little for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(20):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True
    return True


def hang_up(handler: Any, body: bytes) -> bool:  # noqa: ANN401 - the server's own
    """Say nothing at all."""
    handler.close_connection = True
    return True


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (says(500), "status 500"),
        (says(503), "status 503"),
        (says(429), "status 429"),
        (says(200, b"<html>Vedlikehald</html>", kind="text/html"), "no JSON"),
        (says(200, b'{"EnhetListe": ['), "no whole JSON"),
        (says(200, b"[" * 100_000), "no whole JSON"),
        (says(200, b"\xff\xfe\x00"), "no whole JSON"),
        (cut, "IncompleteRead|cut short"),
        (slow, "timed out"),
        (drip, "never came to an end"),
        (hang_up, "without response"),
    ],
)
def test_what_may_be_better_in_a_while_is_tried_again_and_then_given_up(
    world: tuple[World, Client, list[float]], fault: Fault, why: str
) -> None:
    made, client, waited = world
    made.faults[NBR] = fault
    with pytest.raises(Silent, match=why):
        client.get("enheter", LIST)
    assert len(made.asked) == TRIES
    assert waited == [2.0, 4.0, 8.0]


@pytest.mark.parametrize("status", [301, 400, 401, 403])
def test_what_will_not_get_better_is_said_at_once(world: tuple[World, Client, list[float]], status: int) -> None:
    made, client, waited = world
    made.faults[NBR] = says(status, Location="http://127.0.0.1:1/")
    with pytest.raises(Unreadable, match=f"status {status}"):
        client.get("enheter", LIST)
    assert waited == []


def test_a_register_that_is_busy_is_given_the_time_it_asks_for_and_then_answers(
    world: tuple[World, Client, list[float]],
) -> None:
    made, client, waited = world
    made.faults[NBR] = lambda handler, _: (
        len(made.asked) < 3 and (handler.say(429, b"{}", Retry_After="7" if len(made.asked) < 2 else "9999") or True)
    )
    assert client.get("enheter", LIST)["TotaltAntallEnheter"] == 3
    assert waited == [7.0, 60.0]


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_nothing(world: tuple[World, Client, list[float]], status: int) -> None:
    made, client, _ = world
    made.faults[NBR] = says(status)
    assert client.get("enhet/974760673") is None


def test_nobody_at_the_address_is_silence() -> None:
    with pytest.raises(Silent, match=r"127\.0\.0\.1"):
        Client("http://127.0.0.1:1/v4", sleep=lambda seconds: None).get("enheter")
