"""What a meeting is about, and when it can be called, changed and held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.calls.models import Call
from samspel.casework.models import Case
from samspel.flow.refusal import Refusal
from samspel.forum.models import Forum, Meeting, Seat
from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Need
from samspel.rules import scheme
from samspel.tenancy.by import By


def fits_the_forum(forum: Forum, call: Call, at: datetime) -> Iterator[Refusal]:
    """A meeting is about a call that is announced, with a scheme that is the forum's and has a forum step."""
    if call.office_id != forum.office_id or not call.is_announced(at):
        yield Refusal("call", _("Velg en kunngjort utlysning."), field="call")
    elif not forum_schemes(forum, call):
        text = _("Ingen av ordningene i utlysningen skal til dette forumet.")
        yield Refusal("no-scheme", text, field="call")


def forum_schemes(forum: Forum, call: Call) -> list[str]:
    """Give the schemes of a call that go to a forum, in the order of the call."""
    return [code for code in call.schemes if code in forum.schemes and scheme(code, call.rule_set).has_forum_step.value]


def is_ahead(held_on: date, at: datetime) -> Iterator[Refusal]:
    """A meeting is called for a day that has not passed."""
    if held_on < oslo_day(at):
        yield Refusal("held-on", _("Møtedagen må være i dag eller fram i tid."), field="held_on")


def belongs(meeting: Meeting, case: Case) -> Iterator[Refusal]:
    """A case in a meeting is ready, of its call, and in one of the forum's schemes."""
    if case.state != Case.State.READY or case.need.state != Need.State.SUBMITTED:
        yield Refusal("not-ready", _("Saken %(case)s er ikke klar.") % {"case": case})
    if case.need.call_id != meeting.call_id or case.need.scheme not in forum_schemes(meeting.forum, meeting.call):
        yield Refusal("other-call", _("Saken %(case)s hører ikke til i dette møtet.") % {"case": case})


def is_open(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - serves several records
    """An adopted innstilling is not changed."""
    meeting = record if isinstance(record, Meeting) else record.meeting
    if meeting.state == Meeting.State.ADOPTED:
        yield Refusal("adopted", _("Innstillingen er vedtatt og kan ikke endres."))


def has_come(meeting: Meeting, by: By, at: datetime) -> Iterator[Refusal]:
    """A meeting is held on its day, not before."""
    if oslo_day(at) < meeting.held_on:
        yield Refusal("too-early", _("Møtedagen har ikke kommet."))


def were_there(meeting: Meeting, present: Collection[UUID], at: datetime) -> Iterator[Refusal]:
    """Those who were there have seats in the forum, and somebody was there."""
    seats = {seat.pk: seat for seat in Seat.objects.in_force(oslo_day(at)).filter(forum_id=meeting.forum_id)}
    if not present or set(present) - set(seats):
        yield Refusal("present", _("Kryss av for dem som var til stede."), field="present")
        return
    members = Counter(seat.stands_for for seat in seats.values() if seat.duty == Seat.Duty.MEMBER)
    came = Counter(
        seats[pk].stands_for for pk in set(present) if seats[pk].duty in {Seat.Duty.MEMBER, Seat.Duty.DEPUTY}
    )
    if any(count > max(members[whom], 1) for whom, count in came.items()):
        text = _("Et varamedlem møter bare når medlemmet ikke er til stede.")
        yield Refusal("deputy", text, field="present")
