"""Who sits at the desk: the person, whom the person acts for, and in which roles, for one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.actors import queries
from samspel.actors.representation import Memberships, Representation, Seat, Token
from samspel.people import authority
from samspel.people.models import Person, Provider
from samspel.tenancy.by import FORUM, NATION, OFFICE, OWNER, PARTNER, By, Role
from samspel.web.components.roles import ROLES

KEY = "acting"
LOGIN = "login"
DESKS = (
    ("owner", OWNER),
    ("partner", PARTNER),
    ("office", OFFICE),
    ("forum", FORUM),
    ("national", NATION),
    ("private", frozenset({Role.PRIVATE_PERSON})),
)
DESK_NAMES = {
    "owner": _("Eier eller nettverk"),
    "partner": _("Universitet, høgskole eller fagskole"),
    "office": _("Statsforvalteren"),
    "forum": _("Samarbeidsforum"),
    "national": _("Nasjonalt innsyn"),
    "private": _("Privatperson"),
}


class Request(HttpRequest):
    """A request that the policy table has let in: it knows who acts (`by`), at which desk, and for whom else."""

    acting: Acting
    choices: list[Acting]
    by: By


@dataclass(frozen=True)
class Acting:
    """One choice of whom to act for: an organisation, an office, or an organisation in an office's forum."""

    person: Person
    desk: str
    organisation_id: UUID | None
    office_id: UUID | None
    for_name: str
    roles: frozenset[Role]

    @property
    def key(self) -> str:
        """Name the choice in the session and in the form that chooses it."""
        return f"{self.desk}:{self.organisation_id or ''}:{self.office_id or ''}"

    @property
    def described(self) -> str:
        """Give whom one acts for and as what, in one line."""
        return f"{self.for_name} ({', '.join(str(ROLES[role]) for role in Role if role in self.roles)})"

    def by(self, role: Role) -> By:
        """Give who acts, in one of the roles of the choice."""
        return By(self.person.pk, self.organisation_id, self.office_id, role)

    def offices(self) -> list[UUID]:
        """Give the offices whose rows the database may show."""
        return queries.offices_of(self.by(next(iter(self.roles))))


def acting_as(request: Request, *roles: Role) -> By:
    """Give who acts in the first of some roles that the person holds here; in the page's own role when in none."""
    role = next((role for role in roles if role in request.acting.roles), request.by.role)
    return request.acting.by(role)


def choices(person: Person, day: date) -> list[Acting]:
    """Give everybody a person may act for on a day, one line per desk and organisation or office."""
    return from_roles(person, queries.assignments_of(person.pk, day))


def all_choices(people: Sequence[Person], day: date) -> dict[UUID, list[Acting]]:
    """Give the choices of several people in one query."""
    rows: dict[UUID, list[Seat]] = {person.pk: [] for person in people}
    for assignment in queries.assignments(rows, day):
        rows[assignment.person_id].append(assignment)
    return {person.pk: from_roles(person, rows[person.pk]) for person in people}


def from_roles(person: Person, seats: Sequence[Seat]) -> list[Acting]:
    """Give the choices that some roles come to; whoever has none acts for nobody else."""
    return grouped(person, seats) or [alone(person)]


def alone(person: Person) -> Acting:
    """Give the choice of whoever acts for nobody else, and may still write to an office as a private person."""
    return Acting(person, "private", None, None, gettext("seg selv"), frozenset({Role.PRIVATE_PERSON}))


def grouped(person: Person, rows: Sequence[Seat]) -> list[Acting]:
    """Give a person's roles as choices: one for each desk and whom the person may act for there."""
    found: dict[tuple[str, UUID | None, UUID | None], list[Seat]] = {}
    for assignment in rows:
        desk = next(desk for desk, roles in DESKS if assignment.role in roles)
        found.setdefault((desk, assignment.organisation_id, assignment.office_id), []).append(assignment)
    return [
        Acting(person, desk, organisation_id, office_id, name(rows[0]), frozenset(Role(row.role) for row in rows))
        for (desk, organisation_id, office_id), rows in found.items()
    ]


def name(seat: Seat) -> str:
    """Give the name of the one acted for, with the office where it is a seat in a forum."""
    parts = [seat.organisation, seat.office]
    return ", ".join(str(part) for part in parts if part is not None)


def open_to(request: HttpRequest, day: date) -> list[Acting]:
    """Give everybody the logged-in person may act for, by where they logged in; nobody when nobody is logged in."""
    if not isinstance(request.user, Person):
        return []
    login = request.session.get(LOGIN)
    if login is None:
        return choices(request.user, day) if settings.DEMO else []
    return represented(request.user, login["kind"], login["parties"], day)


def represented(person: Person, kind: str, parties: Sequence[Mapping[str, object]], day: date) -> list[Acting]:
    """Give whom somebody may act for who has logged in with a provider of a kind that told of some parties.

    With ID-porten one is nobody but oneself. Elsewhere one acts for those whom the token and the roles given here tell
    of together, and for nobody when neither tells of any.
    """
    if kind == Provider.Kind.IDPORTEN:
        return [alone(person)]
    sources: list[Representation] = [Memberships()]
    if kind == Provider.Kind.ANSATTPORTEN and parties:
        sources.append(Token([authority.remembered(party) for party in parties]))
    return grouped(person, [seat for source in sources for seat in source.seats(person.pk, day)])


def current(request: HttpRequest, found: Sequence[Acting]) -> Acting | None:
    """Give whom the logged-in person acts for now, of those found; None when nothing has been chosen."""
    chosen = request.session.get(KEY)
    return next((acting for acting in found if acting.key == chosen), None)
