"""Holding what we know of owners and kommunar against Enhetsregisteret and Klass.

An address, and a name that may well be of the same owner, are taken in, with the day and the source. An owner that is
deleted, or is called something else altogether, becomes a question to its office; many new names at once are for a
person to see. A new kommune comes with a new version of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from samspel.actors import details
from samspel.actors.models import Organisation, RegisterRun
from samspel.actors.registers import owners, syncing
from samspel.actors.registers.answers import (
    BRREG,
    KLASS,
    Finding,
    Silent,
    Tell,
    ToldOrganisation,
    Unreadable,
    organisations,
    places,
    registers,
)
from samspel.actors.registers.comparing import alike
from samspel.actors.registers.loading import FEW
from samspel.actors.registers.weighing import CHANGED_PERCENT
from samspel.kit.deadlines import oslo_day
from samspel.kit.orgnr import is_synthetic
from samspel.kit.seeking import sought
from samspel.places import lookups
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office

MOST = 200
"""So many differences are written down; more than that are one fault, not two hundred."""
Check = Callable[[datetime, Tell], tuple[dict[str, int], list[Finding], int, int]]


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
        run.counts, differences, run.changed, run.asked = check(at, lambda line: tell(f"{name}: {line}"))
    except Silent as silent:
        return syncing.not_done(run, RegisterRun.Outcome.SILENT, [{"code": "silent", "why": str(silent)}])
    except Unreadable as fault:
        why = {"code": "unreadable", "where": fault.where, "field": fault.field}
        return syncing.not_done(run, RegisterRun.Outcome.REFUSED, [why])
    run.findings = differences[:MOST]
    run.save()
    return run


def _owners(at: datetime, tell: Tell) -> tuple[dict[str, int], list[Finding], int, int]:
    known = {
        one.orgnr: one
        for one in Organisation.objects.filter(closed_on__isnull=True).exclude(orgnr="")
        if not is_synthetic(one.orgnr)
    }
    told = {one.orgnr: one for one in organisations[BRREG].told(known, tell)}
    found, changes, many = [], [], []
    for orgnr, one in sorted(known.items()):
        finding, wanted = _owner(one, told.get(orgnr))
        found += [finding] if finding else []
        changes += details.differences(one, wanted)
    names = [change for change in changes if change.what == details.What.NAME]
    if len(names) > max(FEW, len(known) * CHANGED_PERCENT // 100):
        changes = [change for change in changes if change not in names]
        orgnrs = {one.pk: orgnr for orgnr, one in known.items()}
        many = [
            {"code": "owner-name", "orgnr": orgnrs[one.organisation_id], "name": one.before, "other": one.after}
            for one in names
        ]
    with transaction.atomic(), offices(Office.objects.values_list("pk", flat=True)):
        left, asked = owners.put(found, known, at)
        return {"organisations": len(told)}, [*left, *many], details.take_in(changes, source=BRREG, at=at), asked


def _owner(one: Organisation, here: ToldOrganisation | None) -> tuple[Finding | None, dict[str, str]]:
    """Give what a person must see of an owner, and what can be taken in."""
    what = {"orgnr": one.orgnr, "name": one.name}
    if here is None:
        return {"code": "owner-missing", **what}, {}
    if here.deleted_on:
        return {"code": "owner-deleted", **what, "day": here.deleted_on}, {}
    wanted = {"address": here.address} if here.address else {}
    if sought(here.name) == sought(one.name):
        return None, wanted
    if not alike(here.name, one.name):
        return {"code": "owner-name", **what, "other": here.name}, wanted
    return None, {**wanted, "name": owners.as_written(here.name)}


def _kommunar(at: datetime, tell: Tell) -> tuple[dict[str, int], list[Finding], int, int]:
    told = places[KLASS].kommunar(oslo_day(at), tell)
    known = {one.number: one.name for one in lookups.kommunar(oslo_day(at))}
    return {"kommunar": len(told)}, list(_unlike(known, told)), 0, 0


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
