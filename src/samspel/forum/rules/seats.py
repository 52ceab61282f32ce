"""Who may do what in a forum: those with a seat that day, each by its duty; the tied stand aside.

The office's own seats record what the forum agrees on; they have no vote and put nothing in order as members. A guard
whose record is `Any` serves acts on several kinds of record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.actors.models import Assignment, Place
from samspel.actors.roles.inviting import Invited
from samspel.actors.roles.rules import may_give
from samspel.casework.models import Case
from samspel.casework.rules import basis_of
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.forum.models import Forum, Hearing, Line, Meeting, Seat, Tie
from samspel.kit.deadlines import oslo_day
from samspel.rules import rule
from samspel.tenancy.by import FORUM, FORUM_MEMBERS, OFFICE, By, Role
from samspel.tenancy.models import Office

STANDS_ASIDE = rule("forum.tied_member_stands_aside", of=bool)


OFFICE_VOTES = rule("forum.office_votes", of=bool)


def forum_of(record: Forum | Seat | Meeting | Tie | Line) -> Forum:
    """Give the forum that a record belongs to."""
    match record:
        case Forum():
            return record
        case Tie():
            return record.seat.forum
        case Line():
            return record.meeting.forum
    return record.forum


def seat_of(forum: Forum, by: By, at: datetime) -> Seat | None:
    """Give the seat that the one who acts has in a forum that day."""
    if by.role not in FORUM or by.office_id != forum.office_id:
        return None
    return Seat.objects.in_force(oslo_day(at)).filter(forum=forum, person_id=by.somebody).first()


def may_seat(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - serves several records
    """Statsforvaltaren decides who sits in the forum."""
    office_id = record.pk if isinstance(record, Office) else record.office_id
    if by.role != Role.SYSTEM and (by.role != Role.OFFICE_ADMIN or by.office_id != office_id):
        yield Refusal("wrong-role", str(NOT_YOURS))


def is_of_the_office(seat: Seat, by: By, at: datetime) -> Iterator[Refusal]:
    """Ties are looked for by the forum's and the office's own people, or when a round is read in."""
    if by.role != Role.SYSTEM and (by.role not in FORUM_MEMBERS | OFFICE or by.office_id != seat.office_id):
        yield Refusal("wrong-role", str(NOT_YOURS))


def may_record(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - serves several records
    """The secretary writes down what the forum agrees on; so may a leader who is a member and not from the office."""
    seat = seat_of(forum_of(record), by, at)
    secretary = seat is not None and (seat.duty, by.role) == (Seat.Duty.SECRETARY, Role.FORUM_SECRETARY)
    leader = seat is not None and (seat.duty, by.role) == (Seat.Duty.LEADER, Role.FORUM_LEADER)
    if leader and seat is not None and not seat.votes:
        text = _("Den som leder forumet for embetet, fører ikke opp innstillingen. Det gjør sekretæren.")
        yield Refusal("office-seat", text, basis=basis_of(OFFICE_VOTES, at))
    elif not (secretary or leader):
        yield Refusal("wrong-role", _("Bare sekretæren eller lederen i forumet kan gjøre dette."))


def is_own_seat(seat: Seat, by: By, at: datetime) -> Iterator[Refusal]:
    """A member speaks for its own seat."""
    mine = seat_of(seat.forum, by, at)
    if mine is None or mine.pk != seat.pk:
        yield Refusal("wrong-role", str(NOT_YOURS))


def is_untied(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - serves several records
    """Whoever is tied to a case takes no part in it (VR24)."""
    if Tie.standing(forum_of(record).pk, by.person_id, [record.case]):
        yield Refusal("VR24", _("Du er ugild i denne saken."), basis=basis_of(STANDS_ASIDE, at))


def is_untied_to_all(meeting: Meeting, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever is tied to one of the cases does not put them all in order (VR24)."""
    if Tie.standing(meeting.forum_id, by.person_id, cases_of(meeting)):
        text = _("Du er ugild i minst en av sakene, og kan ikke ordne eller vedta dem samlet.")
        yield Refusal("VR24", text, basis=basis_of(STANDS_ASIDE, at))


def cases_of(meeting: Meeting) -> list[Case]:
    """Give the cases in a meeting."""
    lines = Line.objects.filter(meeting=meeting).exclude(state=Line.State.TAKEN_OUT)
    return [line.case for line in lines.select_related("case__need__owner")]


def seats_people(forum: Forum, by: By, at: datetime) -> Iterator[Refusal]:
    """The office's administrator gives seats in every forum, a secretary in the own one."""
    seat = seat_of(forum, by, at)
    secretary = seat is not None and (seat.duty, by.role) == (Seat.Duty.SECRETARY, Role.FORUM_SECRETARY)
    if not secretary and (by.role != Role.OFFICE_ADMIN or by.office_id != forum.office_id):
        yield Refusal("wrong-role", _("Bare administratoren ved embetet og sekretæren i forumet kan gjøre dette."))


def seats_people_in(forum_id: UUID, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever holds out a seat in one forum, or takes it back, is one of those who give its seats."""
    yield from seats_people(Forum.objects.get(pk=forum_id), by, at)


def is_invited_actor(seat: Seat, at: datetime) -> Iterator[Refusal]:
    """Only an invited actor whose seat is held is heard in single cases; members see all of them."""
    if seat.duty != Seat.Duty.INVITED or not Seat.objects.in_force(oslo_day(at)).filter(pk=seat.pk).exists():
        yield Refusal("not-invited", _("Velg en invitert aktør."), field="seat")


def still_heard(hearing: Hearing) -> Iterator[Refusal]:
    """What has been taken back is not taken back once more."""
    if hearing.ended_at is not None:
        yield Refusal("over", _("Aktøren er ikke lenger invitert til saken."))


def seat_is_whole(to: Invited) -> Iterator[Refusal]:
    """Statsforvaltaren's own seats are for no organisation, and all the others are for one."""
    of_office = to.seat is not None and to.seat.group == Seat.Group.OFFICE
    if of_office and to.place.organisation_id is not None:
        yield Refusal(
            "organisation", _("Statsforvalterens egne sitter ikke for noen virksomhet."), field="organisation"
        )
    if not of_office and to.place.organisation_id is None:
        yield Refusal("organisation", _("Oppgi hvem personen skal sitte for."), field="organisation")
    if to.role == Role.FORUM_SECRETARY and not of_office:
        yield Refusal("group", _("Sekretæren kommer fra statsforvalteren."), field="group")


def may_vacate(seat: Seat, by: By, at: datetime) -> Iterator[Refusal]:
    """A seat is ended by those who give it, and left by whoever has it."""
    day = oslo_day(at)
    if seat.until is not None and (seat.until < day or (seat.until == day and not roles_of(seat, None, day))):
        yield Refusal("over", _("Plassen er alt avsluttet."))
    if by.person_id != seat.person_id:
        role = Role.FORUM_SECRETARY if seat.duty == Seat.Duty.SECRETARY else Role.FORUM_MEMBER
        yield from seats_people(seat.forum, by, at)
        yield from may_give(role, Place(seat.organisation_id, seat.office_id), by, at)


def roles_of(seat: Seat, role: Role | None, day: date) -> list[Assignment]:
    """Give the roles that let the one with a seat in: all of them in the forum, or those of one kind."""
    held = Assignment.objects.at(Place(seat.organisation_id, seat.office_id)).not_over(day)
    return list(held.filter(person_id=seat.person_id, role__in=[role] if role else list(FORUM)))
