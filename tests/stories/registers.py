"""The registers of the package, and whom a call must reach by them: counted from the files, without our code."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import samspel
from samspel.actors.models import Organisation, OwnerQuestion, RegisterQuestion, RegisterRun, Unit
from samspel.actors.registers import loading, owners, questions, tables
from tests.cast import ROGALAND, SYSTEM, id_of

LOADED = datetime(2026, 9, 1, 6, tzinfo=UTC)
PACKAGE = Path(samspel.__file__).parent
KINDERGARTENS, SCHOOLS = {"kindergarten"}, {"primary", "combined", "upper-secondary"}


def loaded() -> None:
    """Load every kindergarten, school and public owner of Norway."""
    loading.load(tables.DATA, at=LOADED, tell=lambda line: None)


def placed() -> None:
    """Let the cast's units lie somewhere: Utvik's in Agder, the others in one kommune of Rogaland."""
    Unit.objects.exclude(owner_id=id_of("utvik")).filter(kommune_number="").update(kommune_number="1103")
    Unit.objects.filter(owner_id=id_of("utvik")).update(kommune_number="4204")


def many(count: int) -> None:
    """So many private kindergartens of owners that nobody has told of, beside the cast's units."""
    placed()
    Unit.objects.bulk_create(
        Unit(
            orgnr=f"39{number:07}", name=f"Eventyr {number} barnehage", kind="kindergarten", kommune_number="1103",
            register="nbr", register_type="kindergarten", public=False,
        )
        for number in range(count)
    )  # fmt: skip


def lines(path: str) -> list[dict[str, str]]:
    """The rows of one of the package's files."""
    with (PACKAGE / path).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(line for line in text if not line.startswith("#")))


def to_be_told(office_orgnr: str, types: set[str], *, fylkeskommunar: bool) -> set[str]:
    """The organisation numbers of all that a call of 2026 must reach: owners, and units whose owner is not told."""
    now = [row for row in lines("places/data/fylke.csv") if not row["until"]]
    councils = {row["number"]: row["council_orgnr"] for row in now if row["office_orgnr"] == office_orgnr}
    kommunar = {
        row["kommune"]: row["ref"]
        for row in lines("actors/registers/data/organisations.csv")
        if row["kind"] == "kommune" and not row["closed_on"]
    }
    found = set()
    for unit in lines("actors/registers/data/units.csv"):
        if unit["kommune"][:2] not in councils or unit["type"] not in types:
            continue
        if unit["owned_by"] == "kommune":
            found.add(kommunar[unit["kommune"]])
        elif unit["owned_by"] == "fylke":
            council = councils[unit["kommune"][:2]]
            if fylkeskommunar or council in kommunar.values():
                found.add(council)
        else:
            found.add(unit["orgnr"])
    return found


def asked(
    orgnr: str = "310000019", *, office: UUID = ROGALAND.office, owner: str = "Utvik kommune", at: datetime = LOADED
) -> RegisterQuestion:
    """A register has said that a unit has another owner, and its office is asked."""
    unit = Unit.objects.select_related("owner").get(orgnr=orgnr)
    before = unit.owner
    told = {"before": before.orgnr if before else "", "after": "210000062"}
    names = {"before_name": before.name if before else "", "after_name": owner}
    return questions.ask(
        unit, what=RegisterQuestion.What.OWNER, register="nbr", told=told | names, office_id=office, by=SYSTEM, at=at
    )


def owner_asked(key: str = "trollskogen", at: datetime = LOADED) -> OwnerQuestion:
    """Enhetsregisteret has said that an owner is deleted, and its office is asked."""
    owner = Organisation.objects.get(pk=id_of(key))
    return owners.ask_about_owner(
        owner, what=OwnerQuestion.What.DELETED, after="2026-05-01", office_id=ROGALAND.office, by=SYSTEM, at=at
    )


def held(at: datetime = LOADED) -> RegisterRun:
    """A register has answered with half of its units, and the answer waits for a person."""
    why = [{"code": "closing", "count": 2770, "of": 5541}]
    return RegisterRun.objects.create(
        loaded_at=at, source="nbr", outcome="held", refused="closing 2770 5541", findings=why,
        proposed={"told": [], "stamps": {}, "gone": ["310000027"]}, counts={},
    )  # fmt: skip
