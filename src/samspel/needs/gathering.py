"""What the needs that a network has taken in come to together, held against what the network has written itself.

Everything is told in cells: a unit, a number, an amount of the budget, a text. A cell that nobody has touched since it
was filled last follows the members; one that somebody has typed in stays, unless it is chosen otherwise.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from samspel.kit.deadlines import oslo_day
from samspel.kit.text import digest
from samspel.needs import intake, membership, reading
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.rules.answers import LONGEST_TEXT
from samspel.needs.sheet import Sheet

Value = int | str
Cells = Mapping[str, Value]
TEXTS = (
    "assessment", "involvement", "anchoring", "plan_link", "measure", "sami", "goal", "evaluation", "milestones",
    "own_contribution_how",
)  # fmt: skip
DAYS = ("starts_on", "ends_on")
OWN = "own_contribution_nok"


class Kind(StrEnum):
    """What filling in does to a cell."""

    COMES = "comes"
    CHANGES = "changes"
    GOES = "goes"
    BOTH = "both"
    STAYS = "stays"
    CANNOT = "cannot"


FOLLOWS = frozenset({Kind.COMES, Kind.CHANGES, Kind.GOES})


@dataclass(frozen=True)
class Cell:
    """One cell that is not as the members' needs have it: what stands there, and what they come to."""

    name: str
    kind: Kind
    standing: Value
    given: Value

    @property
    def sort(self) -> str:
        """Give what sort of cell it is: the part of its name before the first dash."""
        return self.name.partition("-")[0]

    @property
    def key(self) -> str:
        """Give what the cell is about: the part of its name after the first dash."""
        return self.name.partition("-")[2]


@dataclass(frozen=True)
class Difference:
    """All cells that are not as the members' needs have it, and the sheets that they were read from."""

    sheet: Sheet
    members: tuple[Sheet, ...]
    cells: tuple[Cell, ...]
    given: Cells
    built: Cells

    @property
    def digest(self) -> str:
        """Give the digest of what is shown, by which a change meanwhile is noticed."""
        return digest([[one.name, one.kind, one.standing, one.given] for one in self.cells])

    @property
    def choices(self) -> set[str]:
        """Give the cells where one may choose what the members have."""
        return {one.name for one in self.cells if one.kind == Kind.BOTH}

    def written(self, taken: Collection[str]) -> dict[str, Value]:
        """Give what is to be written: what follows the members, and what was chosen."""
        return {one.name: one.given for one in self.cells if one.kind in FOLLOWS or one.name in taken}

    def keeps(self, written: Cells) -> dict[str, Value]:
        """Give what from now on is known to be from the members, and not typed."""
        before = {name: value for name, value in self.built.items() if name in self.given and name not in written}
        return before | {name: known(value) for name, value in written.items() if value}


def difference(need: Need, at: datetime) -> Difference:
    """Compare what a network has written with what it has taken in."""
    sheet = sheets.of(need, at)
    inside = {row.member_id for row in sheet.members}
    members = tuple(reading.of_owners([one.need for one in sheet.taken_in if one.need.owner_id in inside]))
    built = intake.built(need)
    given = given_by(sheet, members)
    allowed = fitting(sheet, given, at)
    standing = standing_of(sheet)
    found = []
    for name in dict.fromkeys([*given, *standing, *built]):
        now, then = standing.get(name, nothing(name)), given.get(name, nothing(name))
        if name in given and name not in allowed:
            found.append(Cell(name, Kind.CANNOT, now, then))
        elif kind := kind_of(name, now, then, built.get(name)):
            found.append(Cell(name, kind, now, then))
    return Difference(sheet, members, tuple(found), {name: given[name] for name in allowed}, built)


def kind_of(name: str, standing: Value, given: Value, built: Value | None) -> Kind | None:
    """Tell what filling in does to a cell; nothing where it is as the members have it, or nobody has anything there."""
    if standing == given or (name.startswith("partner-") and standing):
        return None
    if (known(standing) if standing else None) == (built or None):
        return Kind.COMES if not standing else Kind.CHANGES if given else Kind.GOES
    return Kind.STAYS if not given or name in TEXTS else Kind.BOTH


def known(value: Value) -> Value:
    """Give how a value is kept: a text by its digest, since the journal keeps what it is told for ever."""
    return digest(value) if isinstance(value, str) and len(value) > len("2023-01-01") else value


def nothing(name: str) -> Value:
    """Give the empty value of a cell."""
    return "" if name in TEXTS or name in DAYS else 0


