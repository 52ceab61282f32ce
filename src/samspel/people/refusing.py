"""Why a login is refused: a reason that the screen puts into words, and a detail for the log that holds no token."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """What stands in the way of a login, as far as the person who logs in has any use for it."""

    STOPPED = "stopped"
    STALE = "stale"
    NOT_TRUSTED = "not-trusted"
    TOO_WEAK = "too-weak"
    NOBODY_TO_ACT_FOR = "nobody-to-act-for"
    CLOSED = "closed"


class LoginRefused(Exception):
    """Somebody came back from a provider and is not let in."""

    def __init__(self, why: Why, detail: str) -> None:
        self.why = why
        self.detail = detail
        super().__init__(f"{why}: {detail}")


def not_trusted(detail: str) -> LoginRefused:
    """Give the refusal of what a provider, or somebody who plays one, has said."""
    return LoginRefused(Why.NOT_TRUSTED, detail)
