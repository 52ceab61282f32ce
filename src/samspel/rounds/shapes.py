"""What does not have the shape that a field of the round file must have, in words for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

SHOWN = 40
Words = Callable[[], str]
# The shapes that a text may have to have, by what their pattern holds, with what people are told.
PATTERNS: tuple[tuple[str, Words], ...] = (
    ("[0-9]{9}", lambda: _("«%(value)s» er ikke et organisasjonsnummer. Det har ni siffer.")),
    ("[0-9]{11}", lambda: _("«%(value)s» er ikke et kontonummer. Det har elleve siffer.")),
    ("[0-9]{4}", lambda: _("«%(value)s» er ikke et kommunenummer. Det har fire siffer.")),
    ("[0-9a-f]{64}", lambda: _("«%(value)s» er ikke en sjekksum (SHA-256).")),
    ("[a-z0-9-]", lambda: _("«%(value)s» kan ikke stå her. Bruk små bokstaver, tall og bindestrek.")),
    ("[a-zA-Z0-9]", lambda: _("«%(value)s» kan ikke stå her. Bruk bokstaver, tall, punktum og bindestrek.")),
)
SHAPES: dict[str, Words] = {
    "missing": lambda: _("Dette mangler. Fyll det ut."),
    "extra_forbidden": lambda: _("Dette hører ikke til her. Ta det bort, eller rett navnet."),
    "string_type": lambda: _("«%(value)s» er ikke tekst. Skriv det i anførselstegn."),
    "string_too_long": lambda: _("Teksten kan ha høyst %(max_length)d tegn. Kort den ned."),
    "greater_than": lambda: _("«%(value)s» er for lite."),
    "greater_than_equal": lambda: _("«%(value)s» er for lite."),
    "less_than_equal": lambda: _("«%(value)s» er for stort."),
    "literal_error": lambda: _("«%(value)s» er ikke et svar her. Velg blant disse: %(known)s."),
    "enum": lambda: _("«%(value)s» er ikke et svar her. Velg blant disse: %(known)s."),
    "uuid": lambda: _("«%(value)s» er ikke en nøkkel (UUID)."),
    "int": lambda: _("«%(value)s» er ikke et helt tall. Skriv det uten anførselstegn, mellomrom og desimaler."),
    "bool": lambda: _("«%(value)s» er ikke et svar her. Skriv true eller false."),
    "date": lambda: _("«%(value)s» er ikke en dato. Skriv den slik: 2024-08-01."),
    "datetime": lambda: _("«%(value)s» er ikke et tidspunkt. Skriv det slik: 2024-08-01T10:30:00Z."),
    "timezone": lambda: _("«%(value)s» mangler tidssone. Skriv det slik: 2024-08-01T10:30:00Z."),
    "list": lambda: _("Her skal det stå en liste, i hakeparenteser."),
    "tuple": lambda: _("Her skal det stå en liste, i hakeparenteser."),
    "model": lambda: _("Her skal det stå et objekt, i krøllparenteser."),
}


def shape(error: Mapping[str, Any], otherwise: Mapping[str, Words] | None = None) -> str:
    """Give one fault of shape in words for people; `otherwise` has the words of another kind of file."""
    context, kind = error.get("ctx", {}), str(error["type"])
    known = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    told = {"value": shown(error.get("input", "")), "known": known, **context}
    if kind == "string_pattern_mismatch":
        return pattern(str(context.get("pattern", "")), told)
    shapes = SHAPES | dict(otherwise or {})
    words = shapes.get(kind) or shapes.get(kind.partition("_")[0])
    return (words() if words else _("«%(value)s» kan ikke stå her.")) % told


def pattern(expected: str, told: Mapping[str, Any]) -> str:
    """Say how a text must look; what is not named has a character that nobody can see."""
    if expected.startswith("^[^"):
        return _("Teksten har et tegn som ikke kan lagres.")
    words = next((text() for part, text in PATTERNS if part in expected), _("«%(value)s» kan ikke stå her."))
    return words % told


def shown(value: object) -> str:
    """Give a value short enough for one line."""
    if isinstance(value, datetime | date | time | timedelta):
        value = str(value)
    plain = " ".join(str(value).split(" ")).replace("\n", " ")
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"
