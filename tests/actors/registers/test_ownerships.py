"""Who owned the public units when."""

from __future__ import annotations

from datetime import date

from samspel.actors.registers.ownerships import periods

NEW = date(2024, 1, 1)


def test_a_school_in_akershus_was_vikens() -> None:
    told = [(one.owner, one.since, one.until) for one in periods("3207", "fylke")]
    assert told == [
        ("921693230", date(2020, 1, 1), date(2023, 12, 31)),
        ("930580783", NEW, None),
    ]


def test_a_school_in_haram_was_aalesunds() -> None:
    assert [one.owner for one in periods("1580", "kommune")] == ["920415288", "kommune-1580"]


def test_a_school_in_stavanger_has_had_one_owner() -> None:
    assert [(one.owner, one.until) for one in periods("1103", "kommune")] == [("964965226", None)]


def test_nothing_is_said_of_a_unit_that_nobody_knows_the_owner_of() -> None:
    assert periods("1103", "") == ()
