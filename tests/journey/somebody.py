"""What a story needs of the people in it, whether they act by plain requests or in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

Answer = str | int | bool


class Somebody(Protocol):
    """A person with a browser, logged in at one desk."""

    address: str

    @property
    def words(self) -> str:
        """What stands in the main part of the page."""
        ...

    def on(self, at: datetime) -> Somebody:
        """Go on at another time."""
        ...

    def goes_to(self, address: str, status: int = 200) -> Somebody:
        """Open an address, and be led on from there."""
        ...

    def follows(self, words: str) -> Somebody:
        """Follow the first link with these words."""
        ...

    def fills(self, answers: dict[str, Answer]) -> Somebody:
        """Answer the questions with these names; «group → name» where a name stands in several groups."""
        ...

    def presses(self, words: str) -> Somebody:
        """Press a button."""
        ...

    def is_refused(self, words: str, *reasons: str) -> Somebody:
        """Press a button and be told why not (422)."""
        ...

    def sees(self, *texts: str) -> Somebody:
        """See each of the texts on the page."""
        ...

    def sees_no(self, *texts: str) -> Somebody:
        """See none of the texts anywhere in what was sent."""
        ...

    def offers(self, words: str) -> bool:
        """Tell whether the page has such a button."""
        ...

    def file(self, address: str, status: int = 200) -> bytes:
        """Fetch a file."""
        ...

    def fetches(self, words: str) -> bytes:
        """Fetch the file behind the first link with these words."""
        ...

    def shows(self, name: str) -> Somebody:
        """Let the page be pictured, where somebody keeps pictures."""
        ...


# Somebody by name at a moment; with no name a passer-by who has not logged in.
Meet = Callable[[str, datetime], Somebody]
# Let the worker do what waits in the outbox.
Works = Callable[[], None]
