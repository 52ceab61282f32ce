"""Where an indicator stands: in words, or as a number that can be set beside others."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from samspel.kit.money import NO_BREAK_SPACE, format_nok
from samspel.needs.models import Measured

NUMBER = re.compile(r"\d{1,3}(?: ?\d{3})*(?:[.,]\d{1,4})?", re.ASCII)
BETWEEN: dict[str, tuple[int, int]] = {
    Measured.PERCENT: (0, 100),
    Measured.COUNT: (0, 1_000_000),
    Measured.SCORE: (1, 5),
}


def number(measured_in: str, text: str) -> Decimal | None:
    """Give the number that a text says, «34 %», «1 200» or «3,8»; None for words, and for what is out of range."""
    if measured_in not in BETWEEN:
        return None
    plain = " ".join(text.removesuffix("%").split()) if measured_in == Measured.PERCENT else " ".join(text.split())
    if not NUMBER.fullmatch(plain):
        return None
    found = Decimal(plain.replace(" ", "").replace(",", "."))
    least, most = BETWEEN[measured_in]
    whole = measured_in != Measured.COUNT or found == found.to_integral_value()
    return found if least <= found <= most and whole else None


def wanted(measured_in: str) -> str:
    """Say which numbers an indicator may have that is measured in one."""
    least, most = BETWEEN.get(measured_in, (0, 0))
    example = "3,8" if measured_in == Measured.SCORE else "34"
    told = {"least": least, "most": format_nok(most, unit=False), "example": example}
    return _("Skriv bare et tall fra %(least)s til %(most)s, for eksempel %(example)s.") % told


def way(measured_in: str, baseline: str, target: str, reached: str) -> int | None:
    """Give how far of the way from where it stood to the target it has come, in percent; None where none can tell.

    Less than nothing says that it went the other way, more than a hundred that it went past the target.
    """
    before, goal, now = (number(measured_in, text) for text in (baseline, target, reached))
    if before is None or goal is None or now is None or before == goal:
        return None
    return round(100 * (now - before) / (goal - before))


def kept(measured_in: str, text: str) -> str:
    """Give a text as it is stored: a number without its unit and with a comma, words as they are."""
    found = number(measured_in, text)
    return text if found is None else f"{found.normalize():f}".replace(".", ",")


def shown(measured_in: str, text: str) -> str:
    """Give a stored text as it is read, with its unit."""
    return f"{text}{NO_BREAK_SPACE}%" if text and measured_in == Measured.PERCENT else text
