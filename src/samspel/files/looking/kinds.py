"""The kinds of file that are taken in, and the reasons why one is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, the ending that its name gets, and the other endings people give it."""

    media_type: str
    ending: str
    others: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What people call it."""
        return self.ending.removeprefix(".").upper()


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
PDF = Kind("application/pdf", ".pdf")
DOCX = Kind(f"{OFFICE}.wordprocessingml.document", ".docx")
XLSX = Kind(f"{OFFICE}.spreadsheetml.sheet", ".xlsx")
ODT = Kind(f"{OPEN}.text", ".odt")
ODS = Kind(f"{OPEN}.spreadsheet", ".ods")
JPEG = Kind("image/jpeg", ".jpg", (".jpeg", ".jpe", ".jfif"))
PNG = Kind("image/png", ".png")
KINDS = {kind.media_type: kind for kind in (PDF, DOCX, XLSX, ODT, ODS, JPEG, PNG)}


class Why(StrEnum):
    """Why a file is not taken in."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    OLD = "old"
    BROKEN = "broken"
    LOCKED = "locked"
    RUNS = "runs"
    HOLDS = "holds"
    FETCHES = "fetches"
    HIDES = "hides"
    GROWS = "grows"
    PIXELS = "pixels"
    SLOW = "slow"


class Unfit(Exception):
    """A file that is not taken in."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why.value)


@dataclass(frozen=True)
class Fit:
    """A file that may be taken in: its kind, and its bytes as they are to be kept; a picture has been drawn anew."""

    kind: Kind
    content: bytes
