"""What a line may propose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.flow.refusal import Refusal
from samspel.forum.models import Line
from samspel.kit.money import format_nok
from samspel.needs.models import BudgetLine
from samspel.rules import scheme

Shares = Mapping[tuple[UUID, int], int]


def shares_are_asked_for(line: Line, shares: Shares) -> Iterator[Refusal]:
    """No receiver is proposed more in a year than the need asks for."""
    asked = asked_of(line.case.need_id)
    names = {one.pk: one.name for one in Organisation.objects.filter(pk__in={receiver for receiver, _year in shares})}
    for (receiver, year), amount_nok in shares.items():
        most_nok = asked.get((receiver, year), 0)
        if not 0 <= amount_nok <= most_nok:
            told = {"name": names.get(receiver, ""), "year": year, "most": format_nok(most_nok)}
            text = _("%(name)s kan ikke få mer enn det er meldt behov for i %(year)s: %(most)s.") % told
            yield Refusal("more-than-asked", text, field=f"share-{receiver}-{year}")


def asked_of(need_id: UUID) -> dict[tuple[UUID, int], int]:
    """Give what a need asks for, by receiver and year."""
    lines = BudgetLine.objects.filter(need_id=need_id).order_by().values_list("recipient_id", "year")
    return {(receiver, year): nok for receiver, year, nok in lines.annotate(Sum("amount_nok"))}


def criteria_are_known(line: Line, criteria: Collection[str]) -> Iterator[Refusal]:
    """The criteria that a measure meets are those of its scheme."""
    if set(criteria) - set(scheme(line.case.need.scheme, line.meeting.call.rule_set).criteria.codes):
        yield Refusal("criteria", _("Velg blant tildelingskriteriene for ordningen."), field="criteria")


def is_whole_order(lines: Sequence[Line], order: Sequence[UUID]) -> Iterator[Refusal]:
    """A new order names each line of the meeting once."""
    if Counter(order) != Counter(line.pk for line in lines):
        yield Refusal("order", _("Rekkefølgen må ha med hver sak én gang. Last siden på nytt, og prøv igjen."))
