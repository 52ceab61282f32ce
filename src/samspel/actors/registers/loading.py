"""Loading the registers: all or nothing, written down as a run, and refused when too much would be gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from samspel.actors import details
from samspel.actors.models import Organisation, Ownership, RegisterRun, Unit
from samspel.actors.registers import tables
from samspel.actors.registers.ownerships import DERIVED, periods
from samspel.actors.registers.storing import Done, bring
from samspel.actors.registers.tables import Faulty, Row, Tables
from samspel.kit.deadlines import oslo_day
from samspel.kit.seeking import sought
from samspel.kit.sizes import ROWS
from samspel.places import lookups
from samspel.tenancy.models import Office

SHORTFALL_PERCENT = 2
"""A register loses under one in a hundred units in a year; a kind that shrinks by more was cut on its way to us."""
CLOSING_PERCENT = 2
"""More closed at once than this is a broken copy, not the world; for the same reason."""
FEW = 20
"""Among few, two or three that are gone would be more than any share; so many may always go."""
LOCK = "samspel.registers"
REGISTERS = ("nbr", "nsr", "brreg", "klass")
"""The sources of runs that asked a register itself."""
Tell = Callable[[str], None]
log = logging.getLogger("samspel.registers")
Owners = dict[str, Organisation]


def load(folder: Path, *, at: datetime, tell: Tell) -> RegisterRun:
    """Bring offices, organisations, units and ownership up to date with a folder; Faulty when it is refused.

    A run is written down either way; of a refused one nothing else is stored.
    """
    run = RegisterRun(loaded_at=at, source="package" if folder == tables.DATA else folder.name)
    try:
        with transaction.atomic():
            alone()
            if folder == tables.DATA:
                _see_that_no_register_has_answered()
            told = tables.read(folder)
            run.sha256, run.counts = told.sha256, told.counts()
            done = _all(told, at, tell)
            run.created, run.changed, run.closed = done.created, done.changed, done.closed
            run.save()
    except Faulty as faulty:
        run.refused, run.outcome = str(faulty), RegisterRun.Outcome.REFUSED
        run.save()
        raise
    return run


def progress(line: str) -> None:
    """Say in the log how far the loading has come, where nobody sits and looks."""
    log.info("registers: %s", line)


def alone() -> None:
    """Wait until no other run is at work."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [LOCK])


def _see_that_no_register_has_answered() -> None:
    """Do not bring what registers have told since back to what the package was made from."""
    last = RegisterRun.objects.filter(refused="", source__in=REGISTERS).order_by("-loaded_at").first()
    if last is not None:
        raise Faulty([f"{last.source} has told newer things ({oslo_day(last.loaded_at)}) than the package's tables"])


def _all(told: Tables, at: datetime, tell: Tell) -> Done:
    done, day = Done(), oslo_day(at)
    _see_that_enough(told)
    know_offices(day, done)
    owners = _organisations(told.organisations, done, at)
    tell(f"{len(told.organisations)} organisations")
    merged = as_owned(merge(told.units))
    units = _units(merged, owners, day, done)
    tell(f"{len(merged)} units in {len(told.units)} lines of the registers")
    _ownerships(merged, units, owners, done)
    tell("ownership over time")
    return done


