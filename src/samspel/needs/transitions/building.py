"""A network's need filled in from what it has taken in: what nobody typed follows the members, the rest is chosen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.flow.journal import Facts
from samspel.flow.refusal import Refusal
from samspel.flow.transition import refuse, transition
from samspel.needs import gathering
from samspel.needs import sheet as sheets
from samspel.needs.gathering import DAYS, OWN, TEXTS, Cells, Difference, of_sort
from samspel.needs.models import Need
from samspel.needs.rules import answers, guards
from samspel.needs.rules import intake as rules
from samspel.needs.transitions.intake import looked_at
from samspel.needs.transitions.partners import invite_partner
from samspel.needs.transitions.writing import (
    BudgetAmount,
    CostAmount,
    fill,
    set_budget,
    set_target_groups,
    set_units,
)
from samspel.tenancy.by import By


@transition(source=[Need.State.DRAFT], guards=[guards.edits, rules.is_open])
def build(need: Need, *, shown: str, taken: Collection[str] = (), by: By, at: datetime) -> Facts:
    """Fill the network's need in from what it has taken in; `shown` is the digest of the difference that was shown.

    In the cells that are `taken` the members' numbers stand from now on, where others had been typed.
    """
    found = gathering.difference(need, at)
    refuse(rules.is_among(taken, found.choices))
    if shown != found.digest:
        refuse([Refusal("stale", _("Noe er endret siden siden ble vist. Se over på nytt."))])
    written = found.written(taken)
    _words(need, found, written, by, at)
    _people(need, found, written, by, at)
    _money(need, written, by, at)
    read = {one.need.pk: one.total_nok for one in found.members}
    looked_at([one for one in found.sheet.taken_in if one.need_id in read], read)
    return {"built": found.keeps(written)}


def _words(need: Need, found: Difference, written: Cells, by: By, at: datetime) -> None:
    """Write the plain answers: texts, days, themes, sources, the owners' own part."""
    content: dict[str, Any] = {name: written[name] for name in TEXTS if name in written}
    content |= {
        name: date.fromisoformat(str(written[name])) if written[name] else None for name in DAYS if name in written
    }
    content |= {OWN: written[OWN] or None} if OWN in written else {}
    for sort, field in (("theme", "themes"), ("source", "assessment_sources")):
        codes = dict.fromkeys(getattr(need, field), 1) | dict(of_sort(written, sort))
        if any(of_sort(written, sort)):
            content[field] = [code for code, there in codes.items() if there]
    if content:
        fill(need, content=content, by=by, at=at)  # type: ignore[arg-type]  # named by the cells


def _people(need: Need, found: Difference, written: Cells, by: By, at: datetime) -> None:
    """Write the units and how many learn, and invite the members' partners."""
    units = {str(unit.pk): 1 for unit in found.sheet.units} | dict(of_sort(written, "unit"))
    if any(of_sort(written, "unit")):
        set_units(need, unit_ids=[UUID(unit) for unit, there in units.items() if there], by=by, at=at)
    groups = {row.group: row.participants for row in found.sheet.target_groups}
    if any(of_sort(written, "group")):
        now = groups | {group: int(many) for group, many in of_sort(written, "group")}
        set_target_groups(need, groups=now, by=by, at=at)
    contacts = {str(row.partner_id): row.contact for one in found.members for row in one.active}
    invited = [UUID(partner) for partner, _there in of_sort(written, "partner")]
    for partner in Organisation.objects.filter(pk__in=invited).order_by("pk"):
        if not list(answers.partner_fits(need, partner)):
            invite_partner(need, partner=partner, contact=contacts.get(str(partner.pk), ""), by=by, at=at)


def _money(need: Need, written: Cells, by: By, at: datetime) -> None:
    """Write the amounts, to the receivers that the members named, and what things cost."""
    if not any([*of_sort(written, "budget"), *of_sort(written, "cost")]):
        return
    sheet = sheets.of(need, at)
    amounts = {f"{line.category}-{line.year}-{line.recipient_id}": line.amount_nok for line in sheet.lines}
    receivers = {str(one.pk) for one in sheet.recipients}
    for cell, amount_nok in of_sort(written, "budget"):
        if cell[-36:] in receivers and int(cell[-41:-37]) in sheet.years:
            amounts[cell] = int(amount_nok)
        else:
            amounts.pop(cell, None)
    lines = [
        BudgetAmount(int(cell[-41:-37]), cell[:-42], UUID(cell[-36:]), amount_nok)
        for cell, amount_nok in amounts.items()
        if amount_nok
    ]
    costs = {f"{row.kind}-{row.year}": row.amount_nok for row in sheet.costs}
    stray = {f"{row.kind}-{row.year}" for row in sheet.stray_costs}
    costs |= {cell: int(amount_nok) for cell, amount_nok in of_sort(written, "cost")}
    told = [
        CostAmount(int(cell[-4:]), cell[:-5], amount_nok)
        for cell, amount_nok in costs.items()
        if amount_nok and (int(cell[-4:]) in sheet.years or cell in stray)
    ]
    set_budget(need, lines=lines, costs=told, by=by, at=at)
