"""What somebody has written and not sent, kept in their browser: whose it is, so that nobody else is offered it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from samspel.tenancy.by import By


@dataclass(frozen=True)
class Keeping:
    """Under what key a page keeps its texts, whether what was sent has just been taken, and whether it came back."""

    key: str
    taken: bool
    typed: bool


def mark(by: By) -> str:
    """Give what the texts on somebody's machine are marked with: the person and whom they act for, told to nobody."""
    return _secret(f"samspel.own-text:{by.somebody}:{by.organisation_id}")


def mark_of_link(token: str) -> str:
    """Give what the texts of whoever came with a link are marked with; the link itself is not kept with them."""
    return _secret(f"samspel.own-text-of-link:{token}")


def _secret(told: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()[:24]
