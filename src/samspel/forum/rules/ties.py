"""When a tie can be told and decided, and by whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.casework.models import Case
from samspel.casework.rules import basis_of
from samspel.flow.refusal import Refusal
from samspel.forum.models import Line, Meeting, Seat, Tie
from samspel.forum.rules.seats import OFFICE_VOTES, is_untied
from samspel.kit.deadlines import oslo_day
from samspel.rules import rule
from samspel.tenancy.by import By

BODY_DECIDES = rule("forum.body_decides_ties", of=bool)


def is_on_the_agenda(seat: Seat, case: Case) -> Iterator[Refusal]:
    """A tie is declared to a case that the forum has before it."""
    open_lines = Line.objects.filter(case=case, meeting__forum_id=seat.forum_id)
    if not open_lines.exclude(meeting__state=Meeting.State.ADOPTED).exists():
        yield Refusal("not-on-agenda", _("Saken er ikke oppe i et møte nå."))


def tie_can_be_decided(tie: Tie, by: By, at: datetime) -> Iterator[Refusal]:
    """A tie is decided while the case is before the forum, and never by the one it is about."""
    yield from is_on_the_agenda(tie.seat, tie.case)
    if tie.seat.person_id == by.person_id:
        text = _("Et medlem avgjør ikke selv om det er ugildt.")
        yield Refusal("own-tie", text, basis=basis_of(BODY_DECIDES, at))
    else:
        yield from is_untied(tie, by, at)


def the_body_decides(tie: Tie, took_part: Collection[UUID], at: datetime) -> Iterator[Refusal]:
    """Members with a vote decide, without those who are tied to the same case themselves."""
    seats = {seat.pk: seat for seat in Seat.objects.in_force(oslo_day(at)).filter(forum_id=tie.seat.forum_id)}
    basis = basis_of(BODY_DECIDES, at)
    if not took_part:
        yield Refusal("nobody", _("Kryss av for medlemmene som avgjorde spørsmålet."), basis, field="took_part")
    if any(pk not in seats or not seats[pk].votes for pk in took_part):
        text = _("Bare medlemmer med stemme avgjør om noen er ugild.")
        yield Refusal("no-vote", text, basis_of(OFFICE_VOTES, at), field="took_part")
    if tied_seats(tie) & set(took_part):
        text = _("Den som selv er meldt ugild i saken, er ikke med og avgjør spørsmålet.")
        yield Refusal("tied-decider", text, basis, field="took_part")


def tied_seats(tie: Tie) -> set[UUID]:
    """Give the seats that stand aside when a tie is decided: its own, and those tied to the same case."""
    same_case = Tie.objects.filter(case_id=tie.case_id).exclude(state=Tie.State.REJECTED)
    return {tie.seat_id, *same_case.values_list("seat_id", flat=True)}


def something_is_decided(decided: Sequence[object]) -> Iterator[Refusal]:
    """At least one question was decided."""
    if not decided:
        yield Refusal("nothing", _("Velg ugild eller gild for minst ett medlem."))
