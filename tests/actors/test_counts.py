"""How many units there are: as many as the facts say, counted once for each load."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.actors import counts
from samspel.actors.counts import Counts, Units
from samspel.actors.models import RegisterRun, Unit
from samspel.actors.registers import loading, tables
from samspel.kit import environment

NOW = datetime(2026, 7, 1, 10, tzinfo=UTC)
TODAY = date(2026, 7, 1)
COLUMNS = {
    "bhg": counts.KINDERGARTEN,
    "gs": counts.PRIMARY,
    "gsvgs": counts.COMBINED,
    "vgs": counts.UPPER_SECONDARY,
}


def facts(by: str) -> list[dict[str, str]]:
    standards = environment.value("SAMSPEL_STANDARDS")
    path = Path(standards or ".").parent / "data" / "einingar" / f"tal_per_{by}.csv"
    if not standards or not path.exists():
        pytest.skip("SAMSPEL_STANDARDS names no folder beside the counts of the registers")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, dict[str, str]]]:
    return {
        "kommune": {row["kommunenummer"]: row for row in facts("kommune")},
        "fylke": {row["fylkesnummer"]: row for row in facts("fylke")},
    }


def as_told(row: dict[str, str]) -> dict[str, Units]:
    return {
        kind: Units(int(row[f"{column}_offentleg"]), int(row[f"{column}_privat"])) for column, kind in COLUMNS.items()
    }


@pytest.mark.django_db
def test_every_kommune_and_fylke_has_the_counts_of_the_facts(
    told: dict[str, dict[str, dict[str, str]]], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    loading.load(tables.DATA, at=NOW, tell=lambda line: None)
    with django_assert_num_queries(3):  # the last load, the units, the one in both registers
        per_kommune = counts.per_kommune()
    with django_assert_num_queries(1):  # the last load
        per_fylke = counts.per_fylke(TODAY)
    assert (len(per_kommune), len(per_fylke)) == (357, 15)
    for found, by in ((per_kommune, "kommune"), (per_fylke, "fylke")):
        assert {number: {kind: one.of(kind) for kind in counts.TYPES} for number, one in found.items()} == {
            number: as_told(row) for number, row in told[by].items()
        }
    one_closes = Unit.objects.filter(kommune_number="4640", register="nbr", public=True).first()
    assert one_closes
    one_closes.closed_on = TODAY
    one_closes.save()
    RegisterRun.objects.create(loaded_at=datetime(2026, 7, 2, tzinfo=UTC), source="test")
    before, after = per_kommune["4640"].kindergartens, counts.per_kommune()["4640"].kindergartens
    assert before == after + Units(1, 0)


@pytest.mark.django_db
def test_what_stands_in_no_register_is_not_counted() -> None:
    assert Unit.objects.exists()
    assert counts.per_kommune() == {}
    RegisterRun.objects.create(loaded_at=NOW, source="test", refused="everything was wrong")
    assert counts.per_kommune() == {}
    RegisterRun.objects.create(loaded_at=NOW, source="test")
    assert counts.per_kommune() == {}


def test_schools_are_those_with_primary_grades_and_places_add_up() -> None:
    one = Counts({counts.PRIMARY: Units(3, 1), counts.COMBINED: Units(0, 1), counts.UPPER_SECONDARY: Units(1, 0)})
    other = Counts({counts.KINDERGARTEN: Units(2, 5)})
    both = counts.together([one, other])
    assert (both.schools, both.kindergartens, both.upper_secondary) == (Units(3, 2), Units(2, 5), Units(1, 0))
    assert both.schools.all == 5
