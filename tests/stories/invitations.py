"""Who is invited to what, in October 2026, and the e-mails that go out; all of them are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from samspel.actors.models import Assignment, Invitation, Place
from samspel.actors.roles import inviting, mail, queries
from samspel.actors.roles.inviting import ForumSeat, Invited
from samspel.flow.models import Outbox
from samspel.forum import transitions
from samspel.forum.models import Forum, Seat
from samspel.people.models import IdentityLink, Person, Provider
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import ROGALAND, SINCE, id_of

SENT = datetime(2026, 10, 5, 8, tzinfo=UTC)
TODAY = date(2026, 10, 5)
ALMA = By(id_of("alma"), id_of("fjordvik"), None, Role.OWNER_ADMIN)
AKSEL = By(id_of("aksel"), id_of("hiv"), None, Role.PARTNER_ADMIN)
ADMIN = ROGALAND.admin
NEW = "ny@fjordvik.example"
FJORDVIK, HIV, OFFICE = Place(id_of("fjordvik"), None), Place(id_of("hiv"), None), Place(None, ROGALAND.office)


def administrators() -> None:
    """An administrator at Fjordvik, and one at the university."""
    for by, name in ((ALMA, "Alma Admin"), (AKSEL, "Aksel Admin")):
        person(name, by.somebody)
        given(by)


def person(name: str = "Nina Ny", pk: UUID | None = None, email: str = "") -> Person:
    """Somebody who may log in."""
    known = {"id": pk} if pk else {}
    return Person.objects.create(subject=f"cast:{name}", name=name, email=email, **known)


def told_of(*people: UUID, number: str = "a-digest") -> None:
    """Two services have told of people by the same national identity number, each of its own person."""
    for count, pk in enumerate(people):
        provider, _ = Provider.objects.get_or_create(
            slug=f"service-{count}", issuer=f"https://{count}.example", kind=Provider.Kind.PLAIN
        )
        IdentityLink.objects.create(person_id=pk, provider=provider, subject=str(pk), number_digest=number)


def given(by: By, since: date = SINCE, until: date | None = None) -> Assignment:
    """A role that somebody has been given."""
    return Assignment.objects.create(
        person_id=by.somebody, organisation_id=by.organisation_id, office_id=by.office_id, role=by.role,
        since=since, until=until,
    )  # fmt: skip


def invited(
    role: Role = Role.OWNER_EDITOR,
    place: Place = FJORDVIK,
    *,
    name: str = "Nina Ny",
    email: str = NEW,
    by: By = ALMA,
    since: date = TODAY,
    until: date | None = None,
    seat: ForumSeat | None = None,
    at: datetime = SENT,
) -> Invitation:
    """An invitation to a role; nobody has been told yet."""
    to = Invited(name, email, role, place, since, until, seat)
    return inviting.invite(Office.objects.get(pk=ROGALAND.office), to=to, by=by, at=at)


def crowd(count: int) -> None:
    """So many people with roles at Fjordvik, at the university and at the office, and as many invited to each."""
    administrators()
    later = SENT.replace(year=2099)  # whoever has no clock of the demo comes on the day it is
    linked(invited(at=later, since=later.date()), "a-link")
    places = ((ALMA, Role.OWNER_READER, FJORDVIK), (AKSEL, Role.PARTNER_READER, HIV), (ADMIN, Role.CASEWORKER, OFFICE))
    for number in range(count):
        for by, role, place in places:
            somebody = person(f"{role} {number}")
            given(By(somebody.pk, by.organisation_id, by.office_id, role))
            invited(role, place, by=by, email=f"ny{number}@fjordvik.example")


def seats_held_out(forum: Forum, count: int) -> None:
    """So many people with seats for KS in a forum, and as many invited to one."""
    place = Place(id_of("ks"), forum.office_id)
    for number in range(count):
        transitions.seat(
            forum, person_id=person(f"Plass {number}").pk, organisation_id=place.organisation_id, group=Seat.Group.KS,
            since=SINCE, by=ADMIN, at=SENT,
        )  # fmt: skip
        seat = ForumSeat(forum.pk, Seat.Group.KS, Seat.Duty.MEMBER)
        invited(Role.FORUM_MEMBER, place, by=ADMIN, email=f"ks{number}@ks.example", seat=seat)


@dataclass
class Box:
    """A channel that keeps what is sent."""

    sent: list[mail.Mail] = field(default_factory=list)

    def send(self, mail: mail.Mail, at: datetime) -> None:
        """Keep it."""
        self.sent.append(mail)

    def token(self) -> str:
        """Give what the link in the last e-mail holds."""
        return self.sent[-1].text.partition("/invitasjon/")[2].partition("/")[0]


def delivered(box: Box, patch: pytest.MonkeyPatch, at: datetime = SENT) -> str:
    """Let the worker send all that waits; gives what the link of the last e-mail holds."""
    patch.setattr(mail, "carrier", box)
    for office in Office.objects.all():
        with offices([office.pk]):
            for message in Outbox.objects.filter(kind=inviting.KIND, done_at=None).order_by("put_at", "pk"):
                inviting.on_outbox(message, at)
                Outbox.objects.filter(pk=message.pk).update(done_at=at)
    return box.token()


def linked(invitation: Invitation, token: str) -> Invitation:
    """An invitation whose link is known, as if it had been sent."""
    inviting.send_invitation(invitation, digest=queries.digest(token), by=inviting.WORKER, at=SENT)
    return invitation
