"""Every address with who may use it and how, on one page for whoever reviews it.

An address without a line here cannot be made: `urls.py` looks its line up by name.
"""

from __future__ import annotations

from samspel.actors import details
from samspel.feedback.queries import READERS as FEEDBACK_READERS
from samspel.messages.rules import OFFICE_WRITERS, PARTY_WRITERS
from samspel.tenancy.by import FORUM, FORUM_MEMBERS, OFFICE, OWNER, PARTNER, Role
from samspel.web.guard import PolicyLine

READ = frozenset({"GET", "HEAD"})
WRITE = frozenset({"POST"})
BOTH = READ | WRITE
PAGE_WRITERS = (Role.CASEWORKER, Role.DECIDER, Role.OFFICE_ADMIN)
EDITORS = (Role.OWNER_EDITOR, Role.OWNER_SIGNER)
PARTIES = (*OWNER, *PARTNER, Role.PRIVATE_PERSON)


def public(methods: frozenset[str] = READ) -> PolicyLine:
    """Anybody, without login; the database shows no office's rows."""
    return PolicyLine(methods=methods, public=True)


def only(
    *roles: Role, methods: frozenset[str] = READ, writers: frozenset[Role] = frozenset(), fresh: bool = False
) -> PolicyLine:
    """Only those who act in one of these roles; where `writers` are named, the others only read.

    What moves money or gives access is `fresh`: whoever logged in a while ago does so anew before writing.
    """
    return PolicyLine(roles=frozenset(roles), methods=methods, writers=writers, fresh=fresh)


