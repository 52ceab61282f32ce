"""Kommunar, fylke and offices by day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.places import lookups, tables
from samspel.places.lookups import Unknown

OLD, NEW = date(2023, 12, 31), date(2024, 1, 1)
OSLO = "974761319"
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
NUMBERS = sorted({one.number for one in tables.kommunar()})


@pytest.mark.parametrize(("day", "kommunar", "fylke"), [(date(2020, 1, 1), 356, 11), (OLD, 356, 11), (NEW, 357, 15)])
def test_each_division_has_its_kommunar_and_fylke_and_always_ten_offices(day: date, kommunar: int, fylke: int) -> None:
    found = (len(lookups.kommunar(day)), len(lookups.fylke(day)), len(lookups.offices(day)))
    assert found == (kommunar, fylke, 10)


def test_aalesund_was_split_into_aalesund_and_haram() -> None:
    assert lookups.successors("1507", OLD) == ["1507"]
    assert lookups.successors("1507", NEW) == ["1508", "1580"]
    assert lookups.successors("1580", OLD) == ["1507"]
    assert lookups.office_of("1507", NEW) == lookups.office_of("1580", OLD) == "974764067"


def test_a_part_given_over_does_not_make_one_kommune_the_other() -> None:
    assert lookups.successors("3118", date(2026, 1, 1)) == ["3118"]
    assert lookups.successors("3207", date(2025, 12, 31)) == ["3207"]
    assert lookups.fylke_of("3207", OLD).name == "Viken"


def test_the_office_of_oslo_changed_its_name_in_2024() -> None:
    names = [next(one.name for one in lookups.offices(day) if one.orgnr == OSLO) for day in (OLD, NEW)]
    assert names == ["Statsforvalteren i Oslo og Viken", "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus"]
    assert {lookups.office_of("0301", OLD), lookups.office_of("0301", NEW)} == {OSLO}


def test_oslo_got_its_southern_sami_name_in_2026() -> None:
    names = [lookups.kommune("0301", day).name for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert names == ["Oslo", "Oslo - Oslove"]
    assert lookups.kommune("0301", date(2026, 1, 1)).names["sma"] == "Oslove"


def test_kautokeino_is_in_the_sami_area_and_has_a_northern_sami_name() -> None:
    found = lookups.kommune("5612", NEW)
    assert (found.sami_area, found.names["se"]) == (True, "Guovdageaidnu")


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    with pytest.raises(Unknown, match="before 2020-01-01"):
        lookups.kommunar(date(2019, 12, 31))
    with pytest.raises(Unknown, match="no kommune had the number 1508 on 2023-12-31"):
        lookups.kommune("1508", OLD)
    with pytest.raises(Unknown, match="9999"):
        lookups.office_of("9999", NEW)


@given(DAYS)
def test_every_kommune_has_one_office_on_every_day(day: date) -> None:
    offices = {one.orgnr for one in lookups.offices(day)}
    assert {lookups.office_of(number, day) for number in NUMBERS} == offices


@given(DAYS)
def test_the_offices_share_the_fylke_of_a_day_between_them(day: date) -> None:
    named = max(day, date(2021, 1, 1))
    covered = sorted(number for one in lookups.offices(day) for number in one.fylke)
    assert covered == sorted(one.number for one in lookups.fylke(named))


def test_kommunar_come_in_norwegian_order() -> None:
    names = [one.name for one in lookups.kommunar(NEW)]
    assert names.index("Ørsta") < names.index("Ålesund") < names.index("Åsnes")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("stav", "Stavanger"),
        ("aalesund", "Ålesund"),
        ("Guovda", "Guovdageaidnu - Kautokeino"),
        ("kautok", "Guovdageaidnu - Kautokeino"),
    ],
)
def test_a_kommune_is_found_as_its_name_is_typed_in_any_of_its_languages(typed: str, first: str) -> None:
    assert lookups.named(typed, NEW)[0].name == first


def test_a_kommune_is_found_by_a_name_its_area_has_had() -> None:
    assert {one.name for one in lookups.named("ålesund", NEW)} == {"Ålesund", "Haram"}
    assert [one.number for one in lookups.named("bærum", OLD)] == ["3024"]
    assert lookups.named("", NEW) == lookups.named("qzx", NEW) == []


@given(day=DAYS)
def test_each_kommune_of_a_day_is_covered_by_one_of_the_ten_offices(day: date) -> None:
    covered = [
        one for office in lookups.offices(day) for one in lookups.kommunar_of(lookups.office(office.slug, day), day)
    ]
    assert sorted(one.number for one in covered) == sorted(one.number for one in lookups.kommunar(day))


def test_a_university_has_its_head_seat_in_a_fylke_of_today_and_others_have_none() -> None:
    assert {lookups.seat_of(orgnr) is None for orgnr in tables.seats()} == {False}
    stavanger = lookups.seat_of("971564679")
    assert stavanger
    assert (stavanger.name, stavanger.office_orgnr) == ("Rogaland", "974763230")
    assert lookups.seat_of("") is None
