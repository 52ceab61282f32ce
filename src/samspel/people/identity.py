"""The port to the services that say who somebody is, and what is asked of them and told by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from samspel.people.models import Provider

if TYPE_CHECKING:
    from joserfc.jwk import KeySet


@dataclass(frozen=True)
class Question:
    """One attempt to log in, as it is sent: everything in it is new each time, apart from where the answer goes.

    Asked `anew`, the person must log in there also when they have done so already.
    """

    state: str
    nonce: str
    verifier: str
    back_to: str
    written_form: str
    anew: bool = False


@dataclass(frozen=True)
class Told:
    """What a provider gave for a code: the signed token, the key to its access, and what it said beside them."""

    id_token: str
    access_token: str
    beside: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What a provider says of itself: whether it names itself when it sends somebody back, and where one logs out."""

    names_itself: bool
    leaving: str


class Unreachable(Exception):
    """A provider does not answer, or answers with something that is no answer."""


class CodeRefused(Exception):
    """A provider gives nothing for the code that the browser brought."""


class Door(Protocol):
    """The way to every provider."""

    def known(self, provider: Provider) -> Known:
        """Give what a provider says of itself."""

    def address(self, provider: Provider, question: Question) -> str:
        """Ask, and give the address where the person logs in."""

    def told(self, provider: Provider, code: str, verifier: str, back_to: str) -> Told:
        """Give what the provider tells for a code; CodeRefused when it is no good."""

    def keys(self, provider: Provider, kid: str) -> KeySet:
        """Give the keys that a provider signs with, asked for anew when none of those known is called so."""


class NoDoor(RuntimeError):
    """No way to the providers has been bound."""


class Unbound:
    """What stands here until `config/wiring.py` binds a door."""

    def known(self, provider: Provider) -> Known:
        """Refuse."""
        raise NoDoor

    def address(self, provider: Provider, question: Question) -> str:
        """Refuse."""
        raise NoDoor

    def told(self, provider: Provider, code: str, verifier: str, back_to: str) -> Told:
        """Refuse."""
        raise NoDoor

    def keys(self, provider: Provider, kid: str) -> KeySet:
        """Refuse."""
        raise NoDoor


_door: Door | None = None
_make: Callable[[], Door] = Unbound


def bind(make: Callable[[], Door]) -> None:
    """Let every login go through the door that this makes; it is made when somebody first comes."""
    global _door, _make
    _door, _make = None, make


def door() -> Door:
    """Give the way to the providers."""
    global _door  # noqa: PLW0603  made once
    _door = _door or _make()
    return _door
