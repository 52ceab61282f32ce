"""The process that writes and reads workbooks of needs: `FORM template`, or `FORM read` of standard input."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from samspel.rounds.asked.listing import List, repeated
from samspel.rounds.faults import Faulty
from samspel.rounds.sheets.reading import Found, read_as
from samspel.rounds.sheets.writing import template

MEMORY, SECONDS = 1_500_000_000, 30
"""Bytes that the process may use, and seconds of computing."""


def main(form: str, what: str) -> None:
    """Write the template, or what a workbook says and what is wrong with it, to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # No application and no database: words are all that is needed of Django.
    settings.configure(LANGUAGE_CODE=form, LOCALE_PATHS=[Path(__file__).parents[2] / "locale"], USE_TZ=True)
    django.setup()
    if what == "template":
        sys.stdout.buffer.write(template(form, List))
    else:
        sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


def read(content: bytes) -> dict[str, Any]:
    """Give what a workbook says and where each part of it stands, or what is wrong with it."""
    found = Found(List)
    try:
        document = read_as(found, content)
    except Faulty as faulty:
        return {"faults": [[one.place, one.text] for one in faulty.faults]}
    assert isinstance(document, List)
    if faults := found.places.told(repeated(document)):
        return {"faults": [[one.place, one.text] for one in faults]}
    return {"needs": document.model_dump(mode="json"), "rows": found.places.kept()}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
