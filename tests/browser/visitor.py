"""Somebody of the cast at a real Chromium, who looks for words, fills in and presses, and keeps pictures of the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Response
from playwright.sync_api import Page as Window

from samspel.web import clock
from tests.journey.page import Control, Page
from tests.journey.reader import OK, Reader, standing_at
from tests.journey.somebody import Answer

CONTROLS, LINKS = "input, select, textarea, button", "a[href]"
FOLDED = "xpath=ancestor::details[not(@open)]/summary"
# A digest covers ids that are new in every run.
NEW_EACH_TIME = ".sam-digest"
SHORT = 1200


@dataclass
class Album:
    """A folder of numbered pictures of the pages that somebody shows, each the first time."""

    folder: Path
    short: frozenset[str]
    taken: dict[str, Path] = field(default_factory=dict)

    def take(self, window: Window, name: str) -> None:
        """Picture a page from the top: to its end, or only so far that it can stand in a document."""
        if name in self.taken:
            return
        self.taken[name] = self.folder / f"{len(self.taken) + 1:02}-{name}.png"
        wide, tall = window.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
        window.screenshot(
            path=self.taken[name],
            full_page=True,
            clip={"x": 0, "y": 0, "width": wide, "height": min(tall, SHORT) if name in self.short else tall},
            animations="disabled",
            mask=[window.locator(NEW_EACH_TIME)],
            mask_color="#dde1e6",
        )


class Visitor(Reader):
    """One person with a window of one's own, on a day of one's choice, who uses nothing but what the screen offers."""

    def __init__(self, window: Window, host: str, album: Album, name: str, at: datetime) -> None:
        super().__init__()
        self.window, self.host, self.album = window, host, album
        self.on(at)
        if name:
            self.goes_to("/logg-inn/").shows("logg-inn").presses(name)

    def on(self, at: datetime) -> Visitor:
        """Go on at another time."""
        self.window.context.add_cookies([{"name": clock.COOKIE, "value": standing_at(at), "url": self.host}])
        return self

    def goes_to(self, address: str, status: int = OK) -> Visitor:
        """Open an address, as from a bookmark."""
        return self._arrives(self.window.goto(self.there(address)), status)

    def follows(self, words: str, status: int = OK) -> Visitor:
        """Follow the first link with these words."""
        return self._clicks(self._found(LINKS, self.page.links.index(self.page.link(words))), status)

    def presses(self, words: str, status: int = OK) -> Visitor:
        """Press a button; the page that comes back has the status."""
        return self._clicks(self._control(self.page.button(words)[1]), status)

    def answers(self, question: str, answer: Answer) -> None:
        """Answer one question."""
        control = self.page.question(question)[1]
        place = self._control(control)
        if control.kind == "select":
            place.select_option(control.choice(answer))
        elif control.kind in {"checkbox", "radio"}:
            place.set_checked(bool(answer))
        else:
            place.fill(str(answer))

    def file(self, address: str, status: int = OK) -> bytes:
        """Fetch a file."""
        answer = self.window.request.get(self.there(address))
        assert answer.status == status, answer.text()[:2000]
        return answer.body()

    def shows(self, name: str) -> Visitor:
        """Let the page be pictured."""
        self.album.take(self.window, name)
        return self

    def _control(self, control: Control) -> Locator:
        """Find a control in the window by its place among the others on the page."""
        return self._found(CONTROLS, next(at for at, one in enumerate(self.page.controls) if one is control))

    def _found(self, kind: str, at: int) -> Locator:
        """Give an element, after unfolding what it is folded away in."""
        place = self.window.locator(kind).nth(at)
        while not place.is_visible() and place.locator(FOLDED).count():
            place.locator(FOLDED).first.click()
        return place

    def _clicks(self, place: Locator, status: int) -> Visitor:
        with self.window.expect_navigation() as answer:
            place.click()
        return self._arrives(answer.value, status)

    def _arrives(self, answer: Response | None, status: int) -> Visitor:
        assert answer
        self.address = urlsplit(self.window.url)._replace(scheme="", netloc="").geturl()
        self.page, self.status = Page(self.window.content()), answer.status
        assert self.status == status, f"{self.address}: {self.status}\n{self.words}"
        return self
