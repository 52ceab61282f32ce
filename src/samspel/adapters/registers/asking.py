"""Asking a register over HTTP: with patience for one that is busy, and none for one that never comes to an end."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from samspel.actors.registers.answers import Silent, Unreadable

TRIES = 4
WAIT_SECONDS, LONGEST_WAIT_SECONDS = 2.0, 60.0
MOST_BYTES = 64 * 1024 * 1024
CHUNK = 256 * 1024
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT}


class TryAgain(Exception):
    """Something that may be better in a while; `seconds` when the register said how long to wait."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        self.seconds = seconds
        super().__init__(why)


@dataclass
class Client:
    """Asks one base address; each thread keeps a connection of its own open. Redirects are not followed."""

    base: str
    seconds: float = 20.0
    whole_seconds: float = 120.0
    accept: str = "application/json"
    sleep: Callable[[float], None] = time.sleep
    _kept: threading.local = field(default_factory=threading.local, repr=False)
    _open: list[http.client.HTTPConnection] = field(default_factory=list, repr=False)

    def get(self, path: str, query: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401 - any JSON
        """Give the JSON at an address, or None where nothing is; Silent or Unreadable when it is neither."""
        address = f"{urlsplit(self.base).path.rstrip('/')}/{path}" + (f"?{urlencode(query)}" if query else "")
        wait, last = WAIT_SECONDS, ""
        for tried in range(1, TRIES + 1):
            try:
                return self._once(address)
            except (TryAgain, OSError, http.client.HTTPException) as fault:
                self._drop()
                last = str(fault) or type(fault).__name__
                told = fault.seconds if isinstance(fault, TryAgain) else None
            if tried < TRIES:
                self.sleep(min(told if told is not None else wait, LONGEST_WAIT_SECONDS))
                wait *= 2
        raise Silent(f"{urlsplit(self.base).hostname}{address}: {last}")

    def _once(self, address: str) -> Any:  # noqa: ANN401 - any JSON
        kept = self._connection()
        kept.request("GET", address, headers={"Accept": self.accept, "User-Agent": "samspel"})
        answer = kept.getresponse()
        body = self._body(answer)
        if answer.status in GONE:
            return None
        if answer.status in BUSY or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise TryAgain(f"status {answer.status}", _seconds(answer.headers.get("Retry-After", "")))
        if answer.status != HTTPStatus.OK:
            raise Unreadable(address, f"status {answer.status}")
        if "json" not in answer.headers.get("Content-Type", ""):
            raise TryAgain("the answer is no JSON")
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise TryAgain("the answer is no whole JSON") from None

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        """Read the whole answer, but not for ever and not without end."""
        begun, found, size = time.monotonic(), [], 0
        while chunk := answer.read1(CHUNK):
            found.append(chunk)
            size += len(chunk)
            if size > MOST_BYTES:
                raise Unreadable(urlsplit(self.base).hostname or "", f"more than {MOST_BYTES} bytes")
            if time.monotonic() - begun > self.whole_seconds:
                raise TryAgain("the answer never came to an end")
        if answer.length:
            raise TryAgain("the answer was cut short")
        answer.close()  # read whole, so that the next question may use the connection
        return b"".join(found)

    def _connection(self) -> http.client.HTTPConnection:
        kept: http.client.HTTPConnection | None = getattr(self._kept, "connection", None)
        if kept is None:
            parts = urlsplit(self.base)
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            kept = self._kept.connection = kind(parts.netloc, timeout=self.seconds)
            self._open.append(kept)
        return kept

    def close(self) -> None:
        """Let go of the connections of every thread; whoever asks again gets new ones."""
        while self._open:
            self._open.pop().close()
        self._kept = threading.local()

    def _drop(self) -> None:
        """Begin the next try with a connection of its own."""
        kept: http.client.HTTPConnection | None = getattr(self._kept, "connection", None)
        self._kept.connection = None
        if kept is not None:
            kept.close()


def _seconds(told: str) -> float | None:
    """Give how long a register asks us to wait, where it says so in seconds."""
    return float(told) if told.isascii() and told.isdigit() else None
