"""A need is begun and written: by everybody who may write for its owner, and by nobody over another's head."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.flow.journal import GOES_ON, Facts
from samspel.flow.numbers import next_number, take_number
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS, creation, refuse, transition
from samspel.kit.deadlines import oslo_day
from samspel.kit.text import digest, normalised
from samspel.needs import sheet as sheets
from samspel.needs.models import BudgetLine, Cost, Indicator, Need, Participation, Partnership, Sitting, TargetGroup
from samspel.needs.rules import answers, guards, measuring
from samspel.needs.transitions import together
from samspel.needs.transitions.partners import lapse
from samspel.tenancy.by import By

State = Need.State
WRITTEN = {State.DRAFT, State.RETURNED}
CONFIRMED_FIELDS = {"measure", "starts_on", "ends_on", "milestones"}
EXTRA = "extra-"
SIGN_PARTS = ("what", "measured_in", "baseline", "target", "measured_how", "measured_by")
CELL = re.compile(r"budget-(.+)-(\d{4})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")

COST = re.compile(r"cost-(.+)-(\d{4})")


class Content(TypedDict, total=False):
    """What the plain questions of the form hold; what is not named stays as it is."""

    title: str
    contact_name: str
    contact_email: str
    assessment: str
    assessment_sources: Sequence[str]
    own_source: str
    involvement: str
    involved_on: date | None
    anchoring: str
    anchoring_ref: str
    plan_fit: str
    plan_link: str
    measure: str
    sami: str
    collective: bool | None
    themes: Sequence[str]
    goal: str
    evaluation: str
    starts_on: date | None
    ends_on: date | None
    milestones: str
    partner_reason: str
    minimum_nok: int | None
    coordinator_position_percent: int | None
    own_contribution_nok: int | None
    own_contribution_how: str
    other_money: bool | None
    other_money_what: str
    other_money_nok: int | None
    other_counties: bool | None
    other_counties_what: str
    light: bool
    private_invited: bool | None
    special_reason: str


@dataclass(frozen=True)
class BudgetAmount:
    """What is asked for in one year, for one use, to one receiver; whole kroner."""

    year: int
    category: str
    recipient_id: UUID
    amount_nok: int


@dataclass(frozen=True)
class CostAmount:
    """What one kind of thing costs in one year; whole kroner."""

    year: int
    kind: str
    amount_nok: int


@dataclass(frozen=True)
class Sign:
    """One indicator: what is to become better, from where to where, in what, how and by whom it is measured."""

    what: str
    baseline: str = ""
    target: str = ""
    measured_how: str = ""
    measured_in: str = ""
    measured_by: str = ""


@creation(Need, guards=[guards.call_is_open])
def draft(
    call: Call,
    *,
    scheme: str,
    owner: Organisation,
    title: str = "",
    ref: str = "",
    former: Need | None = None,
    by: By,
    at: datetime,
) -> Need:
    """Begin a need under an open call, for one scheme; it gets the office's next reference for the budget year.

    A need that comes from elsewhere keeps the reference it has (`ref`), and no later one is given the same. Where it is
    begun from a `former` one, the journal says from which.
    """
    if by.role not in guards.EDITORS or not guards.acts_for(owner, by, at):
        refuse([Refusal("wrong-role", str(NOT_YOURS))])
    kinds = actors.kinds_of_units([owner], oslo_day(at))[owner.pk]
    asked = answers.may_answer(scheme, call.schemes, call.rule_set, owner, kinds)
    refuse([*asked, *answers.texts_fit({"title": title})])
    if ref:
        take_number(call.office_id, "need", call.budget_year, number_in(ref, call.budget_year))
    else:
        ref = f"{call.budget_year}-{next_number(call.office_id, 'need', call.budget_year):03}"
    made = Need.objects.create(
        office_id=call.office_id,
        state=State.DRAFT,
        call=call,
        scheme=scheme,
        owner=owner,
        ref=ref,
        title=normalised(title),
    )
    made.entry_facts = {"former": str(former.pk)} if former else {}
    return made


def number_in(ref: str, year: int) -> int:
    """Give the number in a reference of our own form, as 14 in 2023-014; 0 in any other."""
    before, _dash, number = ref.partition("-")
    return int(number) if before == str(year) and number.isdecimal() and len(number) < 7 else 0


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided], may_go_on=True)
def fill(
    need: Need,
    *,
    content: Content,
    extra: Mapping[str, str] | None = None,
    version: int | None = None,
    sitting: Sitting | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Answer some of the plain questions; a confirmed partner whose named fields change must look again.

    What is `extra` are answers to the office's own questions, by their keys in the call.
    """
    named = {f"{EXTRA}{key}": text for key, text in (extra or {}).items()}
    refuse([*answers.texts_fit({**content, **named}), *answers.extra_fit(need, extra or {})])
    written = {name: _kept(value) for name, value in {**content, **named}.items()}
    plain = {name: written[name] for name in content}
    refuse(answers.answers_fit({name: value for name, value in plain.items() if value != getattr(need, name)}, need))
    standing = {name: getattr(need, name) for name in content}
    standing |= {name: need.extra_answers.get(name.removeprefix(EXTRA), "") for name in named}
    changes = together.merged(need, written, standing, version=version, sitting=sitting)
    for name in changes.keys() & content.keys():
        setattr(need, name, written[name])
    said = {name.removeprefix(EXTRA): written[name] for name in changes.keys() & named.keys()}
    need.extra_answers = {**need.extra_answers, **said}
    if CONFIRMED_FIELDS & changes.keys():
        _lapse_confirmations(need, changes, by=by, at=at)
    return together.noted(need, changes, sitting=sitting, by=by, at=at)


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided], may_go_on=True)
def set_units(
    need: Need,
    *,
    unit_ids: Sequence[UUID],
    version: int | None = None,
    sitting: Sitting | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Say which units take part."""
    refuse(answers.units_fit(need, unit_ids, at))
    rows = Participation.objects.filter(need=need)
    there = set(rows.values_list("unit_id", flat=True))
    written, standing = {"units": sorted(map(str, set(unit_ids)))}, {"units": sorted(map(str, there))}
    changes = together.merged(need, written, standing, version=version, sitting=sitting)
    if changes:
        rows.exclude(unit_id__in=unit_ids).delete()
        new = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id not in there]
        Participation.objects.bulk_create(
            Participation(office_id=need.office_id, need=need, unit_id=unit_id) for unit_id in new
        )
    return together.noted(need, changes, sitting=sitting, by=by, at=at)


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided], may_go_on=True)
def set_target_groups(
    need: Need,
    *,
    groups: Mapping[str, int],
    version: int | None = None,
    sitting: Sitting | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Say how many of each group are to learn; none is left out."""
    refuse(answers.groups_fit(need, groups))
    standing = {f"group-{row.group}": row.participants for row in TargetGroup.objects.filter(need=need)}
    written = dict.fromkeys(standing, 0) | {f"group-{group}": many for group, many in groups.items()}
    standing = dict.fromkeys(written, 0) | standing
    changes = together.merged(need, written, standing, version=version, sitting=sitting)
    now = standing | {name: after for name, (_before, after) in changes.items()}
    TargetGroup.objects.filter(need=need).delete()
    TargetGroup.objects.bulk_create(
        TargetGroup(office_id=need.office_id, need=need, group=name.removeprefix("group-"), participants=participants)
        for name, participants in now.items()
        if participants
    )
    return together.noted(need, changes, sitting=sitting, by=by, at=at)


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided], may_go_on=True)
def set_indicators(
    need: Need,
    *,
    indicators: Sequence[Sign],
    version: int | None = None,
    sitting: Sitting | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Say how it will be seen that the measure has helped; an indicator keeps its row by its place."""
    refuse(answers.indicators_fit([vars(sign) for sign in indicators], at))
    rows = Indicator.objects.filter(need=need).order_by("position")
    standing = _parts([vars(sign_of(row)) for row in rows])
    written = _parts([_as_kept(sign) for sign in indicators])
    written = dict.fromkeys(standing, "") | written
    standing = dict.fromkeys(written, "") | standing
    changes = together.merged(need, written, standing, version=version, sitting=sitting)
    signs = _signs(standing | {name: after for name, (_before, after) in changes.items()})
    refuse(answers.indicators_fit(signs, at))
    Indicator.objects.filter(need=need, position__gt=len(signs)).delete()
    for position, said in enumerate(signs, start=1):
        Indicator.objects.update_or_create(
            need=need, position=position, defaults=said, create_defaults={**said, "office_id": need.office_id}
        )
    return together.noted(need, changes, sitting=sitting, by=by, at=at)


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided], may_go_on=True)
def set_budget(
    need: Need,
    *,
    lines: Sequence[BudgetAmount],
    costs: Sequence[CostAmount | Cost] | None = None,
    version: int | None = None,
    sitting: Sitting | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Say what is asked for, per year, use and receiver; a partner whose own money changes must look again.

    What things cost is kept with it, where that is told.
    """
    asked = [(line.year, line.category, line.recipient_id, line.amount_nok) for line in lines]
    sheet = sheets.of(need, at)
    refuse(answers.lines_fit(sheet, asked))
    if costs is not None:
        refuse(answers.costs_fit(sheet, [(cost.year, cost.kind, cost.amount_nok) for cost in costs]))
    costs = sheet.costs if costs is None else costs
    cells = {_cell(line): line.amount_nok for line in lines} | {_cell(cost): cost.amount_nok for cost in costs}
    standing = {_cell(row): row.amount_nok for row in sheet.lines} | {_cell(row): row.amount_nok for row in sheet.costs}
    written = dict.fromkeys(standing, 0) | cells
    standing = dict.fromkeys(written, 0) | standing
    changes = together.merged(need, written, standing, version=version, sitting=sitting)
    now = standing | {name: after for name, (_before, after) in changes.items()}
    if changes:
        _keep_amounts(need, now)
    _lapse_confirmations(need, (), by=by, at=at)
    told = together.noted(need, changes, sitting=sitting, by=by, at=at)
    asked_nok = sum(amount_nok for name, amount_nok in now.items() if CELL.fullmatch(name))
    return told if told is GOES_ON else {**told, "asked_nok": asked_nok}


def _keep_amounts(need: Need, amounts: Mapping[str, int]) -> None:
    """Keep every amount that is more than nothing, and no other."""
    there = {name: amount_nok for name, amount_nok in amounts.items() if amount_nok}
    BudgetLine.objects.filter(need=need).delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(office_id=need.office_id, need=need, amount_nok=amount_nok, **_place(name))
        for name, amount_nok in there.items()
        if CELL.fullmatch(name)
    )
    Cost.objects.filter(need=need).delete()
    Cost.objects.bulk_create(
        Cost(office_id=need.office_id, need=need, kind=found[1], year=int(found[2]), amount_nok=amount_nok)
        for name, amount_nok in there.items()
        if (found := COST.fullmatch(name))
    )


