"""Announcing a call, at once or from a planned moment on, taking the plan back, more time, and withdrawing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from samspel.calls import rules
from samspel.calls.models import Announcement, Call, CallText
from samspel.calls.rules import themes
from samspel.calls.transitions import telling
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.transition import refuse, transition
from samspel.kit.deadlines import oslo_day, utc
from samspel.tenancy.by import By

State = Call.State
EXTENDED = "call-extended"


@transition(
    source={State.DRAFT},
    target=State.ANNOUNCED,
    guards=[rules.may_announce, rules.rules_fit, rules.is_complete, rules.answer_day_fits, rules.longest_years_fit],
    journalled=True,
)
def announce(call: Call, *, from_at: datetime | None = None, by: By, at: datetime) -> Facts:
    """Announce the call: its rules are fixed to its day, everybody may read it, and every owner is told.

    With `from_at` all of that happens at that moment, and until then nobody outside the office sees it.
    """
    refuse(rules.moment_fits(call, from_at, by, at))
    moment = from_at or at
    call.rules_day = oslo_day(moment)
    call.announced_at = moment
    text: dict[str, Any] = {field.name: getattr(call, field.name) for field in CallText._meta.fields}
    Announcement.objects.create(
        call_id=call.pk, office=call.office, ref=call.ref, announced_at=moment, announced_by=by.role, **text
    )
    told = telling.tell(call, role=by.role, at=at) if from_at is None else {"from": moment.isoformat()}
    outbox.put(telling.NOTICES, call, at=at, due_at=from_at, key=f"{call.pk}:{call.version}")
    assert call.closes_at is not None
    fixed = {"rules_day": call.rules_day.isoformat(), "closes_at": call.closes_at.isoformat()}
    return {**fixed, "schemes": call.schemes, **told}


@transition(
    source={State.ANNOUNCED},
    target=State.DRAFT,
    guards=[rules.may_announce, rules.has_not_come, rules.nobody_is_told],
)
def hold_back(call: Call, *, by: By, at: datetime) -> Facts:
    """Take a planned announcement back before its moment: the call is a draft again, and nobody has seen it."""
    Announcement.objects.filter(call_id=call.pk).delete()
    planned, call.announced_at, call.rules_day = call.announced_at, None, None
    return {"from": planned.isoformat() if planned else ""}


@transition(source={State.ANNOUNCED}, guards=[rules.may_announce, rules.has_come], journalled=True)
def extend(
    call: Call, *, closes_at: datetime, reason: str, answer_on: date | None = None, by: By, at: datetime
) -> Facts:
    """Give everybody more time: the new deadline counts from now on, and whoever has a draft is told of it.

    Partners may answer at least as long as owners may report. The day to expect an answer moves where one is given.
    """
    answer_on = answer_on or call.answer_on
    refuse([*rules.deadline_is_later(call, closes_at, answer_on, at), *rules.why_extended(reason)])
    before, call.closes_at, call.answer_on = call.closes_at, closes_at, answer_on
    if call.confirm_closes_at is not None:
        call.confirm_closes_at = max(call.confirm_closes_at, closes_at)
    Announcement.objects.filter(call_id=call.pk).update(
        closes_at=closes_at, confirm_closes_at=call.confirm_closes_at, answer_on=answer_on
    )
    assert before is not None
    outbox.put(EXTENDED, call, at=at, key=f"{call.pk}:{call.version}", reason=reason.strip())
    return {"reason": reason.strip(), "from": utc(before).isoformat(), "closes_at": utc(closes_at).isoformat()}


@transition(source={State.ANNOUNCED}, guards=[rules.may_announce, rules.still_asks], journalled=True)
def add_themes(call: Call, *, own_themes: Sequence[Mapping[str, object]], by: By, at: datetime) -> Facts:
    """Let a call ask for more themes than it was announced with: none that an owner may have chosen goes away."""
    found = themes.with_more(call, own_themes)
    refuse([*rules.something_added(own_themes), *themes.themes_fit(found, call.schemes, at)])
    call.own_themes = found
    Announcement.objects.filter(call_id=call.pk).update(own_themes=found)
    return {"added": [f"{row['scheme']}: {row['name']}" for row in own_themes]}


@transition(
    source={State.ANNOUNCED},
    target=State.WITHDRAWN,
    guards=[rules.may_announce, rules.has_come],
    journalled=True,
)
def withdraw(call: Call, *, reason: str, by: By, at: datetime) -> Facts:
    """Withdraw the call: nobody may report a need under it any more, and the public page says so."""
    refuse(rules.reason_given(reason))
    Announcement.objects.filter(call_id=call.pk).update(withdrawn_at=at)
    return {"reason": reason}
