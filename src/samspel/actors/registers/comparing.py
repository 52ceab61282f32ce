"""What a register tells beside what is known: what can be taken in at once, and what a person must judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from samspel.actors.models import Organisation, RegisterQuestion, Unit
from samspel.actors.registers import tables
from samspel.actors.registers.answers import NSR, Told
from samspel.kit.seeking import sought
from samspel.places import lookups

What = RegisterQuestion.What
ALIKE = 0.6
"""Names that have less than this in common may be of another unit; «Vik skole» and «Vik skule» have far more."""
COUNTS = frozenset({"learners", "staff"})
Change = tuple[Unit, dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """A change that a person must judge; owners by their organisation number, and by name beside it."""

    unit: Unit
    what: RegisterQuestion.What
    before: str
    after: str
    before_name: str = ""
    after_name: str = ""


@dataclass
class Compared:
    """All that one answer would change."""

    new: list[Told] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    owned: list[tuple[Unit, Told]] = field(default_factory=list)
    gone: list[Unit] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    agreed: set[tuple[UUID, str]] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    turned: int = 0

    def units(self) -> set[str]:
        """Give the organisation numbers of those that the register tells something new of."""
        told = {one.orgnr for one in self.new} | {unit.orgnr for unit, _ in self.changes}
        return told | {unit.orgnr for unit, _ in self.owned} | {one.unit.orgnr for one in self.asked} | self.lost


def compare(
    register: str,
    told: Iterable[Told],
    known: Mapping[str, Unit],
    before: Mapping[str, str],
    day: date,
) -> Compared:
    """Hold what a register tells of units against those known; `before` is the owner it told of them the last time."""
    found = Compared()
    for one in told:
        unit = known.get(one.orgnr)
        if unit is None:
            found.new.append(one)
        elif register != NSR and unit.register in {Unit.Register.NSR, Unit.Register.BOTH}:
            # A unit in both registers is what the school register calls it.
            if unit.register != Unit.Register.BOTH and unit.closed_on is None:
                found.changes.append((unit, {"register": Unit.Register.BOTH}))
        else:
            _one(register, one, unit, day, found)
            had = before.get(one.orgnr, unit.owner.ref if unit.public and unit.owner else "")
            if had and not one.owner:
                found.lost.add(one.orgnr)
    return found


def _one(register: str, told: Told, unit: Unit, day: date, found: Compared) -> None:
    if unit.closed_on is not None:
        found.asked.append(Asked(unit, What.REAPPEARED, unit.closed_on.isoformat(), register))
        return
    asked = list(_to_judge(told, unit, day))
    found.asked += asked
    found.agreed |= {(unit.pk, what.value) for what in What} - {(unit.pk, one.what.value) for one in asked}
    row = facts(register, told, day, unit)
    if any(one.what == What.NAME for one in asked):
        del row["name"], row["sought"]
    if any(one.what == What.KOMMUNE for one in asked):
        del row["kommune_number"]
    found.turned += unit.public is not None and unit.public is not told.public
    if all(getattr(unit, name) == row[name] for name in COUNTS & row.keys()):
        row.pop("counted_on", None)
    if different := {name: value for name, value in row.items() if getattr(unit, name) != value}:
        found.changes.append((unit, different))
    if told.owner and unit.owner is None:
        found.owned.append((unit, told))


def facts(register: str, told: Told, day: date, unit: Unit | None = None) -> dict[str, Any]:
    """Give what a row of ours is to say of a unit, but for its owner; what nobody tells stays as it is."""
    both = unit is not None and unit.register not in {"", register}
    told_of = {name: getattr(told, name) for name in ("grade_from", "grade_to", *COUNTS)}
    if any(told_of[name] is not None for name in COUNTS):
        told_of["counted_on"] = day
    return {
        "name": told.name,
        "sought": sought(told.name),
        "kind": tables.TYPES[told.type],
        "kommune_number": told.kommune,
        "register": Unit.Register.BOTH if both else register,
        "register_type": told.type,
        "public": told.public,
    } | {name: value for name, value in told_of.items() if value is not None}


def _to_judge(told: Told, unit: Unit, day: date) -> Iterable[Asked]:
    if told.name != unit.name and not alike(told.name, unit.name):
        yield Asked(unit, What.NAME, unit.name, told.name)
    if unit.kommune_number and told.kommune != unit.kommune_number and not _follows(unit.kommune_number, told, day):
        yield Asked(unit, What.KOMMUNE, unit.kommune_number, told.kommune)
    if told.owner and unit.owner is not None and not owns(unit.owner, told):
        yield Asked(unit, What.OWNER, unit.owner.orgnr, told.owner, unit.owner.name, told.owner_name)


def alike(one: str, other: str) -> bool:
    """Tell whether two names may well be of the same unit."""
    return SequenceMatcher(None, sought(one), sought(other)).ratio() >= ALIKE


def _follows(number: str, told: Told, day: date) -> bool:
    """Tell whether the register has only taken the number that the kommune has now."""
    try:
        return lookups.successors(number, day) == [told.kommune]
    except lookups.Unknown:
        return False


def owns(owner: Organisation, told: Told) -> bool:
    """Tell whether an organisation is the owner that the register names; a kommune may be one whose number we lack."""
    if owner.orgnr:
        return owner.orgnr == told.owner
    same_kommune = owner.kind == Organisation.Kind.KOMMUNE and owner.kommune_number == told.kommune
    return same_kommune and told.owner == told.kommune_orgnr
