"""Money: whole kroner as integers, shown and read the way people write them, and split without losing a krone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
LARGEST_NOK = 10**12

SPACES = re.compile(r"[ \t\u00a0\u2009\u202f]+")
CURRENCY = re.compile(r"^(?:kr|nok)\.? ?|(?: ?(?:kroner|kr|nok)\.?)$", re.IGNORECASE)
NO_OERE = re.compile(r"(?:,-|,–|,00)$")
WITH_OERE = re.compile(r"[0-9][.,][0-9]{1,2}$")
WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:[ .][0-9]{3})+")

Reason = Literal["empty", "not-a-number", "decimals", "negative", "too-large"]


class NotAnAmount(ValueError):
    """Typed text that is no amount of whole kroner; `reason` is a code that the screen puts into words."""

    def __init__(self, reason: Reason, typed: str) -> None:
        self.reason: Reason = reason
        self.typed = typed
        super().__init__(f"{reason}: {typed!r}")


def format_nok(amount_nok: int, *, unit: bool = True) -> str:
    """Write an amount as people read it, «1 250 000 kr», with spaces that never break a line."""
    sign = MINUS if amount_nok < 0 else ""
    digits = f"{abs(amount_nok):,}".replace(",", NO_BREAK_SPACE)
    return f"{sign}{digits}{NO_BREAK_SPACE}kr" if unit else f"{sign}{digits}"


def parse_nok(typed: str) -> int:
    """Read what somebody typed as whole kroner: «12500», «12 500», «12.500 kr», «kr 12 500,-» and «12500,00».

    Raises NotAnAmount rather than guess: øre, wrongly grouped digits, minus signs and words are refused.
    """
    text = SPACES.sub(" ", typed).strip()
    if not text:
        raise NotAnAmount("empty", typed)
    text = NO_OERE.sub("", CURRENCY.sub("", text).strip())
    if text[:1] in {"-", "–", MINUS} and text[1:].strip()[:1].isdigit():
        raise NotAnAmount("negative", typed)
    if not WHOLE.fullmatch(text):
        raise NotAnAmount("decimals" if WITH_OERE.search(text) else "not-a-number", typed)
    digits = re.sub(r"[ .]", "", text).lstrip("0") or "0"
    if len(digits) > len(str(LARGEST_NOK)) or int(digits) > LARGEST_NOK:
        raise NotAnAmount("too-large", typed)
    return int(digits)


def split_nok(total_nok: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weights; the parts sum to it: the largest remainders get the last kroner, the first wins."""
    whole = sum(weights)
    if total_nok < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError(f"cannot split {total_nok} by {list(weights)}")
    parts = [total_nok * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total_nok * weights[i] % whole), i))
    for i in by_remainder[: total_nok - sum(parts)]:
        parts[i] += 1
    return parts


def percent_nok(amount_nok: int, percent: int) -> int:
    """Give the least whole kroner that is at least this percentage of an amount: a duty is never rounded down."""
    return -(-amount_nok * percent // 100)
