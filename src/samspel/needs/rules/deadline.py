"""Until when a need can be handed in (VR01): the call's deadline, one of its own, the office's, and a time of grace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.flow.refusal import Refusal
from samspel.kit.days import last_day_in_words, moment_in_words
from samspel.kit.deadlines import oslo_day, received_in_time
from samspel.needs.models import Need
from samspel.needs.rules.findings import Finding, Who, error, of_rule, warning
from samspel.needs.sheet import Sheet
from samspel.rules import rule
from samspel.tenancy.by import By

LAST_DAY_COUNTS = rule("calls.last_day_counts_whole", of=bool)
GRACE = rule("calls.usual_grace_minutes", of=int)


def deadline_of(need: Need) -> datetime | None:
    """Give the first instant that is too late: by the office once sent back, by its own deadline, or by the call."""
    if need.state == Need.State.RETURNED:
        return need.answer_by
    return max(filter(None, (need.call.closes_at, need.own_closes_at)), default=None)


def comes_late(need: Need, at: datetime) -> bool:
    """Tell whether a need handed in at a moment comes after its deadline, if it is taken in at all."""
    deadline = deadline_of(need)
    return deadline is not None and not received_in_time(at, deadline)


def last_day_for_partners(need: Need, at: datetime) -> str:
    """Say until when partners answer, where the call says it; an answer that comes later is still taken in."""
    until = need.answers_until
    if need.call.confirm_closes_at is None or until is None:
        return ""
    text = _("Siste dag for svar fra partnere er %(day)s.")
    if not received_in_time(at, until):
        text = _("Siste dag for svar fra partnere var %(day)s. Svar som kommer senere, blir med så lenge det går.")
    return text % {"day": last_day_in_words(until)}


def in_time(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR01: received before its deadline; in the time of grace after the call's it is taken in, and marked as late."""
    need, deadline, last = sheet.need, deadline_of(sheet.need), sheet.need.grace_ends
    basis = of_rule(LAST_DAY_COUNTS, oslo_day(at))
    if need.state != Need.State.RETURNED and need.call.state != need.call.State.ANNOUNCED:
        yield error("VR01", "deadline", _("Utlysningen er ikke åpen."), basis, Who.OFFICE)
    elif deadline is None or last is None or received_in_time(at, deadline):
        return
    elif received_in_time(at, last):
        told = {"day": last_day_in_words(deadline), "until": moment_in_words(last)}
        text = _(
            "Fristen for å melde behov gikk ut %(day)s. Dere kan likevel sende inn før %(until)s. "
            "Da blir behovsmeldingen merket «etter frist», og Statsforvalteren avgjør om den tas med."
        )
        yield warning("VR01", "deadline", text % told, of_rule(GRACE, oslo_day(at)), Who.OFFICE)
    else:
        text = _("Fristen for å svare gikk ut %(day)s.")
        if need.state != Need.State.RETURNED:
            text = _("Fristen for å melde behov gikk ut %(day)s.")
        yield error("VR01", "deadline", text % {"day": last_day_in_words(deadline)}, basis, Who.OFFICE)


def has_passed(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need gets a deadline of its own once the one it had has passed, under a call that stands."""
    deadline = deadline_of(need)
    if need.call.state != need.call.State.ANNOUNCED:
        yield Refusal("call", _("Utlysningen er ikke åpen."))
    elif deadline is None or received_in_time(at, deadline):
        yield Refusal("not-passed", _("Fristen er ikke ute ennå."))
