"""National identity numbers in what people write, so that they can be asked to take them away."""

from __future__ import annotations

import re

from stdnum.no import fodselsnummer

ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}[ .]?\d{5}(?!\d)", re.ASCII)


def identity_number_in(text: str) -> str:
    """Give the first national identity number in a text, as it is written; nothing when there is none."""
    found = (match.group() for match in ELEVEN_DIGITS.finditer(text))
    return next((number for number in found if fodselsnummer.is_valid(re.sub(r"\D", "", number))), "")
