"""What the registers tell of the units of a need: those that take part, or all that may while none has been chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.actors.models import Unit
from samspel.needs import sheet as sheets
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
    def learners(self) -> int:
        """Give how many children and pupils the registers tell of."""
        return sum(unit.learners or 0 for unit in self.units)

    @property
    def staff(self) -> int:
        """Give how many the registers tell work there."""
        return sum(unit.staff or 0 for unit in self.units)


def of_chosen(sheet: Sheet) -> Figures:
    """Give the figures of the units that take part."""
    return Figures(sheet.units, chosen=True)


def of_chosen_or_all(sheet: Sheet) -> Figures:
    """Give the figures of the units that take part; while there are none, of all open ones that the scheme is for."""
    if sheet.units:
        return of_chosen(sheet)
    own = [one for one in sheets.own_units(sheet.need) if one.kind in sheet.scheme.unit_kinds and one.closed_on is None]
    return Figures(own, chosen=False)
