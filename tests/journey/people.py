"""Somebody of the cast with a browser: logs in, follows links, fills in what the page asks, presses its buttons.

Nothing is sent that the page does not offer, and the forms' own proof of where they come from is demanded.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.test import Client

from samspel.web import clock
from tests.journey.page import Control, Form, Page
from tests.journey.somebody import Answer

OK, SEE_OTHER, REFUSED = 200, 302, 422


class Person:
    """One person at one desk, on a day of one's choice."""

    def __init__(self, name: str, at: datetime, *, form: str = "nb") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.client.cookies["samspel-spraak"] = form
        self.address, self.status = "/", OK
        self.page = Page("")
        self.on(at)
        if name:
            self.goes_to("/logg-inn/").presses(name)

    @property
    def words(self) -> str:
        """What stands in the main part of the page."""
        return self.page.words

    def on(self, at: datetime) -> Person:
        """Go on at another time."""
        self.client.cookies[clock.COOKIE] = clock.starting_at(at)
        return self

    def goes_to(self, address: str, status: int = OK) -> Person:
        """Open an address, and be led on from there."""
        return self._took("GET", urljoin(self.address, address), {}, status)

    def follows(self, words: str, status: int = OK) -> Person:
        """Follow the first link with these words."""
        found = [link for link in self.page.links if link.words == words]
        found = found or [link for link in self.page.links if words in link.words]
        assert found, f"no link «{words}» on {self.address}: {[link.words for link in self.page.links]}"
        return self.goes_to(found[0].address, status)

    def fills(self, answers: dict[str, Answer]) -> Person:
        """Answer the questions with these names; «group → name» where a name stands in several groups."""
        for question, answer in answers.items():
            self._answers(question, answer)
        return self

    def presses(self, words: str, status: int = OK) -> Person:
        """Press a button; the page that comes back has the status."""
        form, button = self._button(words)
        address = urljoin(self.address, form.action or self.address)
        return self._took(form.method.upper(), address, form.sent(button), status)

    def is_refused(self, words: str, *reasons: str) -> Person:
        """Press a button and be told why not (422)."""
        return self.presses(words, REFUSED).sees(*reasons)

    def insists(self, sent: dict[str, str], status: int) -> Person:
        """Send to the page what none of its buttons sends, with the proof that comes from here."""
        token = next(c.value for form in self.page.forms for c in form.controls if c.name == "csrfmiddlewaretoken")
        given = {name: [value] for name, value in sent.items()}
        return self._took("POST", self.address, {**given, "csrfmiddlewaretoken": [token]}, status)

    def sees(self, *texts: str) -> Person:
        """See each of the texts on the page."""
        for text in texts:
            assert text in self.words, f"«{text}» is not on {self.address}: {self.words}"
        return self

    def sees_no(self, *texts: str) -> Person:
        """See none of the texts anywhere in what was sent."""
        for text in texts:
            assert text not in self.page.html, f"«{text}» is on {self.address}"
        return self

    def offers(self, words: str) -> bool:
        """Tell whether the page has such a button."""
        return any(words == one.label for form in self.page.forms for one in form.controls if one.kind == "submit")

    def file(self, address: str, status: int = OK) -> bytes:
        """Fetch a file."""
        answer = self.client.get(urljoin(self.address, address))
        assert answer.status_code == status, answer.content[:2000]
        return answer.getvalue()

    def fetches(self, words: str) -> bytes:
        """Fetch the file behind the first link with these words."""
        found = [link for link in self.page.links if words in link.words]
        assert found, f"no link «{words}» on {self.address}: {[link.words for link in self.page.links]}"
        return self.file(found[0].address)

    def shows(self, name: str) -> Person:
        """Nobody pictures plain requests."""
        return self

    def _button(self, words: str) -> tuple[Form, Control]:
        offered = [(form, one) for form in self.page.forms for one in form.controls if one.kind == "submit"]
        for form, one in offered:
            if one.label == words:
                assert not one.disabled, f"«{words}» cannot be pressed on {self.address}"
                return form, one
        raise AssertionError(
            f"no button «{words}» on {self.address}: {[one.label for _f, one in offered]}\n{self.words}"
        )

    def _answers(self, question: str, answer: Answer) -> None:
        group, _, name = question.rpartition(" → ")
        found = [
            (form, one)
            for form in self.page.forms
            for one in form.controls
            if one.kind not in {"hidden", "submit"} and one.called.startswith(name) and group in one.group
        ]
        found.sort(key=lambda pair: pair[1].called != name)
        assert found, f"no question «{question}» on {self.address}: {self._questions()}"
        form, control = found[0]
        if control.kind == "select":
            chosen = [value for words, value in control.options.items() if words.startswith(str(answer))]
            assert chosen, f"«{answer}» is none of {list(control.options)}"
            control.value = chosen[0]
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

    def _questions(self) -> list[str]:
        kinds = {"hidden", "submit"}
        return [f"{c.group} → {c.called}" for form in self.page.forms for c in form.controls if c.kind not in kinds]

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
