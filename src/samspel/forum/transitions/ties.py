"""Ties are found from roles, told by members, and decided by the body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspel.casework import queries as casework
from samspel.casework.models import Case
from samspel.casework.rules import text_is_given
from samspel.flow.journal import Facts
from samspel.flow.transition import creation, refuse, transition
from samspel.forum import rules
from samspel.forum.models import Meeting, Seat, Tie
from samspel.kit.deadlines import oslo_day
from samspel.kit.text import normalised
from samspel.tenancy.by import By

Claimed, Upheld, Rejected = Tie.State.CLAIMED, Tie.State.UPHELD, Tie.State.REJECTED


def find_ties(meeting: Meeting, among: Sequence[Case], *, by: By, at: datetime) -> None:
    """Write down the ties that follow from the roles of the members' organisations in some cases."""
    seats = list(Seat.objects.in_force(oslo_day(at)).filter(forum_id=meeting.forum_id, organisation__isnull=False))
    known = set(Tie.objects.filter(case__in=among, seat__in=seats).values_list("seat_id", "case_id"))
    roles = casework.parties(case.need for case in among)
    for case in among:
        for member in seats:
            role = roles[case.need_id].get(member.organisation_id) if member.organisation_id else None
            if role and (member.pk, case.pk) not in known:
                find_tie(member, case=case, role=role, by=by, at=at)


@creation(Tie, guards=[rules.is_of_the_office])
def find_tie(seat: Seat, *, case: Case, role: str, by: By, at: datetime) -> Tie:
    """Write down that a member's organisation has a part in a case; the body decides what it means."""
    return Tie.objects.create(
        office_id=seat.office_id, seat=seat, case=case, state=Claimed, found=True, role=Tie.Role(role)
    )


@creation(Tie, guards=[rules.is_own_seat])
def declare_tie(seat: Seat, *, case: Case, why: str, by: By, at: datetime) -> Tie:
    """Tell the forum that one may be tied to a case; from now on the member sees nothing of how it is handled."""
    refuse([*text_is_given(why, "why"), *rules.is_on_the_agenda(seat, case)])
    return Tie.objects.create(
        office_id=seat.office_id, seat=seat, case=case, state=Claimed, found=False, why=normalised(why)
    )


DECIDES = [rules.may_record, rules.tie_can_be_decided]


@transition(source=[Claimed, Rejected], target=Upheld, guards=DECIDES)
def uphold_tie(tie: Tie, *, reason: str, took_part: Collection[UUID], by: By, at: datetime) -> Facts:
    """Write down that the body finds the member tied (ugild) to the case, and who took part in deciding it."""
    return _decided(tie, reason, took_part, at)


@transition(source=[Claimed, Upheld], target=Rejected, guards=DECIDES)
def reject_tie(tie: Tie, *, reason: str, took_part: Collection[UUID], by: By, at: datetime) -> Facts:
    """Write down that the body finds the member free (gild) to take part, and who took part in deciding it."""
    return _decided(tie, reason, took_part, at)


def _decided(tie: Tie, reason: str, took_part: Collection[UUID], at: datetime) -> Facts:
    refuse([*text_is_given(reason, "reason"), *rules.the_body_decides(tie, took_part, at)])
    tie.decided_why = normalised(reason)
    return {"reason": reason[:200], "took_part": sorted(map(str, took_part))}


def decide_tie(tie: Tie, *, upheld: bool, reason: str, took_part: Collection[UUID], by: By, at: datetime) -> None:
    """Write down what the body decided about a tie."""
    decision = uphold_tie if upheld else reject_tie
    decision(tie, reason=reason, took_part=took_part, by=by, at=at)


def decide_ties(
    decided: Iterable[tuple[Tie, bool]], *, reason: str, present: Collection[UUID], by: By, at: datetime
) -> None:
    """Write down what the members who were present decided about several ties: all of it or nothing.

    Whoever is tied to the same case steps out of that question; the others who were present took part.
    """
    decided = list(decided)
    refuse(rules.something_is_decided(decided))
    with transaction.atomic():
        for tie, upheld in decided:
            took_part = [pk for pk in present if pk not in rules.tied_seats(tie)]
            decide_tie(tie, upheld=upheld, reason=reason, took_part=took_part, by=by, at=at)
