"""What a hostile file is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samspel.files.looking import Why

STOPPED, DRAWN, NAMED = "stopped by the scanner", "drawn anew", "named anew"


@dataclass(frozen=True)
class Hostile:
    """A file somebody might send: what it is called, what it tries, and what becomes of it.

    `becomes` is why it is refused, or how it is made harmless; `gone` is what must not be left of it then.
    """

    name: str
    tries: str
    content: bytes | Callable[[], bytes]
    becomes: Why | str
    gone: bytes = b""

    @property
    def heavy(self) -> bool:
        """Tell whether it takes so much to make and to look at that it is looked at apart."""
        return callable(self.content)

    @property
    def whole(self) -> bytes:
        """Give its bytes."""
        return self.content() if callable(self.content) else self.content
