"""What a partner says that it can take on in each year: a help to whoever answers for it, and never a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from samspel.actors.models import Capacity, Organisation
from samspel.actors.queries import reached_offices
from samspel.flow import journal
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS, refuse
from samspel.kit.deadlines import oslo_day
from samspel.kit.money import LARGEST_NOK
from samspel.tenancy.by import By, Role

AHEAD = 5
"""How many years, with the one it is, capacity is told of."""


def of(organisation_id: UUID) -> dict[int, int]:
    """Give what a partner can take on, in whole kroner, for each year that it has told of."""
    return dict(Capacity.objects.filter(organisation_id=organisation_id).values_list("year", "amount_nok"))


def years(at: datetime) -> range:
    """Give the years that capacity is told of now."""
    return range(oslo_day(at).year, oslo_day(at).year + AHEAD)


def refusals(organisation: Organisation, *, by: By) -> Iterator[Refusal]:
    """Give every reason why somebody cannot tell of a partner's capacity; empty means that it can be done."""
    if by.role != Role.PARTNER_CONFIRMER or by.organisation_id != organisation.pk:
        yield Refusal("wrong-role", str(NOT_YOURS))
    elif not reached_offices(organisation.pk):
        yield Refusal("no-office", _("Ingen eier har spurt dere ennå. Oppgi kapasitet når noen har det."))


def faults(told: Mapping[int, int | None], at: datetime) -> Iterator[Refusal]:
    """Give what is wrong with what is told, whichever way it came."""
    for year, nok in told.items():
        field = field_of(year)
        if year not in years(at):
            yield Refusal("year", _("Oppgi kapasitet for årene på siden."), field=field)
        if nok is not None and not 0 <= nok <= LARGEST_NOK:
            yield Refusal("amount", _("Beløpet må være null eller mer."), field=field)


def field_of(year: int) -> str:
    """Give what the question about one year is called."""
    return f"year-{year}"


def tell_capacity(organisation: Organisation, told: Mapping[int, int | None], *, by: By, at: datetime) -> None:
    """Take in what a partner can take on in some years; nothing is known any more of a year that is left empty."""
    with transaction.atomic():
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        refuse([*refusals(held, by=by), *faults(told, at)])
        before = of(held.pk)
        changed = {year: nok for year, nok in told.items() if before.get(year) != nok}
        if not changed:
            return
        gone = [year for year, nok in changed.items() if nok is None]
        Capacity.objects.filter(organisation=held, year__in=gone).delete()
        for year, nok in changed.items():
            if nok is not None:
                said = {"amount_nok": nok, "told_by_id": by.somebody, "told_at": at}
                Capacity.objects.update_or_create(organisation=held, year=year, defaults=said)
        facts = {"years": {str(year): nok for year, nok in sorted(changed.items())}}
        office_id = min(reached_offices(held.pk))
        journal.write("actors.tell_capacity", held, by=by, at=at, office_id=office_id, facts=facts)
