"""The port that short notices leave the office through, many at once, and what such a notice is to its carrier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Receiver:
    """One organisation or unit that is told; the same `key` twice is the same notice."""

    key: str
    orgnr: str
    name: str


@dataclass(frozen=True)
class Mailing:
    """One thing that many are told: the title of a call, who announces it, until when, in which written form."""

    key: str
    office: str
    title: str
    written_form: str
    closes_at: datetime
    receivers: Sequence[Receiver]


class Carrier(Protocol):
    """A channel that tells organisations something in short, such as Altinn notification."""

    def send(self, mailing: Mailing, at: datetime) -> None:
        """Tell every receiver once; one that was told before is not told again."""


class NoCarrier(RuntimeError):
    """No channel has been bound: nobody can be told anything."""


class Unbound:
    """What stands here until `config/wiring.py` binds a channel."""

    def send(self, mailing: Mailing, at: datetime) -> None:
        """Refuse."""
        raise NoCarrier


carrier: Carrier = Unbound()


def bind(chosen: Carrier) -> None:
    """Let notices leave through this channel from now on."""
    global carrier  # noqa: PLW0603  the one place where the port is bound
    carrier = chosen
