"""A need is begun and written: by everybody who may write for its owner, and by nobody over another's head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.flow.journal import Facts
from samspel.flow.models import Entry
from samspel.flow.numbers import next_number, take_number
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS, creation, refuse, transition
from samspel.kit.text import normalised
from samspel.needs import sheet as sheets
from samspel.needs.models import BudgetLine, Indicator, Need, Participation, Partnership, TargetGroup
from samspel.needs.rules import answers, guards
from samspel.needs.transitions.partners import lapse
from samspel.tenancy.by import By

State = Need.State
WRITTEN = {State.DRAFT, State.RETURNED}
CONFIRMED_FIELDS = {"measure", "starts_on", "ends_on"}


class Content(TypedDict, total=False):
    """What the plain questions of the form hold; what is not named stays as it is."""

    title: str
    contact_name: str
    contact_email: str
    assessment: str
    assessment_sources: Sequence[str]
    involvement: str
    anchoring: str
    plan_link: str
    measure: str
    sami: str
    collective: bool | None
    themes: Sequence[str]
    goal: str
    evaluation: str
    starts_on: date | None
    ends_on: date | None
    own_contribution_nok: int | None
    own_contribution_how: str
    other_money: bool | None
    other_money_what: str
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
class Sign:
    """One indicator: what is to become better, from where to where, and how it is measured."""

    what: str
    baseline: str = ""
    target: str = ""
    measured_how: str = ""


@creation(Need, guards=[guards.call_is_open])
def draft(
    call: Call, *, scheme: str, owner: Organisation, title: str = "", ref: str = "", by: By, at: datetime
) -> Need:
    """Begin a need under an open call, for one scheme; it gets the office's next reference for the budget year.

    A need that comes from elsewhere keeps the reference it has (`ref`), and no later one is given the same.
    """
    if by.role not in guards.EDITORS or not guards.acts_for(owner, by, at):
        refuse([Refusal("wrong-role", str(NOT_YOURS))])
    refuse([*answers.may_answer(scheme, call.schemes, call.rule_set, owner), *answers.texts_fit({"title": title})])
    if ref:
        take_number(call.office_id, "need", call.budget_year, number_in(ref, call.budget_year))
    else:
        ref = f"{call.budget_year}-{next_number(call.office_id, 'need', call.budget_year):03}"
    return Need.objects.create(
        office_id=call.office_id,
        state=State.DRAFT,
        call=call,
        scheme=scheme,
        owner=owner,
        ref=ref,
        title=normalised(title),
    )


def number_in(ref: str, year: int) -> int:
    """Give the number in a reference of our own form, as 14 in 2023-014; 0 in any other."""
    before, _dash, number = ref.partition("-")
    return int(number) if before == str(year) and number.isdecimal() and len(number) < 7 else 0


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided])
def fill(need: Need, *, content: Content, version: int | None = None, by: By, at: datetime) -> Facts:
    """Answer some of the plain questions; a confirmed partner whose named fields change must look again."""
    refuse(answers.texts_fit(content))
    refuse(answers.answers_fit(content, need))
    _unless_passed(need, version, set(content))
    changed = []
    for name, value in content.items():
        kept = _kept(value)
        if getattr(need, name) != kept:
            setattr(need, name, kept)
            changed.append(name)
    if CONFIRMED_FIELDS & set(changed):
        _lapse_confirmations(need, by=by, at=at)
    return _facts(need, changed)


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided])
def set_units(need: Need, *, unit_ids: Sequence[UUID], version: int | None = None, by: By, at: datetime) -> Facts:
    """Say which units take part."""
    refuse(answers.units_fit(need, unit_ids, at))
    _unless_passed(need, version, {"units"})
    rows = Participation.objects.filter(need=need)
    rows.exclude(unit_id__in=unit_ids).delete()
    there = set(rows.values_list("unit_id", flat=True))
    new = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id not in there]
    Participation.objects.bulk_create(
        Participation(office_id=need.office_id, need=need, unit_id=unit_id) for unit_id in new
    )
    return _facts(need, ["units"])


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided])
def set_target_groups(
    need: Need, *, groups: Mapping[str, int], version: int | None = None, by: By, at: datetime
) -> Facts:
    """Say how many of each group are to learn; none is left out."""
    refuse(answers.groups_fit(need, groups))
    _unless_passed(need, version, {"target_groups"})
    TargetGroup.objects.filter(need=need).delete()
    TargetGroup.objects.bulk_create(
        TargetGroup(office_id=need.office_id, need=need, group=group, participants=participants)
        for group, participants in groups.items()
        if participants
    )
    return _facts(need, ["target_groups"])


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided])
def set_indicators(
    need: Need, *, indicators: Sequence[Sign], version: int | None = None, by: By, at: datetime
) -> Facts:
    """Say how it will be seen that the measure has helped; an indicator keeps its row by its place."""
    refuse(answers.indicators_fit([vars(sign) for sign in indicators], at))
    _unless_passed(need, version, {"indicators"})
    Indicator.objects.filter(need=need, position__gt=len(indicators)).delete()
    for position, sign in enumerate(indicators, start=1):
        said = {name: normalised(text) for name, text in vars(sign).items()}
        Indicator.objects.update_or_create(
            need=need, position=position, defaults=said, create_defaults={**said, "office_id": need.office_id}
        )
    return _facts(need, ["indicators"])


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided])
def set_budget(need: Need, *, lines: Sequence[BudgetAmount], version: int | None = None, by: By, at: datetime) -> Facts:
    """Say what is asked for, per year, use and receiver; a partner whose own money changes must look again."""
    refuse(
        answers.lines_fit(
            sheets.of(need, at), [(line.year, line.category, line.recipient_id, line.amount_nok) for line in lines]
        )
    )
    _unless_passed(need, version, {"budget"})
    BudgetLine.objects.filter(need=need).delete()
    BudgetLine.objects.bulk_create(BudgetLine(office_id=need.office_id, need=need, **vars(line)) for line in lines)
    _lapse_confirmations(need, by=by, at=at)
    return {**_facts(need, ["budget"]), "asked_nok": sum(line.amount_nok for line in lines)}


def _kept(value: object) -> object:
    if isinstance(value, str):
        return normalised(value)
    return list(value) if isinstance(value, Sequence) else value


def _facts(need: Need, changed: Sequence[str]) -> dict[str, object]:
    return {"changed": list(changed), "version": need.version + 1}


def _unless_passed(need: Need, version: int | None, fields: set[str]) -> None:
    """Refuse when somebody else has changed the same answers since the version that the writer had before them."""
    if version is None or version == need.version:
        return
    later = Entry.objects.filter(record_id=need.pk, facts__version__gt=version)
    passed = fields & {name for entry in later for name in entry.facts["changed"]}
    if passed or version > need.version:
        text = _("Noen andre har endret dette mens du skrev. Begge tekstene vises, slik at du kan velge.")
        refuse(Refusal("stale", text, field=field) for field in sorted(passed or fields))


def _lapse_confirmations(need: Need, *, by: By, at: datetime) -> None:
    """Let each confirmation lapse whose named fields are no longer those confirmed.

    All partnerships are held, so that a partner who confirms at this very moment waits and then sees the new text.
    """
    held = list(Partnership.objects.filter(need=need).order_by("pk").select_for_update(of=("self",), no_key=True))
    lines = list(BudgetLine.objects.filter(need=need))
    for partnership in held:
        if partnership.state != Partnership.State.CONFIRMED:
            continue
        if partnership.confirmed_digest != sheets.confirm_digest(need, partnership.partner_id, lines):
            lapse(partnership, by=by, at=at)
