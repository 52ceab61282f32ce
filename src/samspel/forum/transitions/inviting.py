"""Seats in a forum are held out by invitation, taken with the role that lets one in, and ended with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspel.actors.models import Invitation
from samspel.actors.roles import giving
from samspel.actors.roles.inviting import Invited, accept_invitation, invite
from samspel.casework.models import Case
from samspel.flow import journal
from samspel.flow.refusal import NotVisible
from samspel.flow.transition import creation, lock, refuse
from samspel.forum import rules
from samspel.forum.models import Forum, Hearing, PublishedSeat, Seat
from samspel.forum.transitions.seats import seat
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import By, Role

# The role that lets one in to do what a seat is for.
ROLE_OF: dict[str, Role] = {
    Seat.Duty.MEMBER: Role.FORUM_MEMBER,
    Seat.Duty.DEPUTY: Role.FORUM_MEMBER,
    Seat.Duty.LEADER: Role.FORUM_LEADER,
    Seat.Duty.SECRETARY: Role.FORUM_SECRETARY,
    Seat.Duty.INVITED: Role.FORUM_INVITED,
}


def invite_to_seat(forum: Forum, to: Invited, *, by: By, at: datetime) -> Invitation:
    """Hold a seat out to somebody; it is the person's when the invitation is taken."""
    refuse([*rules.seats_people(forum, by, at), *rules.seat_is_whole(to)])
    return invite(forum.office, to=to, by=by, at=at)


def take_seat(invitation: Invitation, *, by: By, at: datetime) -> Seat:
    """Take a seat that was held out, with the role that lets one in."""
    if invitation.forum_id is None:
        raise NotVisible
    forum = Forum.objects.get(pk=invitation.forum_id)
    with transaction.atomic():
        accept_invitation(invitation, by=by, at=at)
        return seat(
            forum, person_id=by.somebody, organisation_id=invitation.organisation_id,
            group=Seat.Group(invitation.group), duty=Seat.Duty(invitation.duty),
            since=max(invitation.since, oslo_day(at)), until=invitation.until,
            by=By(by.person_id, None, forum.office_id, Role.SYSTEM), at=at,
        )  # fmt: skip


@creation(Hearing, guards=[rules.may_record])
def hear(held: Seat, *, case: Case, by: By, at: datetime) -> Hearing:
    """Let an invited actor be heard in a case: from now on the actor sees it, as long as it is before the forum."""
    refuse([*rules.is_invited_actor(held, at), *rules.is_on_the_agenda(held, case)])
    return Hearing.objects.create(office_id=held.office_id, seat=held, case=case)


def hear_no_more(hearing: Hearing, *, by: By, at: datetime) -> None:
    """Take it back that an invited actor is heard in a case: it is seen no more."""
    with transaction.atomic():
        lock(hearing)
        refuse([*rules.may_record(hearing.seat, by, at), *rules.still_heard(hearing)])
        hearing.ended_at = at
        hearing.save(update_fields=["ended_at"])
        journal.write("forum.hear_no_more", hearing, by=by, at=at)


def vacate(held: Seat, *, by: By, at: datetime) -> None:
    """End a seat, with the role that lets one in: at once, and today is the last day it counted."""
    day = oslo_day(at)
    with transaction.atomic():
        lock(held)
        refuse(rules.may_vacate(held, by, at))
        for role in rules.roles_of(held, ROLE_OF[held.duty], day):
            close = giving.leave if by.person_id == held.person_id else giving.end
            close(role, by=by, at=at)
        held.until = max(day, held.since)
        held.save(update_fields=["until"])
        PublishedSeat.objects.filter(seat_id=held.pk).update(until=held.until)
        journal.write("forum.vacate", held, by=by, at=at)
