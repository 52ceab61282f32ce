"""Where the bytes of documents lie: on disk unless the settings name another place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings


@dataclass(frozen=True)
class Lying:
    """Some bytes that lie on a shelf: their name, and since when."""

    sha256: str
    since: datetime


class Shelf(Protocol):
    """A place for bytes, each named by its digest; what has been put there outlives a power cut."""

    def put(self, sha256: str, content: bytes) -> None:
        """Lay bytes here, whole or not at all; the same bytes are laid once."""

    def get(self, sha256: str) -> bytes | None:
        """Give what lies here under a name, None when nothing does."""

    def lying(self) -> Iterator[Lying]:
        """Give all that lies here."""

    def remove(self, sha256: str) -> None:
        """Take some bytes away."""


def path_of(sha256: str) -> Path:
    """Give where the bytes with this digest lie on disk."""
    return folder() / sha256[:2] / sha256[2:4] / sha256


def folder() -> Path:
    """Give the folder that the disk's shelf is."""
    return Path(settings.VAR) / "files"


class Disk:
    """The shelf on this machine's own disk."""

    def put(self, sha256: str, content: bytes) -> None:
        """Write the bytes beside their place, flush them and the folder to the disk, and give them their name."""
        path = path_of(sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{sha256}.{os.getpid()}.{os.urandom(4).hex()}")
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        place = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)

    def get(self, sha256: str) -> bytes | None:
        """Read the bytes."""
        try:
            return path_of(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def lying(self) -> Iterator[Lying]:
        """Give every file; one that was never finished lies here under the name it had."""
        for path in sorted(folder().glob("??/??/*")):
            yield Lying(path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC))

    def remove(self, sha256: str) -> None:
        """Remove the file."""
        path_of(sha256).unlink(missing_ok=True)
