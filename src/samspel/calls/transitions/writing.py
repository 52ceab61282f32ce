"""Writing a call: begun and changed while nobody but the office sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict

from django.utils.translation import gettext as _

from samspel.calls import rules
from samspel.calls.models import Call
from samspel.calls.rules import themes
from samspel.flow.journal import Facts
from samspel.flow.refusal import Refusal
from samspel.flow.transition import creation, refuse, transition
from samspel.tenancy.by import By
from samspel.tenancy.models import Office

State = Call.State
LISTS = {"schemes", "extra_questions", "own_themes"}


class Content(TypedDict, total=False):
    """What a call says; what is not named stays as it is."""

    title: str
    rule_set: str
    schemes: Sequence[str]
    budget_year: int
    written_form: str
    goal: str
    target_group: str
    criteria: str
    how: str
    contact: str
    legal_basis: str
    closes_at: datetime | None
    grace_minutes: int
    coordinator_percent: int | None
    report_on: date | None
    answer_on: date | None
    confirm_closes_at: datetime | None
    longest_years: int
    partner_must_confirm: bool
    extra_questions: Sequence[Mapping[str, object]]
    own_themes: Sequence[Mapping[str, object]]


@creation(Call, guards=[rules.may_write_calls])
def draft(office: Office, *, ref: str, content: Content, by: By, at: datetime) -> Call:
    """Begin a call that only the office sees; it holds a title and a budget year at least."""
    schemes, own = content.get("schemes", ()), content.get("own_themes", ())
    extra = content.get("extra_questions", ())
    refuse([*rules.ref_is_an_address(ref), *rules.extra_fit(extra, at), *themes.themes_fit(own, schemes, at)])
    call = Call(office=office, ref=ref, state=State.DRAFT, schemes=[], written_form=office.written_form)
    _put(call, content)
    call.save(force_insert=True)
    return call


@transition(source={State.DRAFT}, guards=[rules.may_work_on])
def amend(call: Call, *, content: Content, version: int | None = None, by: By, at: datetime) -> Facts:
    """Change what a call says while nobody else can see it; a version that somebody has passed is refused."""
    if version is not None and version != call.version:
        refuse([Refusal("stale", _("Noen andre har endret utlysningen mens du skrev. Se endringene før du lagrer."))])
    schemes, own = content.get("schemes", call.schemes), content.get("own_themes", call.own_themes)
    refuse([*rules.extra_fit(content.get("extra_questions", ()), at), *themes.themes_fit(own, schemes, at)])
    return {"changed": _put(call, content)}


def _put(call: Call, content: Content) -> list[str]:
    changed = []
    for name, value in content.items():
        kept = list(value) if name in LISTS and isinstance(value, Sequence) else value
        if getattr(call, name) != kept:
            setattr(call, name, kept)
            changed.append(name)
    return changed
