"""A kommune with private kindergartens: one of a known owner, and as many as wanted of owners that nobody knows."""

from __future__ import annotations

from uuid import UUID

from samspel.actors.models import Organisation, Unit
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from tests.cast import id_of
from tests.stories import registers

TROLL = "Trollskogen barnehage (barnehage, Trollskogen barnehage SA)"
FIRST = "Eventyr 0 barnehage (barnehage)"


def known(count: int = 1) -> None:
    """Let Fjordvik be a kommune that the registers have private kindergartens in, beside Trollskogen."""
    Organisation.objects.filter(pk=id_of("fjordvik")).update(kommune_number="1103")
    registers.many(count)


def numbered(number: int) -> UUID:
    """One of those of owners that nobody knows."""
    return Unit.objects.get(name=f"Eventyr {number} barnehage").pk


def invited(need: Need) -> dict[str, bool | None]:
    """Whether each private unit has been invited, as the need says it now."""
    return {one.name: one.invited for one in sheets.of(Need.objects.get(pk=need.pk)).private_units or ()}
