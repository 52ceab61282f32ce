"""Somebody is invited to a role by e-mail, and comes with the link in it: once, in time, never to an own invitation."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors.models import Assignment, Invitation, Place
from samspel.actors.roles import giving, mail, queries, rules
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.flow.refusal import Refusal
from samspel.flow.transition import creation, only, refuse, transition
from samspel.kit.deadlines import closes_at, last_day, oslo_day
from samspel.people import queries as people
from samspel.people.models import Person
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office

KIND = "invitation"
WAITS = timedelta(days=30)
WORKER = By(None, None, None, Role.SYSTEM)
State = Invitation.State


@dataclass(frozen=True)
class ForumSeat:
    """The seat that an invitation into a forum is to: in which group, with which duty."""

    forum_id: UUID
    group: str
    duty: str


@dataclass(frozen=True)
class Invited:
    """Who is invited, to which role, where, and from when until when."""

    name: str
    email: str
    role: Role
    place: Place
    since: date
    until: date | None = None
    seat: ForumSeat | None = None


def not_to_be_invited(to: Invited, *, by: By, at: datetime) -> list[Refusal]:
    """Give every reason why somebody cannot be invited."""
    found = [*rules.may_give(to.role, to.place, by, at), *rules.period_holds(to.since, to.until, at)]
    email = to.email.lower()
    if people.email_of(by.person_id).lower() == email:
        found += rules.not_to_oneself(by.person_id, to.role, by, at)
    if queries.has_role(email, to.role, to.place, oslo_day(at)):
        found.append(Refusal("has-role", _("Den som har denne adressen, har rollen alt."), field="email"))
    return found


@creation(Invitation, guards=[rules.invites_from])
def invite(office: Office, *, to: Invited, by: By, at: datetime) -> Invitation:
    """Hold a role out to somebody, known by an e-mail address alone; the link goes there and nowhere else."""
    refuse(not_to_be_invited(to, by=by, at=at))
    for old in queries.over(Invitation.objects.filter(email=to.email.lower(), role=to.role, office=office), at):
        expire_invitation(old, by=WORKER, at=at)
    seat = to.seat
    made = Invitation.objects.create(
        office=office, state=State.SENT, name=to.name, email=to.email.lower(), role=to.role.value,
        organisation_id=to.place.organisation_id, at_office=to.place.office_id is not None, since=to.since,
        until=to.until, invited_by_id=by.somebody, invited_at=at, expires_at=closes_at(oslo_day(at + WAITS)),
        forum_id=seat.forum_id if seat else None, group=seat.group if seat else "", duty=seat.duty if seat else "",
    )  # fmt: skip
    outbox.put(KIND, made, at=at)
    return made


@transition(source=[State.SENT], guards=[only(Role.SYSTEM)])
def send_invitation(invitation: Invitation, *, digest: str, by: By, at: datetime) -> None:
    """The link has been made and handed to the channel that carries it; an earlier one is no good any more."""
    invitation.token_digest, invitation.sent_at = digest, at


@transition(source=[State.SENT, State.EXPIRED], target=State.SENT, guards=[rules.may_withdraw])
def renew_invitation(invitation: Invitation, *, by: By, at: datetime) -> None:
    """Send a new link, and wait for as long again; the one before is no good any more."""
    invitation.expires_at, invitation.token_digest = closes_at(oslo_day(at + WAITS)), ""
    outbox.put(KIND, invitation, at=at, key=f"{invitation.pk}:{invitation.version}")


@transition(source=[State.SENT, State.EXPIRED], target=State.WITHDRAWN, guards=[rules.may_withdraw])
def withdraw_invitation(invitation: Invitation, *, by: By, at: datetime) -> None:
    """Take an invitation back: the link is no good from now on."""


@transition(source=[State.SENT], target=State.EXPIRED, guards=[only(Role.SYSTEM), rules.is_over])
def expire_invitation(invitation: Invitation, *, by: By, at: datetime) -> None:
    """Note that nobody answered in time."""


ANSWERED = [only(Role.PRIVATE_PERSON), rules.still_waits, rules.is_for]


@transition(
    source=[State.SENT],
    target=State.ACCEPTED,
    guards=[*ANSWERED, rules.names_a_person, rules.not_the_inviter, rules.has_not_the_role, rules.still_given],
)
def accept_invitation(invitation: Invitation, *, by: By, at: datetime) -> Mapping[str, object]:
    """Take the role: from now on it is the person's who has come with the link, and no one else's."""
    day = oslo_day(at)
    if invitation.until and invitation.until < day:
        refuse([Refusal("over", _("Perioden rollen gjaldt for, er over. Be om en ny invitasjon."))])
    person = Person.objects.get(pk=by.somebody)
    person.email = person.email or invitation.email
    person.name = person.name if person.name.strip("– ") else invitation.name
    person.save(update_fields=["email", "name"])
    with giving.alone(invitation.place):
        refuse(rules.still_given(invitation, by, at))
        given = giving.put(
            Assignment(
                person=person, role=invitation.role, organisation_id=invitation.place.organisation_id,
                office_id=invitation.place.office_id, since=max(invitation.since, day), until=invitation.until,
                given_by_id=invitation.invited_by_id,
            )
        )  # fmt: skip
    invitation.answered_by, invitation.answered_at = person, at
    return {"assignment": str(given.pk), "role": given.role, "since": given.since, "until": given.until}


@transition(source=[State.SENT], target=State.DECLINED, guards=ANSWERED)
def decline_invitation(invitation: Invitation, *, by: By, at: datetime) -> None:
    """Say no to a role; that needs no login."""
    invitation.answered_by_id, invitation.answered_at = by.person_id, at


def on_outbox(message: Outbox, at: datetime) -> None:
    """Make the link and send it; what has been answered, taken back or renewed meanwhile is not sent."""
    found = Invitation.objects.select_related("office", "organisation", "invited_by").get(pk=message.subject_id)
    if found.state != State.SENT or found.token_digest or found.is_over(at):
        return
    token = secrets.token_urlsafe(32)
    send_invitation(found, digest=queries.digest(token), by=WORKER, at=at)
    mail.carrier.send(letter(found, token, message.key), at)


def letter(invitation: Invitation, token: str, key: str) -> mail.Mail:
    """Give the e-mail: who invites, for whom, and the link; which role it is stands behind the link alone."""
    whom = invitation.organisation or invitation.office
    with translation.override(whom.written_form):
        told = {
            "by": invitation.invited_by.name,
            "whom": whom.name,
            "link": f"{settings.BASE_URL}/invitasjon/{token}/",
            "day": "{0.day}.{0.month}.{0.year}".format(last_day(invitation.expires_at)),
        }
        title = _("Invitasjon til Samspel fra %(by)s") % told
        text = _(
            "%(by)s inviterer deg til en rolle for %(whom)s i Samspel.\n\n"
            "Åpne lenken for å se hva det gjelder, og for å svare:\n%(link)s\n\n"
            "Lenken er bare til deg og virker til og med %(day)s. Ikke send den videre.\n"
            "Kjenner du ikke til dette, kan du se bort fra e-posten."
        )
        return mail.Mail(key, invitation.name, invitation.email, whom.written_form, title, text % told)


def expire_all(at: datetime) -> int:
    """Note for every office which invitations nobody answered in time; give how many."""
    count = 0
    for office in Office.objects.order_by("pk"):
        with transaction.atomic(), offices([office.pk]):
            for one in queries.over(Invitation.objects.filter(office=office), at):
                expire_invitation(one, by=WORKER, at=at)
                count += 1
    return count
