"""A visitor: one connection that is kept, and the cookies of one person."""

from __future__ import annotations

import http.client
import re
from email.message import Message
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class WrongAnswer(Exception):
    """A page that is to be measured is not there, or does not do what it should."""


class NotThereYet(Exception):
    """What is to be measured has no address yet."""


class Client:
    """Somebody with a browser."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None, encoding: str = "identity"
    ) -> tuple[int, bytes, Message]:
        """Send one request, keep the cookies it sets, and give status, body as it was sent, and headers."""
        headers = {
            "Accept-Encoding": encoding,
            "Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items()),
        }
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, text = cookie.split(";")[0].partition("=")
            self.cookies[name] = text
        return answer.status, content, answer.headers

    def get(self, path: str) -> bytes:
        """Get a page that must be there."""
        status, content, _ = self.ask("GET", path)
        if status != 200:
            raise WrongAnswer(f"{path} answered {status}")
        return content

    def send(self, path: str, form: dict[str, str], page: str = "") -> str:
        """Fill in the form of a page and send it; give where it leads. A form that comes back is a WrongAnswer."""
        token = TOKEN.search(self.get(page or path).decode())
        status, content, headers = self.ask("POST", path, form | {"csrfmiddlewaretoken": token[1] if token else ""})
        if status not in {302, 303}:
            raise WrongAnswer(f"{path} answered {status} to a form: {content[:300]!r}")
        return str(headers["Location"])

    def log_in(self, person: str) -> None:
        """Become one of the demo's people."""
        self.send("/logg-inn/", {"person": person})
