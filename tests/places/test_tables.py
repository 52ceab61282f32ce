"""The tables of places as they stand in the package."""

from __future__ import annotations

from samspel.kit import orgnr
from samspel.places import tables


def test_the_tables_hold_what_the_sources_told() -> None:
    held = (tables.kommunar(), tables.fylke(), tables.embete(), tables.changes(), tables.seats())
    assert [len(table) for table in held] == [480, 20, 13, 117, 28]


def test_every_table_names_its_sources() -> None:
    for path in sorted(tables.DATA.glob("*.csv")):
        source = "allmenn kunnskap" if path.name == "seats.csv" else "Statistisk sentralbyrå"
        assert source in path.read_text(encoding="utf-8").splitlines()[0]


def test_every_organisation_number_has_the_right_check_digit() -> None:
    numbers = {one.orgnr for one in tables.kommunar()} - {""}
    numbers |= {one.orgnr for one in tables.embete()} | {one.council_orgnr for one in tables.fylke()}
    numbers |= tables.seats().keys()
    assert [number for number in numbers if not orgnr.is_valid(number)] == []


def test_only_haram_has_no_organisation_number() -> None:
    assert {one.name for one in tables.kommunar() if not one.orgnr} == {"Haram"}


def test_every_point_lies_in_norway() -> None:
    assert all(4 < one.longitude < 32 and 57 < one.latitude < 72 for one in tables.kommunar())