def standing_of(sheet: Sheet, *, invited: bool = False) -> dict[str, Value]:
    """Give what a need says, by cell; `invited` leaves out the partners that are not with any more."""
    need = sheet.need
    found: dict[str, Value] = {f"unit-{unit.pk}": 1 for unit in sheet.units}
    found |= {f"group-{row.group}": row.participants for row in sheet.target_groups}
    found |= {f"theme-{code}": 1 for code in need.themes}
    found |= {f"source-{code}": 1 for code in need.assessment_sources}
    found |= {f"partner-{row.partner_id}": 1 for row in (sheet.active if invited else sheet.partnerships)}
    found |= {name: day.isoformat() for name in DAYS if (day := getattr(need, name))}
    found |= {OWN: need.own_contribution_nok} if need.own_contribution_nok else {}
    found |= {f"budget-{line.category}-{line.year}-{line.recipient_id}": line.amount_nok for line in sheet.lines}
    found |= {f"cost-{row.kind}-{row.year}": row.amount_nok for row in sheet.costs}
    return found | {name: text for name in TEXTS if (text := getattr(need, name))}


def given_by(sheet: Sheet, members: Iterable[Sheet]) -> dict[str, Value]:
    """Give what the members' needs come to together, by cell: numbers and amounts added up, texts one after another."""
    sums: Counter[str] = Counter()
    days: dict[str, list[str]] = {name: [] for name in DAYS}
    texts: dict[str, list[str]] = {name: [] for name in TEXTS}
    rows = list(members)
    often = Counter(one.need.owner_id for one in rows)
    for one in rows:
        for name, value in standing_of(one, invited=True).items():
            if name in TEXTS:
                texts[name].append(f"{heading(one, often[one.need.owner_id])}\n{value}")
            elif name in DAYS:
                days[name].append(str(value))
            else:
                sums[name] += int(value)
    ones = ("unit-", "theme-", "source-", "partner-")
    found: dict[str, Value] = {name: 1 if name.startswith(ones) else value for name, value in sums.items()}
    found |= {
        name: value for name, value in zip(DAYS, (first(days[DAYS[0]]), last(days[DAYS[1]])), strict=True) if value
    }
    return found | {name: "\n\n".join(parts) for name, parts in texts.items() if parts}


def heading(sheet: Sheet, needs: int) -> str:
    """Name whose words follow: the owner, and which of its needs where it has several."""
    owner = sheet.need.owner.name
    return f"{owner} ({sheet.need.title or sheet.need.ref}):" if needs > 1 else f"{owner}:"


def first(days: list[str]) -> str:
    """Give the first of some days."""
    return min(days, default="")


def last(days: list[str]) -> str:
    """Give the last of some days."""
    return max(days, default="")


def fitting(sheet: Sheet, given: Cells, at: datetime) -> set[str]:
    """Give the cells that the network's need may have: its members' units, its own years, receivers that are with."""
    day, chosen = oslo_day(at), {one.pk for one in sheet.units}
    there = membership.own_units(sheet.need, day)
    own = {f"unit-{one.pk}" for one in there if one.pk in chosen or not sheets.is_closed(one, day)}
    gone = {f"{row.partner_id}" for row in sheet.partnerships} - {f"{row.partner_id}" for row in sheet.active}
    asked = {name.partition("-")[2] for name in given if name.startswith("partner-")} - gone
    receivers = {f"{one.pk}" for one in sheet.recipients} | asked
    years = {str(year) for year in in_the_period(sheet, given).years}

    def fits(name: str, value: Value) -> bool:
        sort, _dash, rest = name.partition("-")
        if sort == "unit":
            return name in own
        if sort == "partner":
            return rest not in gone
        if sort == "budget":
            return rest[-36:] in receivers and rest[-41:-37] in years
        if sort == "cost":
            return rest[:-5] in sheet.scheme.cost_kinds and rest[-4:] in years
        return not isinstance(value, str) or len(value) <= LONGEST_TEXT

    return {name for name, value in given.items() if fits(name, value)}


def in_the_period(sheet: Sheet, given: Cells) -> Sheet:
    """Give a need as it is with the days that the members come to, where it has none of its own."""
    need = copy.copy(sheet.need)
    for name in DAYS:
        if getattr(need, name) is None and (day := given.get(name)):
            setattr(need, name, date.fromisoformat(str(day)))
    return replace(sheet, need=need)


def of_sort(cells: Cells, sort: str) -> Iterator[tuple[str, Value]]:
    """Give the cells of one sort, by what each is about."""
    for name, value in cells.items():
        before, _dash, rest = name.partition("-")
        if before == sort:
            yield rest, value
