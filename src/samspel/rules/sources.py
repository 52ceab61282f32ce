"""Where a rule comes from: the law or text that is its basis, and whether anybody here has read it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TO_BE_VERIFIED = "to-be-verified"
MARKS = {"nb": "ikke bekreftet", "nn": "ikkje stadfesta"}


def in_nynorsk(form: str) -> bool:
    """Tell whether words are asked for in nynorsk; everything else is bokmål."""
    return form.startswith("nn")


@dataclass(frozen=True)
class Source:
    """A text that rules come from; `read` says what of it was read, empty when nothing was."""

    key: str
    title: str
    title_nn: str
    full: str
    kind: str
    address: str
    adopted: date | None = None
    in_force: date | None = None
    read: str = ""


@dataclass(frozen=True)
class Basis:
    """The basis (hjemmel) of one value: a text and the place in it; not verified means that nobody has read it."""

    key: str
    title: str
    title_nn: str = ""
    reference: str = ""
    address: str = ""
    verified: bool = True

    def text(self, form: str = "nb") -> str:
        """Name the basis as people read it, «forvaltningsloven § 29 første ledd»; say when it is not confirmed."""
        nynorsk = in_nynorsk(form)
        words = f"{self.title_nn or self.title if nynorsk else self.title} {self.reference}".strip()
        return words if self.verified else f"{words} ({MARKS['nn' if nynorsk else 'nb']})".strip()

    def __str__(self) -> str:
        return self.text()


def read_file(stem: str) -> dict[str, Any]:
    """Read one file of rule data."""
    return tomllib.loads((DATA / f"{stem}.toml").read_text("utf-8"))


@cache
def sources() -> Mapping[str, Source]:
    """Give every text that rules come from, by key."""
    return {key: Source(key=key, **entry) for key, entry in read_file("sources").items()}


def basis_of(entry: Mapping[str, Any]) -> Basis:
    """Give the basis that a value or a fact names; the unread text that it is expected in is named, not verified."""
    key = str(entry["basis"])
    reference = str(entry.get("reference", ""))
    verified = key != TO_BE_VERIFIED
    source = sources().get(key if verified else str(entry.get("expected", "")))
    if source is None:
        return Basis(key, title="", reference=reference, verified=False)
    return Basis(key, source.title, source.title_nn, reference, source.address, verified)
