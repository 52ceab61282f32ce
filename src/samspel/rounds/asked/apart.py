"""Reading and writing workbooks of needs in a process of its own: what comes from outside may be made to do harm."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache

from django.utils.translation import gettext as _

from samspel.rounds.asked.listing import List
from samspel.rounds.faults import Fault, Faulty
from samspel.rounds.sheets.telling import Places

PATIENCE = 60
"""Seconds on the wall: a busy machine gives a process less than all of one."""


@cache
def template(form: str) -> bytes:
    """Give the workbook that an owner fills in, in one written form."""
    return run(form, "template")


def read(content: bytes, form: str) -> tuple[List, Places]:
    """Give the needs in a workbook and where each stands; Faulty with every fault, told in one written form."""
    try:
        told = json.loads(run(form, "read", content))
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as wrong:
        raise Faulty([Fault("", _("Filen var for tung å lese. Bruk malen på nytt, eller del den i flere."))]) from wrong
    if "faults" in told:
        raise Faulty(Fault(place, text) for place, text in told["faults"])
    return List.model_validate_json(json.dumps(told["needs"])), Places.of(told["rows"], List)


def run(form: str, what: str, content: bytes = b"") -> bytes:
    """Let the other process do its work; TimeoutExpired and CalledProcessError when it could not."""
    command = [sys.executable, "-I", "-B", "-m", __name__.rpartition(".")[0], "nn" if form == "nn" else "nb", what]
    return subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, env={}, check=True).stdout
