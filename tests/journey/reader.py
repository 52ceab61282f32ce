"""What anybody in a story does with the page in front of them, however it came there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urljoin

from tests.journey.page import Page
from tests.journey.somebody import Answer

OK, REFUSED = 200, 422
MUCH_LATER = datetime(2039, 1, 1, tzinfo=UTC)


def standing_at(at: datetime) -> str:
    """Give what the demo's clock keeps when it stands still, so that the story says the same however long it takes."""
    return f"{at.isoformat()}~{MUCH_LATER.isoformat()}"


class Reader(ABC):
    """Somebody with a page open."""

    address, status = "/", OK

    def __init__(self) -> None:
        self.page = Page("")

    @property
    def words(self) -> str:
        """What stands in the main part of the page."""
        return self.page.words

    def fills(self, answers: dict[str, Answer]) -> Self:
        """Answer the questions with these names; «group → name» where a name stands in several groups."""
        for question, answer in answers.items():
            self.answers(question, answer)
        return self

    def is_refused(self, words: str, *reasons: str) -> Self:
        """Press a button and be told why not (422)."""
        return self.presses(words, REFUSED).sees(*reasons)

    def sees(self, *texts: str) -> Self:
        """See each of the texts on the page."""
        for text in texts:
            assert text in self.words, f"«{text}» is not on {self.address}: {self.words}"
        return self

    def sees_no(self, *texts: str) -> Self:
        """See none of the texts anywhere in what was sent."""
        for text in texts:
            assert text not in self.page.html, f"«{text}» is on {self.address}"
        return self

    def offers(self, words: str) -> bool:
        """Tell whether the page has such a button."""
        return any(words == one.label for one in self.page.controls if one.kind == "submit")

    def fetches(self, words: str) -> bytes:
        """Fetch the file behind the first link with these words."""
        return self.file(self.page.link(words).address)

    def there(self, address: str) -> str:
        """Give an address as it is meant on this page."""
        return urljoin(self.address, address)

    @abstractmethod
    def answers(self, question: str, answer: Answer) -> None:
        """Answer one question."""

    @abstractmethod
    def presses(self, words: str, status: int = OK) -> Self:
        """Press a button; the page that comes back has the status."""

    @abstractmethod
    def file(self, address: str, status: int = OK) -> bytes:
        """Fetch a file."""
