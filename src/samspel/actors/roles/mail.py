"""The port that invitations leave through, one e-mail at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Mail:
    """One e-mail to one person; the same `key` is the same e-mail."""

    key: str
    name: str
    email: str
    written_form: str
    title: str
    text: str


class Carrier(Protocol):
    """A channel that carries e-mail."""

    def send(self, mail: Mail, at: datetime) -> None:
        """Send it."""


class NoCarrier(RuntimeError):
    """No channel has been bound: nobody can be invited."""


class Unbound:
    """What stands here until `config/wiring.py` binds a channel."""

    def send(self, mail: Mail, at: datetime) -> None:
        """Refuse."""
        raise NoCarrier


carrier: Carrier = Unbound()


def bind(chosen: Carrier) -> None:
    """Let invitations leave through this channel from now on."""
    global carrier  # noqa: PLW0603  the one place where the port is bound
    carrier = chosen
