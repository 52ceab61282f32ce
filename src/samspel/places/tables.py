"""What the package knows of kommunar, fylke and offices, each for as long as it was so."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
FIRST_DAY = date(2020, 1, 1)
"""The division of 2020 is the earliest we know whole."""


@dataclass(frozen=True)
class Period:
    """From a day on, and to the last day it was so, which is open for what is still so."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Tell whether it was so on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Kommune(Period):
    """A kommune under one number and one name, with a point inside it (degrees, EPSG:4258)."""

    number: str
    name: str
    fylke: str
    orgnr: str
    written_form: str
    sami_area: bool
    names: dict[str, str]
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Fylke(Period):
    """A fylke under one name, the organisation of its fylkeskommune, and the office that covers it."""

    number: str
    name: str
    council_orgnr: str
    office_orgnr: str


@dataclass(frozen=True)
class Embete(Period):
    """A Statsforvaltar's office under one name, in the written form of its own name, with the fylke it covers."""

    orgnr: str
    name: str
    written_form: str
    slug: str
    fylke: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """That a kommune, or a part of it, went over to another number on a day."""

    day: date
    old: str
    new: str
    whole: bool


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of one of our tables; lines that begin with # name the source."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _period(row: dict[str, str]) -> tuple[date, date | None]:
    return date.fromisoformat(row["since"]), date.fromisoformat(row["until"]) if row["until"] else None


@cache
def kommunar() -> tuple[Kommune, ...]:
    """Give every kommune under each of its numbers and names, by number and time."""
    return tuple(
        Kommune(
            *_period(row),
            number=row["number"],
            name=row["name"],
            fylke=row["fylke"],
            orgnr=row["orgnr"],
            written_form=row["written_form"],
            sami_area=row["sami_area"] == "yes",
            names={language: row[f"name_{language}"] for language in LANGUAGES if row[f"name_{language}"]},
            longitude=float(row["longitude"]),
            latitude=float(row["latitude"]),
        )
        for row in rows(DATA / "kommunar.csv")
    )


LANGUAGES = ("no", "se", "smj", "sma", "fkv")
"""Norwegian, Northern, Lule and Southern Sámi, Kven, as ISO 639 writes them."""


@cache
def fylke() -> tuple[Fylke, ...]:
    """Give every fylke under each of its names, by number and time."""
    return tuple(
        Fylke(*_period(row), row["number"], row["name"], row["council_orgnr"], row["office_orgnr"])
        for row in rows(DATA / "fylke.csv")
    )


@cache
def embete() -> tuple[Embete, ...]:
    """Give every office under each of its names, by number and time; names are known from 2021."""
    return tuple(
        Embete(*_period(row), row["orgnr"], row["name"], row["written_form"], row["slug"], tuple(row["fylke"].split()))
        for row in rows(DATA / "offices.csv")
    )


@cache
def changes() -> tuple[Change, ...]:
    """Give every change of number or border since 2020, by day."""
    return tuple(
        Change(date.fromisoformat(row["day"]), row["old"], row["new"], row["whole"] == "yes")
        for row in rows(DATA / "changes.csv")
    )


@cache
def seats() -> dict[str, str]:
    """Give the number of the fylke in which each university has its head seat, by organisation number."""
    return {row["orgnr"]: row["fylke"] for row in rows(DATA / "seats.csv")}
