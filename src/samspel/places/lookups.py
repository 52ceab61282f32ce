"""Which kommune, fylke and office there was on a day, and what became of a number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from samspel.places import tables
from samspel.places.sorting import norsk
from samspel.places.tables import FIRST_DAY, Embete, Fylke, Kommune


class Unknown(LookupError):
    """What was asked for is not known; the text says what and for which day."""


def _in_time(day: date) -> None:
    if day < FIRST_DAY:
        raise Unknown(f"{day}: nothing is known of the division before {FIRST_DAY}")


@cache
def _numbered() -> dict[str, tuple[Kommune, ...]]:
    found: dict[str, tuple[Kommune, ...]] = {}
    for one in tables.kommunar():
        found[one.number] = (*found.get(one.number, ()), one)
    return found


def kommune(number: str, day: date) -> Kommune:
    """Give the kommune that had a number on a day; Unknown when none had."""
    _in_time(day)
    for one in _numbered().get(number, ()):
        if one.holds(day):
            return one
    raise Unknown(f"no kommune had the number {number} on {day}")


def ever(number: str) -> bool:
    """Tell whether any kommune has had a number since 2020."""
    return number in _numbered()


def kommunar(day: date) -> list[Kommune]:
    """Give the kommunar of a day in the order of their names."""
    _in_time(day)
    return sorted((one for one in tables.kommunar() if one.holds(day)), key=lambda one: norsk(one.name))


def fylke(day: date) -> list[Fylke]:
    """Give the fylke of a day, by number."""
    _in_time(day)
    return [one for one in tables.fylke() if one.holds(day)]


def offices(day: date) -> list[Embete]:
    """Give the ten offices under their names of a day; in 2020 under those they took in 2021, the first we know."""
    _in_time(day)
    named = max(day, min(one.since for one in tables.embete()))
    return sorted((one for one in tables.embete() if one.holds(named)), key=lambda one: norsk(one.name))


def _moved(number: str, day: date) -> set[str]:
    """Give the numbers that a number not in force on the day was before or became after."""
    whole = [change for change in tables.changes() if change.whole]
    forward = {change.new for change in whole if change.old == number and change.day <= day}
    back = {change.old for change in whole if change.new == number and change.day > day}
    return (forward | back) - {number}


@cache
def numbers(number: str, day: date) -> frozenset[str]:
    """Give the numbers that hold on a day the area that a kommune number names at any time; Unknown when none does.

    It is one number but for a kommune that has been split, whose halves were one before and are two after.
    """
    _in_time(day)
    if not ever(number):
        raise Unknown(f"no kommune has had the number {number} since {FIRST_DAY}")
    if any(one.holds(day) for one in _numbered()[number]):
        return frozenset({number})
    found = frozenset(one for moved in _moved(number, day) for one in numbers(moved, day))
    if not found:
        raise Unknown(f"nothing is known of kommune {number} on {day}")
    return found


def successors(number: str, day: date) -> list[str]:
    """Give the numbers in force on a day that took over after a kommune; its own when it still holds."""
    return sorted(numbers(number, day))


def _only(found: Iterable[str], what: str) -> str:
    different = set(found)
    if len(different) != 1:
        raise Unknown(f"{what}: {', '.join(sorted(different)) or 'none'}")
    return different.pop()


@cache
def fylke_of(number: str, day: date) -> Fylke:
    """Give the fylke that a kommune lay in on a day, by a number it has at any time."""
    wanted = _only((kommune(one, day).fylke for one in numbers(number, day)), f"fylke of {number} on {day}")
    return next(one for one in fylke(day) if one.number == wanted)


def office_of(number: str, day: date) -> str:
    """Give the organisation number of the office that covered a kommune on a day, by a number it has at any time."""
    return fylke_of(number, day).office_orgnr
