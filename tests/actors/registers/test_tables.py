"""The tables of organisations and units: as many as the registers have, and no fault in them."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.actors.registers import tables
from samspel.actors.registers.tables import Faulty
from samspel.kit import environment
from samspel.kit.orgnr import is_valid
from samspel.places import lookups

TODAY = date(2026, 7, 1)
NAMES = {
    ("kindergarten", "yes"): "bhg_offentleg",
    ("kindergarten", "no"): "bhg_privat",
    ("primary", "yes"): "gs_offentleg",
    ("primary", "no"): "gs_privat",
    ("upper-secondary", "yes"): "vgs_offentleg",
    ("upper-secondary", "no"): "vgs_privat",
    ("combined", "yes"): "gsvgs_offentleg",
    ("combined", "no"): "gsvgs_privat",
}
# Public and private kindergartens, primary, upper secondary and combined schools in each fylke in July 2026.
TOTALS = {
    "03": (326, 387, 141, 14, 36, 20, 5, 4),
    "11": (239, 222, 218, 26, 32, 14, 0, 2),
    "15": (147, 127, 154, 20, 22, 4, 1, 0),
    "18": (178, 140, 166, 21, 23, 4, 1, 0),
    "31": (86, 172, 116, 9, 12, 9, 0, 2),
    "32": (287, 433, 256, 24, 33, 9, 11, 2),
    "33": (111, 138, 107, 12, 18, 7, 1, 0),
    "34": (200, 153, 188, 19, 42, 7, 1, 1),
    "39": (101, 114, 97, 12, 14, 4, 0, 3),
    "40": (96, 65, 86, 17, 13, 3, 0, 0),
    "42": (128, 210, 161, 18, 31, 13, 3, 0),
    "46": (339, 301, 344, 28, 51, 14, 0, 2),
    "50": (297, 233, 228, 25, 43, 9, 1, 3),
    "55": (131, 80, 111, 15, 17, 3, 1, 0),
    "56": (70, 30, 64, 2, 11, 1, 0, 0),
}  # fmt: skip


@pytest.fixture(scope="module")
def told() -> tables.Tables:
    return tables.read(tables.DATA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the package's tables that a test may spoil."""
    for name in tables.FILES:
        shutil.copy(tables.DATA / name, tmp_path / name)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")


def test_the_tables_hold_every_line_of_both_registers(told: tables.Tables) -> None:
    assert Counter(row["register"] for row in told.units) == {"nbr": 5541, "nsr": 5683}
    kinds = Counter(row["kind"] for row in told.organisations)
    assert kinds == {
        "kommune": 357, "fylkeskommune": 17, "university": 28, "national-centre": 10, "other": 13, "ks": 1
    }  # fmt: skip


def test_every_organisation_number_has_the_right_check_digit(told: tables.Tables) -> None:
    numbers = [row["orgnr"] for row in (*told.units, *told.organisations) if row["orgnr"]]
    assert [number for number in numbers if not is_valid(number)] == []


def test_each_fylke_has_as_many_units_as_were_counted(told: tables.Tables) -> None:
    found = Counter((lookups.fylke_of(row["kommune"], TODAY).number, row["type"], row["public"]) for row in told.units)
    assert {number: tuple(found[number, kind, public] for kind, public in NAMES) for number in TOTALS} == TOTALS


@pytest.mark.parametrize("by", ["kommune", "fylke"])
def test_the_counts_are_those_that_the_facts_give(told: tables.Tables, by: str) -> None:
    standards = environment.value("SAMSPEL_STANDARDS")
    path = Path(standards or ".").parent / "data" / "einingar" / f"tal_per_{by}.csv"
    if not standards or not path.exists():
        pytest.skip("SAMSPEL_STANDARDS names no folder beside the counts of the registers")
    where = {row["kommune"]: row["kommune"] for row in told.units}
    if by == "fylke":
        where = {number: lookups.fylke_of(number, TODAY).number for number in where}
    found = Counter((where[row["kommune"]], NAMES.get((row["type"], row["public"]))) for row in told.units)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == {"kommune": 357, "fylke": 15}[by]
    for row in rows:
        counted = {
            name: found[row[f"{by}nummer" if by == "kommune" else "fylkesnummer"], name] for name in NAMES.values()
        }
        assert counted == {name: int(row[name]) for name in NAMES.values()}


BOUNDARIES = [date(2020, 1, 1), date(2024, 1, 1), date(2026, 1, 1)]
AROUND = sorted({day + timedelta(days=n) for day in BOUNDARIES for n in (-1, 0, 1)} - {date(2019, 12, 31)})


def has_one_office(units: list[tables.Row], day: date) -> bool:
    """Whether each unit has an office of the day, and no more than one: a look-up that finds two says so."""
    offices = {one.orgnr for one in lookups.offices(day)}
    return all(lookups.office_of(row["kommune"], day) in offices for row in units)


@pytest.mark.parametrize("day", AROUND)
def test_every_unit_has_one_office_around_each_new_division(told: tables.Tables, day: date) -> None:
    assert has_one_office(told.units, day)


@given(day=st.dates(date(2020, 1, 1), date(2026, 12, 31)))
@settings(max_examples=25, deadline=None)
def test_every_unit_has_one_office_on_any_day(told: tables.Tables, day: date) -> None:
    assert has_one_office(told.units, day)


FAULTS = [
    ("units.csv", "814400352,", "814400353,", "814400353 is no organisation number (mod 11)"),
    ("units.csv", "814400352,Tåsenløkka barnehage,0301", "814400352,Tåsenløkka barnehage,9999", "kommune 9999"),
    ("units.csv", "814400352,Tåsenløkka barnehage,", "814400352,,", "a unit has a name"),
    ("units.csv", "815279182,", "814400352,", "814400352 stands 2 times in nbr"),
    ("units.csv", ",nbr,kindergarten,", ",nbr,slott,", "type is 'slott', not one of"),
    ("units.csv", "orgnr,name,kommune", "orgnr,namn,kommune", "the columns are"),
    ("organisations.csv", "centre,nb,,971564679,", "centre,nb,,971564680,", "the host 971564680 is not in the table"),
    ("organisations.csv", ",university,", ",palace,", "the kind 'palace' is not known"),
    ("organisations.csv", "2023-12-31", "2023-13-31", "2023-13-31 is no day"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS)
def test_a_broken_table_is_told_by_each_fault(folder: Path, name: str, old: str, new: str, said: str) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(Faulty) as refused:
        tables.read(folder)
    assert any(said in fault and name in fault for fault in refused.value.faults)


def test_every_fault_is_told_at_once(folder: Path) -> None:
    spoil(folder, "units.csv", "814400352,", "814400353,")
    spoil(folder, "units.csv", "815279182,", "815279183,")
    with pytest.raises(Faulty) as refused:
        tables.read(folder)
    assert len(refused.value.faults) == len(["one", "other"])


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match=r"units\.csv: is not in"):
        tables.read(tmp_path)