def _see_that_enough(told: Tables) -> None:
    loads = RegisterRun.objects.filter(refused="").exclude(source__in=REGISTERS)
    last = loads.order_by("-loaded_at").first()
    counts = told.counts()
    short = [
        f"{kind}: {counts.get(kind, 0)}, and {before} at the last run"
        for kind, before in (last.counts if last else {}).items()
        if before - counts.get(kind, 0) > max(FEW, before * SHORTFALL_PERCENT // 100)
    ]
    if short:
        raise Faulty(short)


def know_offices(day: date, done: Done) -> None:
    """Know the ten offices; what an office says of itself is left as it is, but for the name."""
    stored = {office.orgnr: office for office in Office.objects.all()}
    named = lookups.offices(day)
    wanted = {one.orgnr: {"orgnr": one.orgnr, "name": one.name} for one in named}
    first = {one.orgnr: {"slug": one.slug, "written_form": one.written_form} for one in named}
    bring(Office, stored, wanted, done, first=first)


def _organisations(told: list[Row], done: Done, at: datetime) -> Owners:
    """Know the organisations, hosts before the centres that are part of them."""
    first = {row["ref"]: {"written_form": row["written_form"]} for row in told}
    for hosted in (False, True):
        stored = _by_ref()
        wanted = {row["ref"]: _organisation(row, stored) for row in told if bool(row["host"]) is hosted}
        changes = [
            one for ref in wanted.keys() & stored.keys() for one in details.differences(stored[ref], wanted[ref])
        ]
        details.write(changes, source=details.Source.PACKAGE, since=oslo_day(at), at=at)
        fresh = wanted.keys() - stored.keys()
        bring(Organisation, stored, wanted, done, first=first)
        made = [one for ref, one in _by_ref().items() if ref in fresh]
        details.write_first(made, source=details.Source.PACKAGE, at=at)
    return _by_ref()


def _by_ref() -> Owners:
    return {one.ref: one for one in Organisation.objects.all()}


def _organisation(row: Row, known: Owners) -> dict[str, Any]:
    return {
        "ref": row["ref"],
        "orgnr": row["orgnr"],
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": row["kind"],
        "kommune_number": row["kommune"],
        "host_id": known[row["host"]].pk if row["host"] else None,
        "closed_on": date.fromisoformat(row["closed_on"]) if row["closed_on"] else None,
    }


def merge(lines: list[Row]) -> dict[str, Row]:
    """Give one row per unit; one that stands in both registers is what the school register calls it."""
    found: dict[str, Row] = {}
    for line in lines:
        other = found.get(line["orgnr"])
        school = line if other is None or line["register"] == "nsr" else other
        found[line["orgnr"]] = {**school, "register": "both"} if other else line
    return found


def as_owned(merged: dict[str, Row]) -> dict[str, Row]:
    """Leave out the derived owner of units of which somebody has told who owns them: that is better known."""
    told = Ownership.objects.exclude(source__startswith=DERIVED).values_list("unit__orgnr", flat=True)
    return merged | {orgnr: {**merged[orgnr], "owned_by": ""} for orgnr in set(told) & set(merged)}


def _units(merged: dict[str, Row], owners: Owners, day: date, done: Done) -> dict[str, Unit]:
    stored = {unit.orgnr: unit for unit in Unit.objects.all()}
    _close(stored, set(merged), day, done)
    bring(Unit, stored, {orgnr: _unit(row, owners, day) for orgnr, row in merged.items()}, done)
    return {unit.orgnr: unit for unit in Unit.objects.filter(orgnr__in=merged)}


def _unit(row: Row, owners: Owners, day: date) -> dict[str, Any]:
    told = {
        "orgnr": row["orgnr"],
        "name": row["name"],
        "kind": tables.TYPES[row["type"]],
        "kommune_number": row["kommune"],
        "register": row["register"],
        "register_type": row["type"],
        "public": row["public"] == "yes",
        "grade_from": int(row["grade_from"]) if row["grade_from"] else None,
        "grade_to": int(row["grade_to"]) if row["grade_to"] else None,
        "closed_on": None,
        "sought": sought(row["name"]),
    }
    held = [one for one in periods(row["kommune"], row["owned_by"]) if one.until is None or one.until >= day]
    return told | ({"owner_id": owners[held[-1].owner].pk} if held else {})


def _close(stored: dict[str, Unit], there: set[str], day: date, done: Done) -> None:
    """Close the units that stood in a register and do so no longer."""
    open_now = [unit for unit in stored.values() if unit.register and unit.closed_on is None]
    gone = [unit for unit in open_now if unit.orgnr not in there]
    if len(gone) > max(FEW, len(open_now) * CLOSING_PERCENT // 100):
        raise Faulty([f"{len(gone)} of {len(open_now)} units would be closed"])
    for unit in gone:
        unit.closed_on = day
    if gone:
        Unit.objects.bulk_update(gone, ["closed_on"], batch_size=ROWS)
    done.closed += len(gone)


def _ownerships(merged: dict[str, Row], units: dict[str, Unit], owners: Owners, done: Done) -> None:
    """Keep who owned the public units when; what a person or a file has told of other units is left alone."""
    wanted = {
        (units[orgnr].pk, held.since): {
            "unit_id": units[orgnr].pk,
            "owner_id": owners[held.owner].pk,
            "since": held.since,
            "until": held.until,
            "source": held.source,
        }
        for orgnr, row in merged.items()
        for held in periods(row["kommune"], row["owned_by"])
    }
    stored = {(one.unit_id, one.since): one for one in Ownership.objects.filter(source__startswith=DERIVED)}
    bring(Ownership, stored, wanted, done)
