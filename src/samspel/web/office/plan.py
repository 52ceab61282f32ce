"""One share split into payments: up to four amounts with a day each, which come to what is left of the share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.flow.refusal import Refused
from samspel.kit.deadlines import oslo_day
from samspel.payments import queries, transitions
from samspel.payments.queries import ToPlan
from samspel.payments.rules import Planned
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.forms import Amount, Day, Form

PLACES = range(1, 5)


class Plan(Form):
    """The payments of a share; a place left empty is none."""

    def __init__(self, row: ToPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in PLACES:
            first = place == PLACES[0]
            self.fields[f"nok_{place}"] = Amount(
                label=_("Beløp %(place)d") % {"place": place}, required=first, initial=row.left_nok if first else None
            )
            self.fields[f"day_{place}"] = Day(label=_("Forfall %(place)d") % {"place": place}, required=first)

    def clean(self) -> dict[str, Any]:
        """Ask for the other half of a place where one half is written."""
        said: dict[str, Any] = super().clean() or {}
        for place in PLACES:
            nok, day = f"nok_{place}", f"day_{place}"
            if said.get(nok) and not said.get(day) and day not in self.errors:
                self.add_error(day, _("Skriv når beløpet forfaller."))
            if said.get(day) and not said.get(nok) and nok not in self.errors:
                self.add_error(nok, _("Skriv beløpet som forfaller denne dagen."))
        return said

    def plan(self) -> list[Planned]:
        """Give the payments."""
        said = self.cleaned_data
        return [Planned(said[f"nok_{place}"], said[f"day_{place}"]) for place in PLACES if said.get(f"nok_{place}")]

    def rows(self) -> list[tuple[int, Any, Any]]:
        """Give the places with their two fields."""
        return [(place, self[f"nok_{place}"], self[f"day_{place}"]) for place in PLACES]


def plan(request: Request, share_id: UUID) -> HttpResponse:
    """Show the share with its places, or plan its payments."""
    at = clock.now(request)
    row = queries.share(request.by, share_id)
    form = Plan(row, request.POST or None, initial={"day_1": oslo_day(at)})
    if request.method == "POST" and form.is_valid():
        try:
            by = acting_as(request, Role.ATTESTANT, Role.CASEWORKER)
            transitions.plan_all(row.share, form.plan(), by=by, at=at)
            return redirect(f"{reverse('office-payments')}?status=planned")
        except Refused as refused:
            form.refuse(refused.refusals)
    status = 422 if form.errors else 200
    return render(request, "office/plan.html", {"row": row, "share": row.share, "form": form}, status=status)