def _cell(line: BudgetAmount | BudgetLine | CostAmount | Cost) -> str:
    """Name one amount of the budget or the costs as the form does."""
    if isinstance(line, CostAmount | Cost):
        return f"cost-{line.kind}-{line.year}"
    return f"budget-{line.category}-{line.year}-{line.recipient_id}"


def _place(name: str) -> dict[str, Any]:
    """Give the use, the year and the receiver that an amount's name tells of."""
    category, year, recipient = CELL.fullmatch(name).groups()  # type: ignore[union-attr]  # `_cell` made it
    return {"category": category, "year": int(year), "recipient_id": UUID(recipient)}


def sign_of(row: Indicator) -> Sign:
    """Give an indicator as it may be written once more."""
    return Sign(**{part: getattr(row, part) for part in SIGN_PARTS})


def _as_kept(sign: Sign) -> dict[str, str]:
    """Give the parts of an indicator as they are stored, its numbers all written alike."""
    said = {part: normalised(text) for part, text in vars(sign).items()}
    return said | {part: measuring.kept(sign.measured_in, said[part]) for part in ("baseline", "target")}


def _parts(signs: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Give each part of each indicator by the name that the form has for it."""
    return {f"{part}-{number}": sign[part] for number, sign in enumerate(signs, start=1) for part in SIGN_PARTS}


def _signs(parts: Mapping[str, str]) -> list[dict[str, str]]:
    """Give the indicators that such parts make; those of which nothing is left are gone."""
    numbers = range(1, len(parts) // len(SIGN_PARTS) + 1)
    rows = [{part: parts[f"{part}-{number}"] for part in SIGN_PARTS} for number in numbers]
    return [row for row in rows if any(text for part, text in row.items() if part != "measured_in")]


def _kept(value: object) -> object:
    if isinstance(value, str):
        return normalised(value)
    return list(value) if isinstance(value, Sequence) else value


def _lapse_confirmations(need: Need, changed: Collection[str], *, by: By, at: datetime) -> None:
    """Let each confirmation lapse whose named fields are no longer those confirmed.

    One that was given before the steps of the timetable were among them lapses for those when they are changed.
    All partnerships are held, so that a partner who confirms at this very moment waits and then sees the new text.
    """
    held = list(Partnership.objects.filter(need=need).order_by("pk").select_for_update(of=("self",), no_key=True))
    lines = list(BudgetLine.objects.filter(need=need))
    for partnership in held:
        if partnership.state != Partnership.State.CONFIRMED:
            continue
        now = sheets.to_confirm(need, partnership.partner_id, lines)
        if "milestones" not in changed and "milestones" not in (partnership.confirmed or {}):
            now.pop("milestones", None)
        if partnership.confirmed_digest != digest(now):
            lapse(partnership, by=by, at=at)