POLICY: dict[str, PolicyLine] = {
    "front": public(),
    "language": public(WRITE),
    "gallery": public(),
    "contact": public(),
    "accessibility": public(),
    "privacy": public(),
    "account": public(),
    "feedback": public(BOTH),
    "barrier": public(BOTH),
    "robots": public(),
    "sitemap": public(),
    "security": public(),
    "calls-feed": public(),
    "news-feed": public(),
    "public-schemes": public(),
    "public-scheme": public(),
    "how-to-report": public(),
    "public-forum": public(),
    "public-year": public(),
    "documents": public(),
    "find": public(),
    "public-kommune": public(),
    "public-unit": public(),
    "public-offices": public(),
    "public-office": public(),
    "public-news": public(),
    "public-news-item": public(),
    "public-office-text": public(),
    "public-calls": public(),
    "public-call": public(),
    "open-data": public(),
    "open-data-manifest": public(),
    "open-data-file": public(),
    "invitation": public(BOTH),
    "unit-page": public(BOTH),
    "owner-home": only(*OWNER),
    "owner-start": only(*EDITORS, methods=BOTH),
    "owner-about-us": only(*OWNER, methods=BOTH, writers=details.TELLERS),
    "owner-units": only(*OWNER),
    "owner-networks": only(*OWNER),
    "owner-network-new": only(*EDITORS, methods=BOTH),
    "owner-network": only(*OWNER, methods=BOTH, writers=frozenset(EDITORS)),
    "owner-network-question": only(*OWNER, methods=BOTH, writers=frozenset(EDITORS)),
    "owner-need": only(*EDITORS),
    "owner-autosave": only(*EDITORS, methods=WRITE),
    "owner-duties": only(*EDITORS, methods=BOTH),
    "owner-changes": only(*OWNER),
    "owner-about": only(*EDITORS, methods=BOTH),
    "owner-assessment": only(*EDITORS, methods=BOTH),
    "owner-unit-assessments": only(*EDITORS, methods=BOTH),
    "owner-measure": only(*EDITORS, methods=BOTH),
    "owner-participants": only(*EDITORS, methods=BOTH),
    "owner-goals": only(*EDITORS, methods=BOTH),
    "owner-timetable": only(*EDITORS, methods=BOTH),
    "owner-follow-up": only(*EDITORS, methods=BOTH),
    "owner-short": only(*EDITORS, methods=WRITE),
    "owner-partners": only(*EDITORS, methods=BOTH),
    "owner-budget": only(*EDITORS, methods=BOTH),
    "owner-contribution": only(*EDITORS, methods=BOTH),
    "owner-check": only(*EDITORS, methods=BOTH),
    "owner-receipt": only(*OWNER),
    "owner-receipt-pdf": only(*OWNER),
    "owner-content": only(*OWNER),
    "owner-status": only(*OWNER),
    "receipt-check": only(*OWNER, *OFFICE),
    "owner-since": only(*OWNER),
    "owner-withdraw": only(*EDITORS, methods=WRITE),
    "healthz": public(),
    "readyz": public(),
    "login": public(BOTH),
    "login-start": public(),
    "login-return": public(),
    "login-gone": public(),
    "logout": public(WRITE),
    "session": public(WRITE),
    "choose": PolicyLine(signed_in=True, methods=BOTH),
    "demo-clock": public(WRITE),
    "office-overview": only(*OFFICE),
    "office-inbox": only(*OFFICE),
    "office-open-cases": only(Role.CASEWORKER, methods=WRITE),
    "office-case": only(*OFFICE, methods=BOTH),
    "office-readings": only(*OFFICE),
    "office-calls": only(*OFFICE),
    "office-call-new": only(Role.CASEWORKER, Role.DECIDER, Role.OFFICE_ADMIN, methods=BOTH),
    "office-call": only(*OFFICE, methods=BOTH),
    "office-call-edit": only(Role.CASEWORKER, Role.DECIDER, Role.OFFICE_ADMIN, methods=BOTH),
    "office-call-notices": only(*OFFICE),
    "office-feedback": only(*FEEDBACK_READERS),
    "office-registers": only(*OFFICE),
    "office-register-question": only(*OFFICE, methods=BOTH, writers=frozenset({Role.OFFICE_ADMIN})),
    "office-owner-question": only(*OFFICE, methods=BOTH, writers=frozenset({Role.OFFICE_ADMIN})),
    "office-register-run": only(*OFFICE, methods=BOTH, writers=frozenset({Role.OFFICE_ADMIN})),
    "office-pages": only(*OFFICE),
    "office-page-new": only(*PAGE_WRITERS, methods=BOTH),
    "office-page": only(*OFFICE, methods=BOTH, writers=frozenset(PAGE_WRITERS)),
    "office-page-version": only(*OFFICE, methods=BOTH, writers=frozenset(PAGE_WRITERS)),
    "office-decisions": only(*OFFICE),
    "office-decision": only(*OFFICE, methods=BOTH),
    "office-decision-letter": only(*OFFICE),
    "office-letters": only(*OFFICE),
    "office-letter": only(*OFFICE),
    "office-payments": only(*OFFICE, methods=BOTH, fresh=True),
    "office-plan": only(Role.CASEWORKER, Role.ATTESTANT, methods=BOTH, fresh=True),
    "office-bases": only(*OFFICE),
    "office-basis": only(*OFFICE),
    "office-basis-file": only(*OFFICE),
    "owner-decisions": only(*OWNER),
    "owner-decision": only(*OWNER, methods=BOTH),
    "owner-letter": only(*OWNER),
    "partner-decisions": only(*PARTNER),
    "partner-decision": only(*PARTNER, methods=BOTH),
    "partner-letter": only(*PARTNER),
    "office-forum": only(*OFFICE),
    "forum-seats": only(Role.OFFICE_ADMIN, Role.FORUM_SECRETARY, methods=BOTH, fresh=True),
    "forum-leave": only(*FORUM, methods=BOTH, fresh=True),
    "forum-invite": only(Role.OFFICE_ADMIN, Role.FORUM_SECRETARY, methods=BOTH, fresh=True),
    "forum-meetings": only(*FORUM),
    "forum-convene": only(Role.FORUM_SECRETARY, Role.FORUM_LEADER, methods=BOTH),
    "forum-meeting": only(*FORUM),
    "forum-case": only(*FORUM, methods=BOTH),
    "forum-work": only(Role.FORUM_SECRETARY, Role.FORUM_LEADER, methods=BOTH),
    "forum-line": only(Role.FORUM_SECRETARY, Role.FORUM_LEADER, methods=BOTH),
    "forum-ties": only(Role.FORUM_SECRETARY, Role.FORUM_LEADER, methods=BOTH),
    "forum-recommendation": only(*FORUM_MEMBERS, *OFFICE),
    "owner-people": only(*OWNER, methods=BOTH, fresh=True),
    "owner-people-invite": only(Role.OWNER_ADMIN, methods=BOTH, fresh=True),
    "owner-person": only(*OWNER, methods=BOTH, fresh=True),
    "partner-people": only(*PARTNER, methods=BOTH, fresh=True),
    "partner-people-invite": only(Role.PARTNER_ADMIN, methods=BOTH, fresh=True),
    "partner-person": only(*PARTNER, methods=BOTH, fresh=True),
    "office-people": only(*OFFICE, methods=BOTH, fresh=True),
    "office-people-invite": only(Role.OFFICE_ADMIN, methods=BOTH, fresh=True),
    "office-people-first": only(Role.OFFICE_ADMIN, methods=BOTH, fresh=True),
    "office-person": only(*OFFICE, methods=BOTH, fresh=True),
    "partner-home": only(*PARTNER),
    "partner-partnership": only(*PARTNER, methods=BOTH, writers=frozenset({Role.PARTNER_CONFIRMER})),
    "owner-reports": only(*OWNER),
    "owner-report": only(*OWNER, methods=BOTH, writers=frozenset({Role.OWNER_EDITOR, Role.OWNER_SIGNER})),
    "partner-reports": only(*PARTNER),
    "partner-report": only(*PARTNER, methods=BOTH, writers=frozenset({Role.PARTNER_CONFIRMER})),
    "office-reports": only(*OFFICE),
    "office-reports-ask": only(Role.CASEWORKER, Role.DECIDER, methods=WRITE),
    "office-report": only(*OFFICE, methods=BOTH, writers=frozenset({Role.CASEWORKER, Role.DECIDER})),
    "party-messages": only(*PARTIES),
    "party-message-new": only(*PARTY_WRITERS, methods=BOTH),
    "party-message": only(*PARTIES, methods=BOTH, writers=PARTY_WRITERS),
    "office-messages": only(*OFFICE),
    "office-message-new": only(*OFFICE_WRITERS, methods=BOTH),
    "office-message": only(*OFFICE, methods=BOTH, writers=OFFICE_WRITERS),
    "api-index": public(),
    "api-awards": public(),
    "api-calls": public(),
    "api-openapi": public(),
}
