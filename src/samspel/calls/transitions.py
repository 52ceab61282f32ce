"""The acts on a call: written, changed, announced, withdrawn; announced, everybody may read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from samspel.calls import rules
from samspel.calls.models import Announcement, Call, CallText
from samspel.flow.journal import Facts
from samspel.flow.refusal import Refusal
from samspel.flow.transition import creation, refuse, transition
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import By
from samspel.tenancy.models import Office

State = Call.State


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
    report_on: date | None
    longest_years: int
    partner_must_confirm: bool


@creation(Call, guards=[rules.may_write_calls])
def draft(office: Office, *, ref: str, content: Content, by: By, at: datetime) -> Call:
    """Begin a call that only the office sees; it holds a title and a budget year at least."""
    refuse(rules.ref_is_an_address(ref))
    call = Call(office=office, ref=ref, state=State.DRAFT, schemes=[], written_form=office.written_form)
    _put(call, content)
    call.save(force_insert=True)
    return call


@transition(source={State.DRAFT}, guards=[rules.may_work_on])
def amend(call: Call, *, content: Content, version: int | None = None, by: By, at: datetime) -> Facts:
    """Change what a call says while nobody else can see it; a version that somebody has passed is refused."""
    if version is not None and version != call.version:
        refuse([Refusal("stale", _("Noen andre har endret utlysningen mens du skrev. Se endringene før du lagrer."))])
    return {"changed": _put(call, content)}


@transition(
    source={State.DRAFT},
    target=State.ANNOUNCED,
    guards=[rules.may_announce, rules.rules_fit, rules.is_complete, rules.longest_years_fit],
    journalled=True,
)
def announce(call: Call, *, by: By, at: datetime) -> Facts:
    """Announce the call: its rules are fixed to this day, and everybody may read it."""
    call.rules_day = oslo_day(at)
    call.announced_at = at
    text: dict[str, Any] = {field.name: getattr(call, field.name) for field in CallText._meta.fields}
    Announcement.objects.create(call_id=call.pk, office=call.office, ref=call.ref, announced_at=at, **text)
    assert call.closes_at is not None
    return {"rules_day": call.rules_day.isoformat(), "closes_at": call.closes_at.isoformat(), "schemes": call.schemes}


@transition(source={State.ANNOUNCED}, target=State.WITHDRAWN, guards=[rules.may_announce], journalled=True)
def withdraw(call: Call, *, reason: str, by: By, at: datetime) -> Facts:
    """Withdraw the call: nobody may report a need under it any more, and the public page says so."""
    refuse(rules.reason_given(reason))
    Announcement.objects.filter(call_id=call.pk).update(withdrawn_at=at)
    return {"reason": reason}


def _put(call: Call, content: Content) -> list[str]:
    changed = []
    for name, value in content.items():
        kept = list(value) if name == "schemes" and isinstance(value, Sequence) else value
        if getattr(call, name) != kept:
            setattr(call, name, kept)
            changed.append(name)
    return changed
