"""Why an act cannot be done: every reason at once, each in plain words with its basis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason why not. `basis` names the law or rule; `field` the question it belongs to, where there is one."""

    code: str
    text: str
    basis: str = ""
    field: str = ""


class Refused(Exception):
    """An act was asked for that cannot be done; nothing has been changed."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__("; ".join(f"{refusal.code}: {refusal.text}" for refusal in self.refusals))


class NotVisible(Exception):
    """The record is not there for the one who asks; whether it exists is not said."""
