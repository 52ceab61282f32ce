"""Where two canonical rounds differ, in the words of a list of faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from samspel.rounds.faults import Fault
from samspel.rounds.reading import place

SHOWN = 80


def differences(said: Any, stored: Any, *steps: str | int) -> Iterator[Fault]:  # noqa: ANN401  JSON values
    """Give every place where what a file says is not what is stored."""
    if isinstance(said, dict) and isinstance(stored, dict):
        for name in sorted(said.keys() | stored.keys()):
            yield from differences(said.get(name), stored.get(name), *steps, name)
    elif isinstance(said, list) and isinstance(stored, list) and len(said) == len(stored):
        for index, (one, other) in enumerate(zip(said, stored, strict=True)):
            yield from differences(one, other, *steps, index)
    elif said != stored:
        told = {"said": shown(said), "stored": shown(stored)}
        yield Fault(place(*steps), _("Filen sier %(said)s, men lagret er %(stored)s.") % told)


def shown(value: object) -> str:
    """Give a value short enough for one line."""
    if value is None:
        return _("ingenting")
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
