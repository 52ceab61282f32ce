"""Which kommune, fylke and office there was on a day, and what became of a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from samspel.kit.seeking import sought, words
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


@lru_cache(maxsize=32)
def kommunar(day: date) -> tuple[Kommune, ...]:
    """Give the kommunar of a day in the order of their names."""
    _in_time(day)
    return tuple(sorted((one for one in tables.kommunar() if one.holds(day)), key=lambda one: norsk(one.name)))


def fylke(day: date) -> list[Fylke]:
    """Give the fylke of a day, by number."""
    _in_time(day)
    return [one for one in tables.fylke() if one.holds(day)]


@lru_cache(maxsize=32)
def offices(day: date) -> tuple[Embete, ...]:
    """Give the ten offices under their names of a day; in 2020 under those they took in 2021, the first we know."""
    _in_time(day)
    named = max(day, min(one.since for one in tables.embete()))
    return tuple(sorted((one for one in tables.embete() if one.holds(named)), key=lambda one: norsk(one.name)))


def office(slug: str, day: date) -> Embete:
    """Give the office with an address name, as it was on a day; Unknown when there is none."""
    for one in offices(day):
        if one.slug == slug:
            return one
    raise Unknown(f"no office is called {slug}")


def kommunar_of(embete: Embete, day: date) -> list[Kommune]:
    """Give the kommunar that an office covers on a day, by name."""
    covered = {one.number for one in fylke(day) if one.office_orgnr == embete.orgnr}
    return [one for one in kommunar(day) if one.fylke in covered]


@cache
def _spelled() -> tuple[tuple[Kommune, tuple[str, ...]], ...]:
    """Give every kommune there has been with the forms that its names are looked for under."""
    return tuple((one, tuple({sought(name) for name in (one.name, *one.names.values())})) for one in tables.kommunar())


@cache
def _by_word() -> list[tuple[str, int]]:
    """Give each word of those forms with the place of its kommune, by word."""
    return sorted(
        {(word, at) for at, (_one, names) in enumerate(_spelled()) for name in names for word in name.split()}
    )


def _with_word(begun: str) -> Iterator[tuple[Kommune, tuple[str, ...]]]:
    """Give every kommune that has a word that begins so, with its forms."""
    found = _by_word()
    places = {at for _word, at in found[bisect_left(found, (begun, 0)) : bisect_left(found, (f"{begun}\x7f", 0))]}
    return (_spelled()[at] for at in sorted(places))


def _likeness(names: tuple[str, ...], asked: list[str]) -> int | None:
    """Give 0 where a name begins as asked, 1 where its words do, else nothing."""
    if any(name.startswith(" ".join(asked)) for name in names):
        return 0
    each = (all(any(word.startswith(one) for word in name.split()) for one in asked) for name in names)
    return 1 if any(each) else None


def named(typed: str, day: date) -> list[Kommune]:
    """Give the kommunar of a day that have, or whose area has had, a name with words that begin as those typed.

    Names in Norwegian, Sámi and Kven count alike; those that have the name now come before those that had it.
    """
    asked = words(typed)
    rank: dict[str, int] = {}
    for one, names in _with_word(asked[0]) if asked else ():
        alike = _likeness(names, asked)
        if alike is not None:
            place = alike if one.holds(day) else alike + 2
            for number in numbers(one.number, day):
                rank[number] = min(place, rank.get(number, place))
    found = [one for one in kommunar(day) if one.number in rank]
    return sorted(found, key=lambda one: rank[one.number])


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


def seat_of(orgnr: str) -> Fylke | None:
    """Give the fylke, as it is called now, of a university's head seat; None of others. It may teach elsewhere too."""
    number = tables.seats().get(orgnr)
    return next((one for one in tables.fylke() if one.number == number and one.until is None), None)


@cache
def covered_by(office_orgnr: str, day: date) -> frozenset[str]:
    """Give the numbers that kommunar have at any time and that lay where an office covered on a day."""
    every = {one.number for one in tables.kommunar()}
    return frozenset(number for number in every if _covers(office_orgnr, number, day))


def _covers(office_orgnr: str, number: str, day: date) -> bool:
    try:
        return office_of(number, day) == office_orgnr
    except Unknown:
        return False
