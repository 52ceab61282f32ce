"""A letter from a template and facts: one accessible archive PDF (PDF/A-2a and PDF/UA-1), the same bytes every time."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import typst

from samspel.kit.deadlines import OSLO, oslo_day
from samspel.letters.characters import FONTS, UNKNOWN, UnprintableText, printable
from samspel.letters.facts import Language, LetterFacts, type_of_template
from samspel.letters.facts.letter import Json

ROOT = Path(__file__).resolve().parent

__all__ = ["UnprintableText", "render"]


def render(template: str, language: Language, facts: LetterFacts, *, at: datetime) -> bytes:
    """Make the letter as it stands at a moment; an incomplete letter or a NUL in a text is refused.

    The facts reach the template as data alone, so nothing in them is read as markup.
    """
    if type(facts) is not type_of_template.get(template):
        raise ValueError(f"the template {template!r} does not take {type(facts).__name__}")
    if at.tzinfo is None:
        raise ValueError("at must have a time zone")
    shown = json.dumps(_printable(facts.as_json()), ensure_ascii=False, sort_keys=True)
    return typst.compile(
        str(ROOT / "templates" / f"{template}.typ"),
        root=str(ROOT),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=_fixed_offset(at),
        sys_inputs={
            "language": language,
            "day": oslo_day(at).isoformat(),
            "facts": shown,
            "note": "yes" if UNKNOWN in shown else "",
        },
    )


def _printable(value: Json) -> Json:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(part) for part in value]
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    return value


def _fixed_offset(at: datetime) -> datetime:
    """Give the moment in Norwegian time with a plain offset, the form that the PDF's own dates take."""
    here = at.astimezone(OSLO)
    return here.replace(microsecond=0, tzinfo=timezone(here.utcoffset() or timedelta(0)))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
