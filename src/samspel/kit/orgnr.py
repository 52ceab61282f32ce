"""Organisation numbers (orgnr) of Enhetsregisteret: nine digits, the last a check digit (mod 11)."""

from __future__ import annotations

import re
from typing import Literal

from stdnum.no import orgnr as stdnum_orgnr

NO_BREAK_SPACE = "\u00a0"
LENGTH = 9
SYNTHETIC = "23"

Reason = Literal["empty", "not-nine-digits", "wrong-check-digit"]


class NotAnOrgnr(ValueError):
    """Typed text that is no organisation number; `reason` is a code that the screen puts into words."""

    def __init__(self, reason: Reason, typed: str) -> None:
        self.reason: Reason = reason
        self.typed = typed
        super().__init__(f"{reason}: {typed!r}")


def parse(typed: str) -> str:
    """Read what somebody typed, such as «964 965 226» or «NO 964965226 MVA», as nine digits; else NotAnOrgnr."""
    text = re.sub(r"^NO|MVA$", "", re.sub(r"[\s.]", "", typed.upper()))
    if not text:
        raise NotAnOrgnr("empty", typed)
    if not re.fullmatch(rf"[0-9]{{{LENGTH}}}", text):
        raise NotAnOrgnr("not-nine-digits", typed)
    if not stdnum_orgnr.is_valid(text):
        raise NotAnOrgnr("wrong-check-digit", typed)
    return text


def is_valid(orgnr: str) -> bool:
    """Tell whether a stored number is nine digits with the right check digit."""
    return re.fullmatch(rf"[0-9]{{{LENGTH}}}", orgnr) is not None and bool(stdnum_orgnr.is_valid(orgnr))


def formatted(orgnr: str) -> str:
    """Write a number in groups of three, «964 965 226», with spaces that never break a line."""
    return NO_BREAK_SPACE.join([orgnr[:3], orgnr[3:6], orgnr[6:]])


def is_synthetic(orgnr: str) -> bool:
    """Tell whether a number is invented: the register never gives real ones that begin with 2 or 3."""
    return orgnr[:1] in set(SYNTHETIC)
