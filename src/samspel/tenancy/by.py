"""Who acts, and for whom: the frozen answer that every act is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody may be when acting, as in the list of desks and roles."""

    OWNER_ADMIN = "owner-admin"
    OWNER_READER = "owner-reader"
    OWNER_EDITOR = "owner-editor"
    OWNER_SIGNER = "owner-signer"
    UNIT_CONTRIBUTOR = "unit-contributor"
    PARTNER_ADMIN = "partner-admin"
    PARTNER_READER = "partner-reader"
    PARTNER_CONFIRMER = "partner-confirmer"
    CASEWORKER = "caseworker"
    DECIDER = "decider"
    ATTESTANT = "attestant"
    PAYER = "payer"
    OFFICE_ADMIN = "office-admin"
    FORUM_MEMBER = "forum-member"
    FORUM_LEADER = "forum-leader"
    FORUM_SECRETARY = "forum-secretary"
    FORUM_INVITED = "forum-invited"
    NATIONAL_READER = "national-reader"
    AUDITOR = "auditor"
    PRIVATE_PERSON = "private-person"
    SYSTEM = "system"


OWNER = frozenset({Role.OWNER_ADMIN, Role.OWNER_READER, Role.OWNER_EDITOR, Role.OWNER_SIGNER})
PARTNER = frozenset({Role.PARTNER_ADMIN, Role.PARTNER_READER, Role.PARTNER_CONFIRMER})
OFFICE = frozenset({Role.CASEWORKER, Role.DECIDER, Role.ATTESTANT, Role.PAYER, Role.OFFICE_ADMIN})
FORUM_MEMBERS = frozenset({Role.FORUM_MEMBER, Role.FORUM_LEADER, Role.FORUM_SECRETARY})
FORUM = FORUM_MEMBERS | {Role.FORUM_INVITED}
BY_LINK = frozenset({Role.UNIT_CONTRIBUTOR})
"""Roles that nobody is given: whoever comes with the link has them, for that one page."""
NATION = frozenset({Role.NATIONAL_READER, Role.AUDITOR})


@dataclass(frozen=True)
class By:
    """One person acting for one organisation or one office, in one role, for the length of one request or job."""

    person_id: UUID | None
    organisation_id: UUID | None
    office_id: UUID | None
    role: Role

    @property
    def somebody(self) -> UUID:
        """Give the person's id where the act needs a person; the system is nobody."""
        if self.person_id is None:
            raise ValueError("this act needs a person")
        return self.person_id

    @property
    def at_office(self) -> UUID:
        """Give the office's id where only the office's or the forum's people come; others act at no one office."""
        if self.office_id is None:
            raise ValueError("this needs somebody at an office")
        return self.office_id

    @property
    def party(self) -> UUID | None:
        """Give on whose behalf somebody writes to an office: an organisation's or its own; nobody's at the office."""
        if self.for_office:
            return None
        return self.organisation_id if self.role in OWNER | PARTNER else self.person_id

    @property
    def for_office(self) -> bool:
        """Tell whether the office's own staff acts."""
        return self.role in OFFICE
