"""What an address answers to those who may see the record it names; to everybody else the policy and 404 answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.config.everybody import (
    AGDER_OFFICE,
    FORUM,
    FREE,
    FREE_OF_NETWORK,
    HEARD,
    HEARD_TOO,
    MEMBERS,
    NATION,
    NEIGHBOURS,
    NETWORK_OWNERS,
    OFFICE,
    OWNERS,
    PARTNERS,
    SECRETARIES,
)

OK, FOUND, BAD, NONE, PASSED, REFUSED, UNREADY = 200, 302, 400, 404, 409, 422, 503


@dataclass(frozen=True)
class Row:
    """One address with the records it names, who may see them, and what reading and an empty form are answered."""

    name: str
    named: tuple[str, ...] = ()
    seen_by: frozenset[str] | None = None
    get: int = OK
    post: int = REFUSED

    def __str__(self) -> str:
        return " ".join([self.name, *self.named])


def knowers(record: str) -> frozenset[str] | None:
    """Give who may meet a record anywhere: those to whom one of its addresses answers; None where that is anybody."""
    found = MORE.get(record, frozenset())
    for row in TABLE:
        if record in row.named:
            if row.seen_by is None:
                return None
            found |= row.seen_by
    return found


def draft(name: str, post: int = FOUND) -> Row:
    """A page of the form, for a need that is being written."""
    return Row(name, ("draft",), OWNERS, post=post)


# Who else meets a record: in a list beside its own page, or where a national reader would read it.
MORE: Mapping[str, frozenset[str]] = {
    "own network": MEMBERS | NEIGHBOURS, "network": NEIGHBOURS,
    "need": NATION, "open need": OWNERS, "decision": OFFICE, "partner letter": OFFICE,
    "line": HEARD, "network line": HEARD_TOO, "forum": FORUM,
    "rejection": OFFICE, "prepared": OFFICE, "network letter": OFFICE,
    "report": NATION, "network question": OWNERS, "partner report": OFFICE | NATION,
}  # fmt: skip
PAGES = (
    "owner-about", "owner-assessment", "owner-measure", "owner-participants", "owner-goals", "owner-timetable",
    "owner-extra", "owner-follow-up", "owner-budget", "owner-contribution",
)  # fmt: skip
TABLE = (
    *(Row(name) for name in (
        "front", "gallery", "contact", "accessibility", "privacy", "account", "public-calls", "open-data",
        "open-data-manifest", "healthz", "api-index", "api-awards", "api-calls", "api-openapi",
        "api-needs", "owner-clients", "owner-from-file", "owner-template",
        "owner-home", "owner-start", "office-overview", "office-inbox", "office-calls", "office-call-new",
        "office-decisions", "office-letters", "office-bases", "owner-decisions",
        "partner-decisions", "office-forum", "forum-meetings", "forum-convene", "partner-home", "owner-reports",
        "partner-reports", "office-reports", "public-news", "office-pages", "office-page-new",
        "party-receipt", "owner-about-us", "owner-units", "owner-networks", "owner-network-new",
        "party-messages", "party-message-new", "party-approaches", "owner-approach-new",
        "office-messages", "office-message-new",
        "feedback", "barrier", "office-feedback", "office-registers", "find", "public-offices",
        "robots", "sitemap", "security", "calls-feed", "news-feed",
        "public-schemes", "how-to-report", "public-forum", "public-year", "documents",
    )),
    Row("readyz", get=UNREADY),  # no worker runs beside the tests
    Row("language", post=NONE),
    Row("logout", post=FOUND),
    Row("session", post=OK),
    Row("demo-clock", post=NONE),
    Row("login", post=NONE),
    Row("choose", post=FOUND),
    Row("login-start", ("provider",), get=UNREADY),  # nobody answers where the provider should be
    Row("login-return", ("provider",), get=BAD),  # whoever comes back has begun nothing
    Row("login-gone", ("provider",)),
    Row("office-open-cases", post=FOUND),
    Row("partner-answers", post=FOUND),
    Row("partner-capacity", post=FOUND),
    Row("office-reports-ask", post=FOUND),
    Row("office-payments", post=NONE),
    Row("public-call", ("office", "call")),
    Row("public-call", ("office", "draft call"), frozenset()),
    Row("public-office", ("office",)),
    Row("public-scheme", ("scheme",)),
    Row("public-kommune", ("kommune",)),
    Row("public-unit", ("unit",)),
    Row("open-data-file", ("word", "ending")),
    *(draft(name, post=FOUND) for name in PAGES),
    draft("owner-check", post=REFUSED),
    draft("owner-duties"),
    Row("owner-duties", ("need",), OWNERS, get=FOUND, post=FOUND),
    Row("owner-changes", ("draft",), OWNERS),
    Row("owner-changes", ("need",), OWNERS),
    Row("owner-autosave", ("draft", "part"), OWNERS, post=OK),
    Row("owner-autosave", ("need", "part"), OWNERS, post=PASSED),
    Row("owner-intake", ("network draft",), NETWORK_OWNERS, post=NONE),
    Row("owner-intake", ("network need",), NETWORK_OWNERS, post=NONE),
    Row("owner-intake", ("draft",), frozenset()),
    Row("owner-intake", ("member draft",), frozenset()),
    Row("owner-intake-fill", ("network draft",), NETWORK_OWNERS, post=REFUSED),
    Row("owner-intake-fill", ("member draft",), frozenset()),
    Row("owner-intake-need", ("network draft", "offer"), NETWORK_OWNERS),
    Row("owner-intake-need", ("network need", "offer"), frozenset()),
    Row("owner-offer", ("member draft",), MEMBERS, post=OK),
    Row("owner-offer", ("left out draft",), MEMBERS, post=OK),
    Row("owner-offer", ("draft",), OWNERS, post=OK),
    Row("owner-offer", ("network draft",), frozenset()),
    Row("owner-need", ("member draft",), MEMBERS),
    Row("owner-check", ("member draft",), MEMBERS, post=REFUSED),
    Row("owner-check", ("network draft",), NETWORK_OWNERS, post=REFUSED),
    Row("owner-status", ("left out draft",), MEMBERS),
    draft("owner-attachments", post=REFUSED),
    Row("owner-attachments", ("need",), OWNERS, get=FOUND, post=FOUND),
    Row("owner-attachments", ("network need",), NETWORK_OWNERS, get=FOUND, post=FOUND),
    Row("owner-attachment", ("draft", "draft file"), OWNERS),
    Row("owner-attachment", ("draft", "waiting file"), OWNERS, get=REFUSED),
    Row("owner-attachment", ("open need", "open file"), OWNERS),
    Row("owner-attachment", ("open need", "draft file"), frozenset()),
    Row("office-attachment", ("open need", "open file"), OFFICE),
    Row("office-attachment", ("draft", "draft file"), frozenset()),
    Row("office-attachment", ("open need", "draft file"), frozenset()),
    Row("owner-attachment", ("draft", "gone file"), frozenset()),
    Row("partner-attachment", ("open partnership", "open file"), PARTNERS),
    Row("partner-attachment", ("open partnership", "draft file"), frozenset()),
    Row("forum-attachment", ("open meeting", "open case", "open file"), FORUM | HEARD),
    Row("forum-attachment", ("open meeting", "open case", "draft file"), frozenset()),
    Row("file", ("no link",), frozenset()),
    *(Row(name, ("need",), OWNERS, get=FOUND, post=FOUND) for name in PAGES),
    Row("owner-check", ("need",), OWNERS, get=FOUND),
    draft("owner-need"),
    draft("owner-short"),
    Row("owner-short", ("need",), OWNERS, get=FOUND),
    draft("owner-partners"),
    Row("owner-since", ("copied",), OWNERS),
    Row("owner-since", ("draft",), frozenset()),
    draft("owner-unit-assessments", post=NONE),
    Row("owner-unit-assessments", ("need",), OWNERS, get=FOUND, post=FOUND),
    Row("owner-need", ("need",), OWNERS, get=FOUND),
    Row("owner-parties", ("draft",), OWNERS, post=NONE),
    Row("owner-parties", ("need",), OWNERS, post=NONE),
    Row("owner-parties", ("network need",), NETWORK_OWNERS, post=NONE),
    Row("owner-partners", ("need",), OWNERS, get=FOUND, post=FOUND),
    Row("owner-receipt", ("need",), OWNERS),
    Row("owner-receipt", ("draft",), frozenset()),
    Row("owner-receipt-pdf", ("need",), OWNERS),
    Row("owner-receipt-pdf", ("draft",), frozenset()),
    Row("owner-content", ("need",), OWNERS),
    Row("api-need-check", ("need",), OWNERS | OFFICE),
    Row("api-need-check", ("draft",), OWNERS),
    Row("api-need", ("need",), OWNERS),
    Row("api-need", ("draft",), OWNERS),
    Row("owner-status", ("need",), OWNERS),
    Row("owner-status", ("draft",), OWNERS),
    Row("owner-withdraw", ("need",), OWNERS),
    Row("owner-network", ("network",), OWNERS | MEMBERS, post=NONE),
    Row("owner-network", ("own network",), OWNERS, post=NONE),
    Row("owner-network", ("waiting network",), OWNERS, post=NONE),
    Row("owner-network-question", ("network question",), MEMBERS, post=NONE),
    Row("owner-withdraw", ("draft",), OWNERS),
    *(Row(name, ("network need",), NETWORK_OWNERS, get=FOUND, post=FOUND) for name in PAGES),
    Row("owner-status", ("network need",), NETWORK_OWNERS),
    Row("owner-receipt", ("network need",), NETWORK_OWNERS),
    Row("owner-receipt-pdf", ("network need",), NETWORK_OWNERS),
    Row("owner-content", ("network need",), NETWORK_OWNERS),
    Row("owner-withdraw", ("network need",), NETWORK_OWNERS),
    Row("owner-status", ("withdrawn",), OWNERS),
    Row("owner-withdraw", ("withdrawn",), OWNERS),
    Row("office-case", ("network need",), OFFICE, post=NONE),
    Row("office-case", ("withdrawn",), OFFICE, post=NONE),
    Row("office-case", ("need",), OFFICE, post=NONE),
    Row("office-case", ("open need",), OFFICE, post=NONE),
    Row("office-case", ("draft",), frozenset()),
    Row("office-readings", ("need",), OFFICE),
    Row("office-readings", ("draft",), frozenset()),
    Row("office-call", ("call",), OFFICE, post=OK),
    Row("office-call", ("draft call",), OFFICE, post=OK),
    Row("office-call-edit", ("call",), OFFICE, get=FOUND, post=FOUND),
    Row("office-call-edit", ("draft call",), OFFICE),
    Row("office-call-notices", ("call",), OFFICE),
    Row("office-call-notices", ("draft call",), OFFICE),
    Row("public-news-item", ("office", "news")),
    Row("public-news-item", ("office", "planned page"), frozenset()),
    Row("public-office-text", ("office", "plan")),
    Row("public-office-text", ("office", "news"), frozenset()),
    Row("office-page", ("page",), OFFICE),
    Row("office-page-version", ("page", "first version"), OFFICE, post=FOUND),
    Row("office-register-question", ("question",), OFFICE),
    Row("office-owner-question", ("owner question",), OFFICE),
    Row("office-register-run", ("run",)),
    Row("office-decision", ("case",), OFFICE, post=NONE),
    Row("office-decision", ("open case",), OFFICE, post=NONE),
    Row("office-decision-letter", ("case", "owner"), OFFICE),
    Row("office-letter", ("owner letter",), OFFICE),
    Row("office-plan", ("share",), frozenset()),
    Row("office-plan", ("unplanned",), OFFICE),
    Row("office-basis", ("basis",), OFFICE),
    Row("office-basis-file", ("basis",), OFFICE),
    Row("owner-decision", ("decision",), OWNERS, post=NONE),
    Row("owner-decision", ("rejection",), NETWORK_OWNERS, post=NONE),
    Row("owner-decision", ("prepared",), frozenset()),
    Row("owner-letter", ("network letter",), NETWORK_OWNERS),
    Row("owner-letter", ("owner letter",), OWNERS),
    Row("owner-letter", ("partner letter",), frozenset()),
    Row("partner-decision", ("decision",), PARTNERS, post=NONE),
    Row("partner-letter", ("partner letter",), PARTNERS),
    Row("partner-letter", ("owner letter",), frozenset()),
    Row("partner-partnership", ("partnership",), PARTNERS),
    Row("partner-partnership", ("open partnership",), PARTNERS),
    Row("partner-partnership", ("network partnership",), PARTNERS),
    Row("partner-partnership", ("withdrawn partnership",), frozenset()),
    Row("partner-partnership", ("cancelled partnership",), frozenset()),
    Row("owner-report", ("report",), OWNERS),
    Row("owner-report", ("partner report",), frozenset()),
    Row("partner-report", ("partner report",), PARTNERS, post=FOUND),
    Row("partner-report", ("report",), frozenset()),
    Row("office-report", ("report",), OFFICE),
    Row("party-approach", ("approach",), OWNERS | PARTNERS, post=NONE),
    Row("party-message", ("conversation",), OWNERS),
    Row("party-message", ("other office",), OWNERS),
    Row("party-message", ("private",), frozenset({"private"})),
    Row("office-message", ("private",), OFFICE, post=NONE),
    Row("office-message", ("conversation",), OFFICE, post=NONE),
    Row("office-message", ("other office",), AGDER_OFFICE, post=NONE),
    Row("invitation", ("link",), post=NONE),
    Row("unit-page", ("unit link",)),
    Row("unit-page", ("no link",), frozenset()),
    Row("invitation", ("no link",), frozenset()),
    *(Row(f"{desk}-people", post=NONE) for desk in ("owner", "partner", "office")),
    *(Row(f"{desk}-people-invite") for desk in ("owner", "partner", "office")),
    Row("office-people-first"),
    Row("owner-person", ("at owner",), OWNERS, post=NONE),
    Row("owner-person", ("at partner",), frozenset()),
    Row("partner-person", ("at partner",), PARTNERS, post=NONE),
    Row("office-person", ("at office",), OFFICE, post=NONE),
    Row("office-person", ("at owner",), frozenset()),
    Row("forum-leave", post=NONE),
    Row("forum-seats", ("forum",), OFFICE | SECRETARIES, post=NONE),
    Row("forum-invite", ("forum",), OFFICE | SECRETARIES),
    Row("forum-meeting", ("meeting",), FORUM),
    Row("forum-meeting", ("open meeting",), FORUM | HEARD | HEARD_TOO),
    Row("forum-case", ("meeting", "case"), FORUM),
    Row("forum-case", ("open meeting", "open case"), FORUM | HEARD),
    Row("forum-case", ("open meeting", "case"), frozenset()),
    Row("forum-work", ("meeting",), FORUM, post=FOUND),
    Row("forum-work", ("open meeting",), FORUM, post=FOUND),
    Row("forum-line", ("open meeting", "line"), FREE, post=OK),
    Row("forum-line", ("open meeting", "network line"), FREE_OF_NETWORK, post=OK),
    Row("forum-case", ("open meeting", "network case"), FORUM | HEARD_TOO),
    Row("forum-line", ("meeting", "line"), frozenset()),
    Row("forum-ties", ("meeting",), FORUM),
    Row("forum-ties", ("open meeting",), FORUM),
    Row("forum-recommendation", ("meeting",), FORUM | OFFICE),
    Row("forum-recommendation", ("open meeting",), frozenset()),
)  # fmt: skip
