"""Who may read at each address and who may write there, said once more: the policy must say the same.

A line is `readers / writers`; `anew` where whoever writes must have logged in a short while ago. The name of a desk, or
of others that go together, is all of their roles, and `nobody` is that there is no such way in. What the matrix expects
is worked out from here alone, so that a role or a method that slips into the policy, or out of it, is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from samspel.config.policy import POLICY
from samspel.tenancy.by import FORUM, FORUM_MEMBERS, OFFICE, OWNER, PARTNER, Role
from samspel.web.guard import PolicyLine

DESKS: Mapping[str, frozenset[Role]] = {
    "owner": OWNER, "partner": PARTNER, "office": OFFICE, "forum": FORUM, "forum-members": FORUM_MEMBERS,
    "correspondents": frozenset(
        {Role.OWNER_EDITOR, Role.OWNER_SIGNER, Role.PARTNER_CONFIRMER, Role.PRIVATE_PERSON}
    ),
}  # fmt: skip
EVERYBODY = {"anybody", "logged-in"}
DOORS: Mapping[str, str] = {
    "anybody / nobody": (
        "file "
        "front gallery contact accessibility privacy account robots sitemap security calls-feed news-feed "
        "public-schemes public-scheme how-to-report public-forum public-year documents find public-kommune "
        "public-unit public-offices public-office public-news public-news-item public-office-text public-calls "
        "public-call open-data open-data-manifest open-data-file healthz readyz login-start login-return "
        "login-gone api-index api-awards api-calls api-openapi"
    ),
    "nobody / anybody": "language logout session demo-clock",
    "anybody / anybody": "feedback barrier invitation login unit-page",
    "owner / nobody": (
        "owner-changes owner-since owner-attachment owner-network-need owner-network-attachment "
        "owner-home owner-units owner-networks owner-receipt owner-receipt-pdf owner-content owner-status "
        "owner-decisions owner-letter owner-reports api-needs api-need"
    ),
    "owner-editor owner-signer / owner-editor owner-signer": (
        "owner-approach-new "
        "owner-start owner-network-new owner-about owner-assessment owner-measure owner-participants owner-goals "
        "owner-timetable owner-extra owner-follow-up owner-partners owner-budget owner-contribution owner-check "
        "owner-intake owner-intake-fill owner-offer "
        "owner-duties owner-unit-assessments owner-attachments owner-from-file"
    ),
    "owner office / nobody": "party-receipt api-need-check",
    "owner / owner-admin owner-signer": "owner-about-us",
    "owner / owner-editor owner-signer": "owner-network owner-network-question owner-report owner-parties",
    "owner partner / nobody": "party-approaches",
    "owner partner / owner-editor owner-signer partner-confirmer": "party-approach",
    "owner-editor owner-signer / nobody": "owner-need owner-template owner-intake-need",
    "nobody / owner-editor owner-signer": "owner-autosave owner-short owner-withdraw",
    "logged-in / logged-in": "choose",
    "office / nobody": (
        "office-attachment "
        "office-overview office-inbox office-readings office-calls office-call-notices office-registers "
        "office-pages office-decisions office-decision-letter office-letters office-letter office-bases "
        "office-basis office-basis-file office-forum office-reports office-messages"
    ),
    "nobody / caseworker": "office-open-cases",
    "office / office": "office-case office-call office-decision",
    "caseworker decider office-admin / caseworker decider office-admin": (
        "office-call-new office-call-edit office-page-new office-message-new"
    ),
    "caseworker decider office-admin / nobody": "office-feedback",
    "office / office-admin": "office-register-question office-owner-question office-register-run",
    "office / caseworker decider office-admin": "office-page office-page-version office-message",
    "office / office / anew": "office-payments office-people office-person",
    "caseworker attestant / caseworker attestant / anew": "office-plan",
    "owner / owner": "owner-decision",
    "partner / nobody": "partner-decisions partner-letter partner-home partner-reports partner-attachment",
    "partner / partner": "partner-decision",
    "office-admin forum-secretary / office-admin forum-secretary / anew": "forum-seats forum-invite",
    "forum / forum / anew": "forum-leave",
    "forum / nobody": "forum-meetings forum-meeting forum-attachment",
    "forum-leader forum-secretary / forum-leader forum-secretary": "forum-convene forum-work forum-line forum-ties",
    "forum / forum": "forum-case",
    "office forum-members / nobody": "forum-recommendation",
    "owner / owner / anew": "owner-people owner-person",
    "owner-admin / owner-admin / anew": "owner-people-invite owner-clients",
    "partner / partner / anew": "partner-people partner-person",
    "partner-admin / partner-admin / anew": "partner-people-invite",
    "office-admin / office-admin / anew": "office-people-invite office-people-first",
    "partner-confirmer / partner-confirmer": "partner-answers partner-capacity",
    "partner / partner-confirmer": "partner-partnership partner-report",
    "nobody / caseworker decider": "office-reports-ask",
    "office / caseworker decider": "office-report",
    "owner partner private-person / nobody": "party-messages",
    "correspondents / correspondents": "party-message-new",
    "owner partner private-person / correspondents": "party-message",
}


def line(door: str) -> PolicyLine:
    """Give the line of the policy that a door asks for."""
    readers, writers, *anew = door.split(" / ")
    methods = {"GET", "HEAD"} if readers != "nobody" else set()
    methods |= {"POST"} if writers != "nobody" else set()
    roles = all_of(readers) or all_of(writers)
    return PolicyLine(
        roles=roles,
        writers=frozenset() if all_of(writers) in (roles, frozenset()) else all_of(writers),
        methods=frozenset(methods),
        public="anybody" in (readers, writers),
        signed_in="logged-in" in (readers, writers),
        fresh=bool(anew),
    )


def all_of(words: str) -> frozenset[Role]:
    """Give the roles that some words name."""
    named = [word for word in words.split() if word not in {*EVERYBODY, "nobody"}]
    return frozenset(role for word in named for role in DESKS.get(word) or {Role(word)})


SAID: Mapping[str, PolicyLine] = {name: line(door) for door, names in DOORS.items() for name in names.split()}
# An address that has no door yet is asked by its own line; `test_the_policy_is_as_the_doors_say` names it.
LINES: Mapping[str, PolicyLine] = {name: SAID.get(name) or replace(line) for name, line in POLICY.items()}
