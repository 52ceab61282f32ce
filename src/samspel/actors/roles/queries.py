"""Who has which roles at a place, which invitations wait there, and the invitation behind a link."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspel.actors.alphabet import alphabetical
from samspel.actors.models import Assignment, Invitation, Organisation, Place, Reach
from samspel.actors.queries import office_of
from samspel.actors.representation import OWNERS, PARTNERS
from samspel.actors.roles.rules import ADMINS, FIRST
from samspel.flow.refusal import NotVisible
from samspel.people import queries as people
from samspel.people.models import Person
from samspel.tenancy.by import FORUM, OFFICE, OWNER, PARTNER, By
from samspel.tenancy.context import bearer

LONGEST = 100  # of what may stand in a link; ours have 43 letters
WAITING = (Invitation.State.SENT, Invitation.State.EXPIRED)


@dataclass(frozen=True)
class Member:
    """Somebody with roles at a place, and when that person last logged in."""

    person: Person
    last_login: datetime | None
    roles: list[Assignment] = field(default_factory=list)


def place_of(by: By) -> Place:
    """Give the place that somebody acts for: an organisation, or an office as its staff; a forum is no such place."""
    if by.role not in OWNER | PARTNER | OFFICE:
        raise NotVisible
    return Place(by.organisation_id, by.office_id)


def members(by: By, day: date) -> list[Member]:
    """Give everybody who has a role at the place one acts for, or will have, by name.

    Whoever has a seat in the office's forum is told of there, and not here: the role follows the seat.
    """
    found = Assignment.objects.at(place_of(by)).not_over(day).exclude(role__in=FORUM).select_related("person")
    rows = list(found.order_by(alphabetical("person__name"), "person_id", "role", "since"))
    seen = people.last_logins({row.person_id for row in rows})
    by_person: dict[UUID, Member] = {}
    for row in rows:
        member = by_person.setdefault(row.person_id, Member(row.person, seen.get(row.person_id)))
        member.roles.append(row)
    return list(by_person.values())


def member(by: By, person_id: UUID, day: date) -> Member:
    """Give one of those; NotVisible for anybody else."""
    found = next((one for one in members(by, day) if one.person.pk == person_id), None)
    if found is None:
        raise NotVisible
    return found


def has_role(email: str, role: str, place: Place, day: date) -> bool:
    """Tell whether somebody with an address has a role at a place, or will have it."""
    held = Assignment.objects.at(place).not_over(day).filter(role=role, person__email__iexact=email)
    return held.exists()


def invitations(by: By, day: date) -> QuerySet[Invitation]:
    """Give those that nobody has answered and that one may take back, the newest first.

    An office has its own, and those to the first administrator of an organisation.
    """
    place = place_of(by)
    if place.office_id is None:
        mine = Q(organisation_id=place.organisation_id, at_office=False)
    else:
        admins = Assignment.objects.in_force(day).filter(
            organisation_id=OuterRef("organisation_id"), office=None, role__in=list(ADMINS), person__is_active=True
        )
        mine = Q(Q(at_office=True) | Q(~Exists(admins), role__in=FIRST), office_id=place.office_id)
    found = Invitation.objects.filter(mine, state__in=WAITING, forum_id=None)
    return found.select_related("organisation", "invited_by").order_by("-invited_at", "-pk")


def invitation(by: By, invitation_id: UUID, day: date) -> Invitation:
    """Give one of those; NotVisible for any other."""
    found = invitations(by, day).filter(pk=invitation_id).first()
    if found is None:
        raise NotVisible
    return found


def over(found: QuerySet[Invitation], at: datetime) -> QuerySet[Invitation]:
    """Give those that nobody has answered in time."""
    return found.filter(state=Invitation.State.SENT, expires_at__lte=at)


def digest(token: str) -> str:
    """Give what is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def behind(token: str) -> Invitation | None:
    """Give the invitation behind a link to whoever comes with it; nothing for a link that is none of ours."""
    if not 0 < len(token) <= LONGEST:
        return None
    known = digest(token)
    with bearer(known):
        found = Invitation.objects.filter(token_digest=known)
        return found.select_related("organisation", "office", "invited_by").first()


def without_admin(by: By, day: date) -> QuerySet[Organisation]:
    """Give the owners and partners in the cases of an office that have no administrator, by name.

    Networks are not among them: one that is only being formed is its members' own affair.
    """
    admins = Assignment.objects.in_force(day).filter(
        organisation_id=OuterRef("pk"), office=None, role__in=list(ADMINS), person__is_active=True
    )
    mine = Reach.objects.filter(office_id=office_of(by)).values("organisation_id")
    found = Organisation.objects.filter(~Exists(admins), pk__in=mine, kind__in=OWNERS | PARTNERS, closed_on=None)
    return found.order_by(alphabetical("name"))
