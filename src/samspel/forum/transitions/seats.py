"""A forum is set up, and people are given seats in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from samspel.flow.transition import creation
from samspel.forum import rules
from samspel.forum.models import Forum, Meeting, PublishedSeat, Seat
from samspel.forum.transitions.ties import find_ties
from samspel.tenancy.by import By
from samspel.tenancy.models import Office


@creation(Forum, guards=[rules.may_seat])
def establish(office: Office, *, ref: str, name: str, schemes: Sequence[str], by: By, at: datetime) -> Forum:
    """Set up a forum at an office for some schemes."""
    return Forum.objects.create(office=office, ref=ref, name=name, schemes=list(schemes))


@creation(Seat, guards=[rules.may_seat])
def seat(
    forum: Forum,
    *,
    person_id: UUID,
    organisation_id: UUID | None,
    group: Seat.Group,
    duty: Seat.Duty = Seat.Duty.MEMBER,
    since: date,
    until: date | None = None,
    by: By,
    at: datetime,
) -> Seat:
    """Give a person a seat in the forum, for an organisation in one of the mandate's groups, or for the office."""
    made = Seat.objects.create(
        office_id=forum.office_id, forum=forum, person_id=person_id, organisation_id=organisation_id,
        group=group, duty=duty, since=since, until=until,
    )  # fmt: skip
    for meeting in Meeting.objects.filter(forum=forum).exclude(state=Meeting.State.ADOPTED):
        find_ties(meeting, rules.cases_of(meeting), by=by, at=at)
    _publish(made, forum)
    return made


def _publish(made: Seat, forum: Forum) -> None:
    """Let anybody read which organisation sits in the forum; who sits for it stays in the office.

    Whoever is only invited to be heard in some cases does not sit there.
    """
    if made.duty == Seat.Duty.INVITED:
        return
    PublishedSeat.objects.create(
        seat_id=made.pk, office_id=made.office_id, forum_name=forum.name,
        organisation_name=made.organisation.name if made.organisation else "",
        group=made.group, duty=made.duty, since=made.since, until=made.until,
    )  # fmt: skip
