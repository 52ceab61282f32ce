"""Roles are given to those who are known, changed, ended at once, handed over and left; each is in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samspel.actors import queries
from samspel.actors.models import Assignment, Place
from samspel.actors.roles import rules
from samspel.flow import journal
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.flow.transition import refuse
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import By, Role


def office_of(place: Place, by: By) -> UUID:
    """Give the office whose journal tells of a role: the one it is at, the one that acts, or one that it reaches."""
    office_id = place.office_id or by.office_id
    if office_id is None and place.organisation_id:
        office_id = min(queries.reached_offices(place.organisation_id), default=None)
    if office_id is None:
        raise Refused([Refusal("no-office", _("Virksomheten hører ikke til noe embete her ennå."))])
    return office_id


@contextmanager
def alone(place: Place) -> Iterator[None]:
    """Let nobody else change roles at a place until the transaction ends, so that the last administrator stays."""
    with transaction.atomic(), connection.cursor() as cursor:
        key = f"roles:{place.organisation_id}:{place.office_id}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        yield


def put(given: Assignment) -> Assignment:
    """Write a role down; one that was ended earlier the same day is taken up again."""
    rest = {"until": given.until, "given_by_id": given.given_by_id, "ended_at": None}
    there = Assignment.objects.at(given.place).filter(person_id=given.person_id, role=given.role, since=given.since)
    if there.update(**rest):
        return there.get()
    given.save(force_insert=True)
    return given


def giving(person_id: UUID, role: Role, place: Place, *, by: By, at: datetime) -> list[Refusal]:
    """Give every reason why somebody cannot be given a role."""
    return [
        *rules.may_give(role, place, by, at),
        *rules.not_to_oneself(person_id, role, by, at),
        *rules.is_known(person_id, place, at),
        *rules.has_not(person_id, role, place, at),
    ]


def give(
    person_id: UUID, role: Role, place: Place, *, since: date, until: date | None = None, by: By, at: datetime
) -> Assignment:
    """Give a role to somebody who has another one at the place."""
    with alone(place):
        refuse([*giving(person_id, role, place, by=by, at=at), *rules.period_holds(since, until, at)])
        made = put(
            Assignment(
                person_id=person_id, role=role.value, organisation_id=place.organisation_id, office_id=place.office_id,
                since=since, until=until, given_by_id=by.person_id,
            )
        )  # fmt: skip
        write("actors.give", made, by=by, at=at)
        return made


def changing(assignment: Assignment, *, by: By, at: datetime) -> list[Refusal]:
    """Give every reason why somebody cannot change how long a role lasts."""
    return [
        *rules.may_give(assignment.role, assignment.place, by, at),
        *rules.not_to_oneself(assignment.person_id, assignment.role, by, at),
        *rules.is_not_over(assignment, at),
    ]


def change_period(assignment: Assignment, *, until: date | None, by: By, at: datetime) -> None:
    """Let a role last until another day, or without an end."""
    with alone(assignment.place):
        assignment.refresh_from_db()
        kept = rules.keeps_an_admin(assignment, until, at) if until else ()
        refuse([*changing(assignment, by=by, at=at), *rules.end_holds(assignment.since, until, at), *kept])
        assignment.until, assignment.given_by_id = until, by.person_id
        assignment.save(update_fields=["until", "given_by"])
        write("actors.change_period", assignment, by=by, at=at)


def ending(assignment: Assignment, *, by: By, at: datetime) -> list[Refusal]:
    """Give every reason why somebody cannot end another's role."""
    return [*changing(assignment, by=by, at=at), *rules.keeps_an_admin(assignment, None, at)]


def end(assignment: Assignment, *, by: By, at: datetime) -> None:
    """End another's role at once: the next thing that person asks for in it is refused."""
    with alone(assignment.place):
        assignment.refresh_from_db()
        refuse(ending(assignment, by=by, at=at))
        _close(assignment, "actors.end", by=by, at=at)


def end_all(place: Place, *, by: By, at: datetime) -> None:
    """End every role at a place at once: another acts for it from now on."""
    with alone(place):
        for assignment in Assignment.objects.at(place).not_over(oslo_day(at)):
            _close(assignment, "actors.end", by=by, at=at)


def leaving(assignment: Assignment, *, by: By, at: datetime) -> list[Refusal]:
    """Give every reason why somebody cannot leave a role."""
    if assignment.person_id != by.person_id:
        raise NotVisible
    return [*rules.is_not_over(assignment, at), *rules.keeps_an_admin(assignment, None, at)]


def leave(assignment: Assignment, *, by: By, at: datetime) -> None:
    """Leave a role of one's own, at once."""
    with alone(assignment.place):
        assignment.refresh_from_db()
        refuse(leaving(assignment, by=by, at=at))
        _close(assignment, "actors.leave_role", by=by, at=at)


def handing_over(assignment: Assignment, to: UUID, *, by: By, at: datetime) -> list[Refusal]:
    """Give every reason why somebody cannot hand the own role as administrator to another."""
    if assignment.person_id != by.person_id or assignment.role not in rules.ADMINS:
        raise NotVisible
    return [
        *rules.may_give(assignment.role, assignment.place, by, at),
        *rules.not_to_oneself(to, assignment.role, by, at),
        *rules.is_known(to, assignment.place, at),
        *rules.is_not_over(assignment, at),
    ]


def hand_over(assignment: Assignment, to: UUID, *, by: By, at: datetime) -> None:
    """Give the own role as administrator to another, and leave it, in one; who has it already just goes on with it."""
    with alone(assignment.place):
        assignment.refresh_from_db()
        refuse(handing_over(assignment, to, by=by, at=at))
        if not any(rules.has_not(to, assignment.role, assignment.place, at)):
            given = Assignment(
                person_id=to, role=assignment.role, organisation_id=assignment.organisation_id,
                office_id=assignment.office_id, since=oslo_day(at), given_by_id=by.person_id,
            )  # fmt: skip
            write("actors.give", put(given), by=by, at=at)
        refuse(rules.keeps_an_admin(assignment, None, at))
        _close(assignment, "actors.hand_over", by=by, at=at)


def _close(assignment: Assignment, act: str, *, by: By, at: datetime) -> None:
    day = oslo_day(at)
    assignment.ended_at = at
    assignment.until = min(assignment.until or day, max(day, assignment.since))
    assignment.save(update_fields=["until", "ended_at"])
    write(act, assignment, by=by, at=at)


def write(act: str, assignment: Assignment, *, by: By, at: datetime) -> None:
    """Write in the journal what was done with a role."""
    facts = {"role": assignment.role, "since": assignment.since, "until": assignment.until}
    journal.write(act, assignment, by=by, at=at, office_id=office_of(assignment.place, by), facts=facts)
