"""Whom somebody may act for, from two sources that answer alike: the roles given here, and the token of a login."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from samspel.actors import queries
from samspel.actors.models import Organisation
from samspel.people.authority import Party
from samspel.tenancy.by import Role
from samspel.tenancy.models import Office

Kind = Organisation.Kind
OWNERS = {Kind.KOMMUNE, Kind.FYLKESKOMMUNE, Kind.PRIVATE_OWNER}
PARTNERS = {Kind.UNIVERSITY, Kind.NATIONAL_CENTRE, Kind.VOCATIONAL_COLLEGE}
# What an action in a token gives, for an owner and for a partner. Reading alone gives nothing: it is not asked for.
OWNER_ROLES = {"write": Role.OWNER_EDITOR, "sign": Role.OWNER_SIGNER}
PARTNER_ROLES = {"write": Role.PARTNER_CONFIRMER}


class Seat(Protocol):
    """A role that somebody has for an organisation, at an office, or for the one at the other."""

    @property
    def organisation_id(self) -> UUID | None:
        """Give the id of the organisation it is for."""
        ...

    @property
    def office_id(self) -> UUID | None:
        """Give the id of the office it is at."""
        ...

    @property
    def organisation(self) -> Organisation | None:
        """Give the organisation it is for."""
        ...

    @property
    def office(self) -> Office | None:
        """Give the office it is at."""
        ...

    @property
    def role(self) -> str:
        """Give the role."""
        ...


class Representation(Protocol):
    """One source of whom somebody may act for."""

    def seats(self, person_id: UUID, day: date) -> Sequence[Seat]:
        """Give the roles that somebody has on a day."""


class Memberships:
    """The roles that have been given here."""

    def seats(self, person_id: UUID, day: date) -> Sequence[Seat]:
        """Give the roles that somebody has been given, and has on a day."""
        return queries.assignments_of(person_id, day)


@dataclass(frozen=True)
class TokenSeat:
    """A role that a token gives for an organisation, as long as the session lasts."""

    organisation: Organisation
    role: Role
    office: Office | None = None
    office_id: UUID | None = None

    @property
    def organisation_id(self) -> UUID:
        """Give the organisation's id."""
        return self.organisation.pk


@dataclass(frozen=True)
class Token:
    """The organisations that the token of a login lets somebody act for, when they are known here."""

    parties: Sequence[Party]

    def seats(self, person_id: UUID, day: date) -> Sequence[Seat]:
        """Give a role for each action at each organisation that is known and there on a day."""
        actions = {party.orgnr: party.actions for party in self.parties}
        return [
            TokenSeat(organisation, roles[action])
            for organisation in queries.organisations_numbered(actions, day)
            for roles in [OWNER_ROLES if organisation.kind in OWNERS else PARTNER_ROLES]
            if organisation.kind in OWNERS | PARTNERS
            for action in actions[organisation.orgnr]
            if action in roles
        ]
