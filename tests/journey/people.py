"""Somebody of the cast with a browser: logs in, follows links, fills in what the page asks, presses its buttons.

Nothing is sent that the page does not offer, and the forms' own proof of where they come from is demanded.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.test import Client

from samspel.web import clock
from tests.journey.page import Control, Form, Page
from tests.journey.reader import OK, Reader, standing_at
from tests.journey.somebody import Answer

SEE_OTHER = 302


class Person(Reader):
    """One person at one desk, on a day of one's choice."""

    def __init__(self, name: str, at: datetime, *, form: str = "nb") -> None:
        super().__init__()
        self.client = Client(enforce_csrf_checks=True)
        self.client.cookies["samspel-spraak"] = form
        self.on(at)
        if name:
            self.goes_to("/logg-inn/").presses(name)

    def on(self, at: datetime) -> Person:
        """Go on at another time."""
        self.client.cookies[clock.COOKIE] = standing_at(at)
        return self

    def goes_to(self, address: str, status: int = OK) -> Person:
        """Open an address, and be led on from there."""
        return self._took("GET", self.there(address), {}, status)

    def follows(self, words: str, status: int = OK) -> Person:
        """Follow the first link with these words."""
        return self.goes_to(self.page.link(words).address, status)

    def presses(self, words: str, status: int = OK) -> Person:
        """Press a button; the page that comes back has the status."""
        form, button = self.page.button(words)
        address = self.there(form.action)
        return self._took(form.method.upper(), address, form.sent(button), status)

    def insists(self, sent: dict[str, str], status: int) -> Person:
        """Send to the page what none of its buttons sends, with the proof that comes from here."""
        token = next(c.value for form in self.page.forms for c in form.controls if c.name == "csrfmiddlewaretoken")
        given = {name: [value] for name, value in sent.items()}
        return self._took("POST", self.address, {**given, "csrfmiddlewaretoken": [token]}, status)

    def file(self, address: str, status: int = OK) -> bytes:
        """Fetch a file."""
        answer = self.client.get(self.there(address))
        assert answer.status_code == status, answer.content[:2000]
        return answer.getvalue()

    def shows(self, name: str) -> Person:
        """Nobody pictures plain requests."""
        return self

    def answers(self, question: str, answer: Answer) -> None:
        """Answer one question."""
        form, control = self.page.question(question)
        if control.kind == "select":
            control.value = control.choice(answer)
        elif control.kind in {"checkbox", "radio"}:
            self._ticks(form, control, bool(answer))
        else:
            control.value = str(answer)

    def _ticks(self, form: Form, control: Control, answer: bool) -> None:
        if control.kind == "radio":
            for other in form.controls:
                if other.name == control.name:
                    other.checked = False
        control.checked = answer

    def _took(self, method: str, address: str, sent: dict[str, list[str]], status: int) -> Person:
        send = self.client.get if method == "GET" else self.client.post
        answer = send(address, sent, headers={"referer": f"http://testserver{self.address}"})
        for _hop in range(5):
            if answer.status_code not in {301, SEE_OTHER, 303}:
                break
            address = urljoin(address, answer.headers["Location"])
            answer = self.client.get(address)
        self.address, self.status = urlsplit(address)._replace(scheme="", netloc="").geturl(), answer.status_code
        text = answer.getvalue().decode()
        self.page = Page(text)
        assert answer.status_code == status, f"{method} {address}: {answer.status_code}\n{self.words}"
        return self
