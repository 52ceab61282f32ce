"""A need begun from a former one: what it said is written again, as far as the new call asks for it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.flow.transition import refuse
from samspel.kit.deadlines import oslo_day
from samspel.kit.periods import MONTHS_A_YEAR, add_months
from samspel.needs import membership
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.rules import answers, guards
from samspel.needs.sheet import Sheet
from samspel.needs.transitions.inviting import set_invited
from samspel.needs.transitions.partners import invite_partner
from samspel.needs.transitions.writing import (
    BudgetAmount,
    Content,
    CostAmount,
    draft,
    fill,
    set_budget,
    set_indicators,
    set_target_groups,
    set_units,
    sign_of,
)
from samspel.tenancy.by import By

COPIED = (
    "contact_name", "contact_email", "assessment", "assessment_sources", "own_source", "involvement", "anchoring",
    "plan_fit", "plan_link", "measure", "sami", "collective", "goal", "evaluation", "own_contribution_nok",
    "own_contribution_how", "private_invited", "special_reason", "milestones", "partner_reason", "minimum_nok",
    "coordinator_position_percent",
)  # fmt: skip


def begin_from(
    former: Need, call: Call, *, scheme: str, owner: Organisation, title: str, partners: bool, by: By, at: datetime
) -> Need:
    """Begin a need with what a former one said; days and amounts move to the years of the new call.

    What the new scheme does not ask for, a unit that is closed or the owner's no more and a receiver that is not with
    are left out. The partners are invited again where `partners` says so; none of them has confirmed anything.
    """
    refuse(guards.edits(former, by, at))
    was = sheets.of(former, at)
    with transaction.atomic():
        need = draft(call, scheme=scheme, owner=owner, title=title or former.title, former=former, by=by, at=at)
        fill(need, content=content_of(was, need), by=by, at=at)
        own = {
            unit.pk: unit
            for unit in membership.own_units(need, oslo_day(at))
            if not sheets.is_closed(unit, oslo_day(at))
        }
        begun = sheets.of(need, at)
        rules = begun.scheme
        units = [unit.pk for unit in was.units if unit.pk in own and own[unit.pk].kind in rules.unit_kinds]
        set_units(need, unit_ids=units, by=by, at=at)
        groups = {row.group: row.participants for row in was.target_groups if row.group in rules.target_groups}
        set_target_groups(need, groups=groups, by=by, at=at)
        if told := invited_of(was, begun):
            set_invited(need, invited=told, by=by, at=at)
        signs = [sign_of(row) for row in was.indicators]
        set_indicators(need, indicators=signs, by=by, at=at)
        for row in was.active if partners else ():
            if not list(answers.partner_fits(need, row.partner)):
                invite_partner(need, partner=row.partner, contact=row.contact, by=by, at=at)
        now = sheets.of(need, at)
        set_budget(need, lines=lines_of(was, now), costs=costs_of(was, now), by=by, at=at)
    return need


def content_of(was: Sheet, need: Need) -> Content:
    """Give the plain answers of a former need that the new one may have."""
    said: Content = {name: getattr(was.need, name) for name in COPIED}  # type: ignore[assignment]  # fields of both
    said["themes"] = [code for code in was.need.themes if code in sheets.of(need).scheme.themes]
    years = need.call.budget_year - was.need.call.budget_year
    for name in ("starts_on", "ends_on"):
        day = getattr(was.need, name)
        said[name] = add_months(day, MONTHS_A_YEAR * years) if day else None
    if was.need.light and answers.may_be_short(need):
        said["light"] = True
    return said


def invited_of(was: Sheet, now: Sheet) -> dict[UUID, bool | None]:
    """Give what a former need told of single private units, of those that are still there."""
    there = {one.unit.pk for one in now.private_units or ()}
    told = {one.unit.pk: one.own for one in was.private_units or ()}
    return {unit_id: own for unit_id, own in told.items() if own is not None and unit_id in there}


def lines_of(was: Sheet, now: Sheet) -> list[BudgetAmount]:
    """Give the budget of a former need, moved to the years of the new one."""
    years = now.need.call.budget_year - was.need.call.budget_year
    recipients = {recipient.pk for recipient in now.recipients}
    moved = [BudgetAmount(row.year + years, row.category, row.recipient_id, row.amount_nok) for row in was.lines]
    return [
        line
        for line in moved
        if line.year in now.years and line.recipient_id in recipients and line.category in now.scheme.budget_categories
    ]


def costs_of(was: Sheet, now: Sheet) -> list[CostAmount]:
    """Give what things cost in a former need, moved to the years of the new one."""
    years = now.need.call.budget_year - was.need.call.budget_year
    moved = [CostAmount(row.year + years, row.kind, row.amount_nok) for row in was.costs]
    return [cost for cost in moved if cost.year in now.years and cost.kind in now.scheme.cost_kinds]
