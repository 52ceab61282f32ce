"""Bringing units up to date with what a register answers today: all or nothing, twice changes nothing.

An answer that never comes changes nothing; one that is hard to believe is kept for a person; a single change that may
mean several things becomes a question to the office that covers the unit.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samspel.actors import details
from samspel.actors.models import Organisation, RegisterQuestion, RegisterRecord, RegisterRun, Unit
from samspel.actors.registers import loading, questions, tables
from samspel.actors.registers.answers import NBR, NSR, Finding, Listed, Silent, Tell, Told, Unreadable, registers
from samspel.actors.registers.comparing import Asked, Compared, compare, facts
from samspel.actors.registers.storing import Done, bring
from samspel.actors.registers.weighing import doubts
from samspel.kit.deadlines import oslo_day
from samspel.kit.sizes import ROWS
from samspel.places import lookups
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office

SYSTEM = By(None, None, None, Role.SYSTEM)
TYPES = {NBR: ("kindergarten",), NSR: tuple(one for one in tables.TYPES if one != "kindergarten")}
Outcome, State = RegisterRun.Outcome, RegisterQuestion.State


@dataclass
class Answer:
    """What a register answered, and the stamps that it had on what it told."""

    told: list[Told]
    stamps: dict[str, str]
    gone: set[str]
    counts: dict[str, int]


def sync(register: str, *, at: datetime, tell: Tell) -> RegisterRun:
    """Ask a register, and bring its units up to date; the run says what came of it, and is written down either way."""
    run = RegisterRun(loaded_at=at, source=register)
    try:
        answer = ask(register, lambda line: tell(f"{register}: {line}"))
    except Silent as silent:
        return not_done(run, Outcome.SILENT, [{"code": "silent", "why": str(silent)}])
    except Unreadable as fault:
        return not_done(run, Outcome.REFUSED, [{"code": "unreadable", "where": fault.where, "field": fault.field}])
    run.counts = answer.counts
    run.sha256 = _digest(answer.told)
    with transaction.atomic():
        loading.alone()
        done = Done()
        loading.know_offices(oslo_day(at), done)
        with offices(Office.objects.values_list("pk", flat=True)):
            found, fresh = _compared(register, answer, oslo_day(at))
            before = _counted_before(register)
            open_now = len([one for one in _known().values() if one.register == register and one.closed_on is None])
            if why := list(doubts(found, fresh, open_now, answer.counts, before)):
                run.proposed = _proposal(answer, found)
                return not_done(run, Outcome.HELD, why)
            take_in(run, answer, found, fresh, done)
            run.save()
    return run


def not_done(run: RegisterRun, outcome: RegisterRun.Outcome, why: list[Finding]) -> RegisterRun:
    """Write down a run that stored nothing else, and why."""
    run.outcome, run.findings = outcome, why
    run.refused = "\n".join(" ".join(str(value) for value in finding.values()) for finding in why)
    run.save()
    return run


def ask(register: str, tell: Tell) -> Answer:
    """Ask a register which units it has, and what it tells of those that have changed since it was last believed."""
    source = registers[register]
    listed: Listed = source.listed(tell)
    records = {one.orgnr: one for one in RegisterRecord.objects.filter(register=register)}
    kept = [
        Told(**records[orgnr].told)
        for orgnr, stamp in listed.stamps.items()
        if stamp and orgnr in records and records[orgnr].stamp == stamp and "learners" in records[orgnr].told
    ]
    same = {one.orgnr for one in kept}
    fresh = source.told([orgnr for orgnr in listed.stamps if orgnr not in same], tell)
    told = [one for one in (*kept, *fresh) if lookups.ever(one.kommune)]
    there = {one.orgnr for one in (*kept, *fresh)}
    mine = Unit.objects.filter(register__in=(register, Unit.Register.BOTH), closed_on__isnull=True)
    gone = set(mine.values_list("orgnr", flat=True)) - there
    counts = dict(Counter(f"unit-{one.type}" for one in told))
    return Answer(told, listed.stamps, gone, counts)


def _known() -> dict[str, Unit]:
    return {unit.orgnr: unit for unit in Unit.objects.select_related("owner")}


def _compared(register: str, answer: Answer, day: date) -> tuple[Compared, list[Asked]]:
    """Give what an answer would change, and those of its questions that have not been put before."""
    known = _known()
    records = RegisterRecord.objects.filter(register=register)
    before = {orgnr: told["owner"] for orgnr, told in records.values_list("orgnr", "told")}
    found = compare(register, answer.told, known, before, day)
    for orgnr in sorted(answer.gone & set(known)):
        unit = known[orgnr]
        if unit.register == Unit.Register.BOTH:
            found.changes.append((unit, {"register": NSR if register == NBR else NBR}))
        elif unit.closed_on is None:
            found.gone.append(unit)
    put = {(one.unit_id, one.what, one.after): one.state for one in RegisterQuestion.objects.order_by("asked_at")}
    settled = {State.OPEN, State.REJECTED}
    return found, [one for one in found.asked if put.get((one.unit.pk, one.what, one.after)) not in settled]


def _counted_before(register: str) -> dict[str, int]:
    """Give how many units of each type there were when the register, or else the package, was last believed."""
    good = RegisterRun.objects.filter(refused="").order_by("-loaded_at")
    last = good.filter(source=register).first() or good.exclude(source__in=TYPES).first()
    counts: dict[str, int] = last.counts if last else {}
    return {kind: counts[kind] for kind in (f"unit-{one}" for one in TYPES[register]) if kind in counts}


def take_in(run: RegisterRun, answer: Answer, found: Compared, fresh: list[Asked], done: Done) -> None:
    """Do what can be done at once, put the questions, and remember what the register told."""
    day = oslo_day(run.loaded_at)
    owners = _owners(run, [*found.new, *(told for _, told in found.owned)], done)
    known = {unit.orgnr: unit for unit, _ in (*found.changes, *found.owned)}
    wanted: dict[str, dict[str, Any]] = {orgnr: {} for orgnr in known}
    for unit, different in found.changes:
        wanted[unit.orgnr] |= different
    for unit, told in found.owned:
        wanted[unit.orgnr] |= {"owner_id": owners[told.owner].pk}
    for told in found.new:
        owner = owners.get(told.owner)
        wanted[told.orgnr] = {"orgnr": told.orgnr, "owner": owner, **facts(run.source, told, day)}
    bring(Unit, known, wanted, done)
    for unit in found.gone:
        unit.closed_on = day
    Unit.objects.bulk_update(found.gone, ["closed_on"], batch_size=ROWS)
    done.closed += len(found.gone)
    run.asked = _put(run, fresh, found, day)
    _remember(run.source, answer)
    run.created, run.changed, run.closed = done.created, done.changed, done.closed


def _owners(run: RegisterRun, told: Iterable[Told], done: Done) -> dict[str, Organisation]:
    """Know the owners that the register names, also those that nobody has told of before."""
    named = {one.owner: one for one in told if one.owner}
    kommunar = {
        one.kommune_number: one
        for one in Organisation.objects.filter(orgnr="", kind=Organisation.Kind.KOMMUNE).exclude(kommune_number="")
    }
    found = {one.orgnr: one for one in Organisation.objects.filter(orgnr__in=named)}
    for orgnr, one in named.items():
        if orgnr not in found and orgnr == one.kommune_orgnr and one.kommune in kommunar:
            found[orgnr] = kommunar[one.kommune]
    fresh = [
        questions.owner_named(orgnr, one.owner_name, one.public) for orgnr, one in named.items() if orgnr not in found
    ]
    Organisation.objects.bulk_create(fresh, batch_size=ROWS)
    details.write_first(fresh, source=run.source, at=run.loaded_at)
    done.created += len(fresh)
    return found | {one.orgnr: one for one in fresh}


def _put(run: RegisterRun, fresh: list[Asked], found: Compared, day: date) -> int:
    """Put the questions to the offices that cover the units, and let those fall that have no difference any more."""
    ids = {office.orgnr: office.pk for office in Office.objects.all()}
    waiting = {(one.unit_id, one.what): one for one in RegisterQuestion.objects.filter(state=State.OPEN)}
    put = {(one.unit.pk, one.what.value) for one in fresh}
    over = found.agreed | put | {(unit.pk, what) for unit in found.gone for what in RegisterQuestion.What.values}
    for key in sorted(over & set(waiting), key=str):
        if waiting[key].register == run.source or key in put:
            questions.overtake(waiting[key], by=SYSTEM, at=run.loaded_at)
    count = 0
    for one in fresh:
        try:
            office = ids[lookups.office_of(one.unit.kommune_number or one.after, day)]
        except (lookups.Unknown, KeyError):
            continue  # a unit outside the offices' kommunar, such as on Svalbard, is nobody's to judge
        told = {name: getattr(one, name) for name in ("before", "after", "before_name", "after_name")}
        questions.ask(
            one.unit, what=one.what, register=run.source, told=told, office_id=office, by=SYSTEM, at=run.loaded_at
        )
        count += 1
    return count


def _remember(register: str, answer: Answer) -> None:
    stored = {one.orgnr: one for one in RegisterRecord.objects.filter(register=register)}
    wanted = {
        one.orgnr: {
            "register": register, "orgnr": one.orgnr, "stamp": answer.stamps.get(one.orgnr, ""), "told": asdict(one),
        }
        for one in answer.told
    }  # fmt: skip
    bring(RegisterRecord, stored, wanted, Done())


def _digest(told: list[Told]) -> str:
    rows = sorted((asdict(one) for one in told), key=lambda row: str(row["orgnr"]))
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _proposal(answer: Answer, found: Compared) -> dict[str, Any]:
    """Give what a person must let in: what the register tells of units that differ, and those that are gone."""
    differ = found.units()
    told = [asdict(one) for one in answer.told if one.orgnr in differ]
    stamps = {row["orgnr"]: answer.stamps.get(row["orgnr"], "") for row in told}
    return {"told": told, "stamps": stamps, "gone": sorted(answer.gone)}


def let_in(run: RegisterRun, *, at: datetime) -> RegisterRun:
    """Take in what a held run would have done, as a run of its own; questions about single units are still put."""
    kept = run.proposed
    answer = Answer([Told(**row) for row in kept["told"]], kept["stamps"], set(kept["gone"]), run.counts)
    made = RegisterRun(loaded_at=at, source=run.source, counts=run.counts, sha256=run.sha256)
    with transaction.atomic(), offices(Office.objects.values_list("pk", flat=True)):
        loading.alone()
        found, fresh = _compared(run.source, answer, oslo_day(at))
        take_in(made, answer, found, fresh, Done())
        made.save()
    return made
