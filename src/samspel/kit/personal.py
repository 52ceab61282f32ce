"""National identity numbers and children by name in what people write, so that they can be asked to take them away."""

from __future__ import annotations

import re

from stdnum.no import fodselsnummer

CHILD = r"elev|eleven|barn|barnet|gutt|gutten|gut|guten|jente|jenta|sønn|sønnen|son|sonen|datter|dattera|dotter|dottera"
# «eleven Ola», «jenta vår Kari»: a name stands right after a word for one child, or with one small word between.
NAMED_CHILD = re.compile(
    rf"\b(?i:{CHILD})(?: (?i:vår|vårt|min|mi|mitt|som heter|som heiter|ved namn|ved navn))? ([A-ZÆØÅ][a-zæøåéèô]+)"
)
ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}[ .]?\d{5}(?!\d)", re.ASCII)


def identity_number_in(text: str) -> str:
    """Give the first national identity number in a text, as it is written; nothing when there is none."""
    found = (match.group() for match in ELEVEN_DIGITS.finditer(text))
    return next((number for number in found if fodselsnummer.is_valid(re.sub(r"\D", "", number))), "")


def named_child_in(text: str) -> str:
    """Give the first words that seem to name one child, as they are written; nothing when there are none."""
    found = NAMED_CHILD.search(text)
    return found.group() if found else ""
