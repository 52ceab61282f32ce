"""The port to whoever looks for viruses in a file before anybody is handed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Verdict:
    """What the scanner says of a file: the name of what it found, empty when it found nothing."""

    found: str = ""


class NotScanned(RuntimeError):
    """The scanner could not be reached or did not give an answer that means anything: the file goes on waiting."""


class Scanner(Protocol):
    """Somebody who knows viruses, such as ClamAV."""

    def look(self, content: bytes) -> Verdict | None:
        """Say what is found in a file; None where there is nobody to ask. NotScanned when there is no answer now."""


class Nobody:
    """What stands here as long as no scanner has been bound: whatever is sent waits."""

    def look(self, content: bytes) -> None:
        """Say nothing."""


scanner: Scanner = Nobody()


def bind(one: Scanner) -> None:
    """Let this one look at files from now on."""
    global scanner  # noqa: PLW0603  the one place where the port is bound
    scanner = one
