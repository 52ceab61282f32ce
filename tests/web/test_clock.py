"""A request is received when the whole of it has come: no slow sender and no wait inside moves the moment."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from time import sleep

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from samspel.web import clock

pytestmark = pytest.mark.deadline


class SlowSender(BytesIO):
    """A body whose last bytes take their time."""

    def read(self, size: int | None = -1) -> bytes:
        sleep(0.05)
        return super().read(size)


def test_a_slow_upload_is_received_when_its_last_byte_has_come() -> None:
    body = b"key=1&sure=on"
    sent = RequestFactory().generic("POST", "/", body, content_type="application/x-www-form-urlencoded")
    request = WSGIRequest({**sent.environ, "wsgi.input": SlowSender(body)})
    begun = timezone.now()
    clock.arrive(request)
    assert request.POST["sure"] == "on"
    assert clock.now(request) - begun >= timedelta(seconds=0.05)


def test_a_wait_inside_does_not_move_the_moment() -> None:
    request = RequestFactory().get("/")
    clock.arrive(request)
    first = clock.now(request)
    sleep(0.02)
    assert clock.now(request) == first


def test_every_request_is_stamped_at_the_edge(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stamped: list[HttpRequest] = []
    monkeypatch.setattr(clock, "arrive", stamped.append)
    Client().get("/")
    Client().post("/spraak/", {"form": "nn"})
    assert [request.method for request in stamped] == ["GET", "POST"]
