"""What the national registers are asked, and what they answer: the ports that their adapters fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

Tell = Callable[[str], None]
Finding = dict[str, Any]
"""Why an answer is not taken in: a `code`, and what it is about."""
NBR, NSR, BRREG, KLASS = "nbr", "nsr", "brreg", "klass"


@dataclass(frozen=True)
class Told:
    """What a register tells of one unit; a grade or a count of None is one that it does not tell."""

    orgnr: str
    name: str
    kommune: str
    type: str
    public: bool
    owner: str = ""
    owner_name: str = ""
    kommune_orgnr: str = ""
    grade_from: int | None = None
    grade_to: int | None = None
    learners: int | None = None
    staff: int | None = None


@dataclass(frozen=True)
class Listed:
    """The units that a register says are open, each with the stamp of its last change; and how many are set aside.

    Schools abroad and the like have no organisation number and are no units of ours.
    """

    stamps: dict[str, str]
    aside: int = 0


class UnitRegister(Protocol):
    """A register of kindergartens or schools."""

    def listed(self, tell: Tell) -> Listed:
        """Give every open unit; Silent when it does not answer, Unreadable when the answer cannot be relied on."""

    def told(self, orgnrs: Iterable[str], tell: Tell) -> list[Told]:
        """Give what it tells of some units; one that closed meanwhile is left out."""


@dataclass(frozen=True)
class ToldOrganisation:
    """What Enhetsregisteret tells of one organisation; the day it was deleted is empty for one that is there.

    The address is the postal one where there is one, one line of it a line.
    """

    orgnr: str
    name: str
    deleted_on: str = ""
    address: str = ""


class OrganisationRegister(Protocol):
    """A register of organisations."""

    def told(self, orgnrs: Iterable[str], tell: Tell) -> list[ToldOrganisation]:
        """Give what it tells of some organisations; one that it has never had is left out."""


class PlaceRegister(Protocol):
    """A register of kommunar and their numbers."""

    def kommunar(self, day: date, tell: Tell) -> dict[str, str]:
        """Give the names of the kommunar of a day, by number."""


class Silent(Exception):
    """A register did not answer, however often it was asked; the text says what happened instead."""


class Unreadable(Exception):
    """A register answered something else than it should; it says where and what is missing."""

    def __init__(self, where: str, field: str) -> None:
        self.where, self.field = where, field
        super().__init__(f"{where}: {field}")


registers: dict[str, UnitRegister] = {}
organisations: dict[str, OrganisationRegister] = {}
places: dict[str, PlaceRegister] = {}


def bind_others(enhetsregisteret: OrganisationRegister, klass: PlaceRegister) -> None:
    """Let adapters answer for Enhetsregisteret and for Klass."""
    organisations[BRREG], places[KLASS] = enhetsregisteret, klass


def bind(name: str, register: UnitRegister) -> None:
    """Let an adapter answer for one of the registers."""
    registers[name] = register
