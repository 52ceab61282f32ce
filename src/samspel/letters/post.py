"""The port that letters leave the office through, and what a letter is to whoever carries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Parcel:
    """One letter to one receiver as it is handed over; the same `key` twice is the same letter."""

    key: str
    orgnr: str
    name: str
    title: str
    content: bytes
    sha256: str


class Post(Protocol):
    """A channel that carries letters, such as eFormidling; it alone knows when a letter has come to its receiver."""

    def hand_over(self, parcel: Parcel, at: datetime) -> str:
        """Take a letter and give the channel's own reference; a letter taken before gets the same reference."""

    def delivered_at(self, reference: str) -> datetime | None:
        """Give when the letter was there for its receiver to open, or None as long as it is not."""


class NoChannel(RuntimeError):
    """No channel has been bound: a letter cannot leave the office."""


class Unbound:
    """What stands here until `config/wiring.py` binds a channel."""

    def hand_over(self, parcel: Parcel, at: datetime) -> str:
        """Refuse."""
        raise NoChannel

    def delivered_at(self, reference: str) -> datetime | None:
        """Refuse."""
        raise NoChannel


channel: Post = Unbound()


def bind(post: Post) -> None:
    """Let letters leave through this channel from now on."""
    global channel  # noqa: PLW0603  the one place where the port is bound
    channel = post
