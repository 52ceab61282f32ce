"""Holding what we know of owners and kommunar against Enhetsregisteret and Klass: differences are told, never taken in.

Owners and kommunar come from the package and from people. What a register tells differently is for a person to see; a
new kommune comes with a new version of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from samspel.actors.models import Organisation, RegisterRun
from samspel.actors.registers import syncing
from samspel.actors.registers.answers import (
    BRREG,
    KLASS,
    Finding,
    Silent,
    Tell,
    Unreadable,
    organisations,
    places,
    registers,
)
from samspel.kit.deadlines import oslo_day
from samspel.kit.orgnr import is_synthetic
from samspel.kit.seeking import sought
from samspel.places import lookups

MOST = 200
"""So many differences are written down; more than that are one fault, not two hundred."""
Check = Callable[[date, Tell], tuple[dict[str, int], list[Finding]]]


def names() -> list[str]:
    """Give the registers that can be asked, in the order in which they are."""
    return [*registers, *organisations, *places]


def ask(name: str, *, at: datetime, tell: Tell) -> RegisterRun:
    """Ask one register: units are brought up to date, owners and kommunar only held against what is known."""
    if name in registers:
        return syncing.sync(name, at=at, tell=tell)
    run = RegisterRun(loaded_at=at, source=name)
    check: Check = {BRREG: _owners, KLASS: _kommunar}[name]
    try:
        run.counts, differences = check(oslo_day(at), lambda line: tell(f"{name}: {line}"))
    except Silent as silent:
        return syncing.not_done(run, RegisterRun.Outcome.SILENT, [{"code": "silent", "why": str(silent)}])
    except Unreadable as fault:
        why = {"code": "unreadable", "where": fault.where, "field": fault.field}
        return syncing.not_done(run, RegisterRun.Outcome.REFUSED, [why])
    run.findings = differences[:MOST]
    run.save()
    return run


def _owners(_day: date, tell: Tell) -> tuple[dict[str, int], list[Finding]]:
    known = {
        one.orgnr: one
        for one in Organisation.objects.filter(closed_on__isnull=True).exclude(orgnr="")
        if not is_synthetic(one.orgnr)
    }
    told = {one.orgnr: one for one in organisations[BRREG].told(known, tell)}
    found: list[Finding] = []
    for orgnr, one in sorted(known.items()):
        here = told.get(orgnr)
        what = {"orgnr": orgnr, "name": one.name}
        if here is None:
            found.append({"code": "owner-missing", **what})
        elif here.deleted_on:
            found.append({"code": "owner-deleted", **what, "day": here.deleted_on})
        elif sought(here.name) != sought(one.name):
            found.append({"code": "owner-name", **what, "other": here.name})
    return {"organisations": len(told)}, found


def _kommunar(day: date, tell: Tell) -> tuple[dict[str, int], list[Finding]]:
    told = places[KLASS].kommunar(day, tell)
    return {"kommunar": len(told)}, list(_unlike({one.number: one.name for one in lookups.kommunar(day)}, told))


def _unlike(known: dict[str, str], told: dict[str, str]) -> Iterator[Finding]:
    for number in sorted({*known, *told}):
        ours, theirs = known.get(number, ""), told.get(number, "")
        if not ours:
            yield {"code": "kommune-new", "number": number, "name": theirs}
        elif not theirs:
            yield {"code": "kommune-gone", "number": number, "name": ours}
        elif _parts(ours) != _parts(theirs):
            yield {"code": "kommune-name", "number": number, "name": ours, "other": theirs}


def _parts(name: str) -> set[str]:
    """Give the names in a name: in which order its languages stand is told differently by the registers."""
    return {sought(part) for part in name.split(" - ")}
