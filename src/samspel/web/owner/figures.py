"""What the registers tell of the units of a need: those that take part, or all that may while none has been chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.actors.models import Unit
from samspel.needs import membership
from samspel.needs.sheet import Sheet


@dataclass(frozen=True)
class Figures:
    """Some units with what is known of each, and of all; `chosen` where they are those that take part."""

    units: Sequence[Unit]
    chosen: bool

    @property
    def name(self) -> str:
        """Say whose figures these are."""
        if self.chosen:
            return _("Tall fra registrene for enhetene dere har valgt")
        return _("Tall fra registrene for alle enhetene deres")

    @property
    def learners(self) -> int | None:
        """Give how many children and pupils the registers tell of; None where they tell of none."""
        return together(unit.learners for unit in self.units)

    @property
    def staff(self) -> int | None:
        """Give how many the registers tell work there; None where they tell of none."""
        return together(unit.staff for unit in self.units)


def together(counted: Iterable[int | None]) -> int | None:
    """Give the sum of what is known; None where nothing is."""
    known = [count for count in counted if count is not None]
    return sum(known) if known else None


def of_chosen(sheet: Sheet) -> Figures:
    """Give the figures of the units that take part."""
    return Figures(sheet.units, chosen=True)


def of_chosen_or_all(sheet: Sheet) -> Figures:
    """Give the figures of the units that take part; while there are none, all figures of units that may."""
    if sheet.units:
        return of_chosen(sheet)
    return Figures([one for one in membership.own_units(sheet.need) if may_tell(one, sheet)], chosen=False)


def may_tell(unit: Unit, sheet: Sheet) -> bool:
    """Tell whether a unit is open and of a kind that the scheme is for, and the registers tell any figure of it."""
    known = unit.learners is not None or unit.staff is not None
    return known and unit.closed_on is None and unit.kind in sheet.scheme.unit_kinds
