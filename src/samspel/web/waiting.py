"""What waits at a desk, as its pages show it: each kind with how many there are, by when, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from samspel.journey.worklists import Kind, waiting
from samspel.web import clock
from samspel.web.acting import Request

# Where each kind is worked with: the name of the address, and the filter in it. «*» is the desk that asks.
PLACES: dict[Kind, tuple[str, str]] = {
    Kind.DRAFTS: ("owner-home", ""),
    Kind.LATE: ("owner-home", ""),
    Kind.SUPPLEMENTS: ("owner-home", ""),
    Kind.DECLINED: ("owner-home", ""),
    Kind.ANSWERS: ("*-decisions", ""),
    Kind.REPORTS: ("*-reports", ""),
    Kind.NETWORKS: ("owner-networks", ""),
    Kind.OFFERS: ("owner-home", ""),
    Kind.APPROACHES: ("party-approaches", ""),
    Kind.CONFIRMATIONS: ("partner-home", ""),
    Kind.NEW: ("office-inbox", "?status=new"),
    Kind.PREPARING: ("office-inbox", "?status=opened"),
    Kind.UNDECIDED: ("office-decisions", "?status=drafted"),
    Kind.UNSENT: ("office-decisions", "?status=made"),
    Kind.ATTEST: ("office-payments", "?status=planned"),
    Kind.APPROVE: ("office-payments", "?status=attested"),
    Kind.EXPORT: ("office-payments", "?status=approved"),
    Kind.CONFIRM_PAID: ("office-payments", "?status=exported"),
    Kind.READ_REPORTS: ("office-reports", "?status=submitted"),
}
# Kinds whose first day is when the oldest came in, and not when it is due.
CAME_IN = {Kind.APPROACHES, Kind.NEW, Kind.READ_REPORTS, Kind.NETWORKS, Kind.OFFERS}


@dataclass(frozen=True)
class Shown:
    """One kind of thing that waits, ready for the page."""

    label: str
    count: int
    url: str
    due_on: date | None
    since: date | None


def shown(request: Request) -> list[Shown]:
    """Give what waits at the desk that somebody sits at."""
    return [
        Shown(
            label=str(one.kind.label),
            count=one.count,
            url=address(one.kind, request.acting.desk),
            due_on=None if one.kind in CAME_IN else one.first_on,
            since=one.first_on if one.kind in CAME_IN else None,
        )
        for one in waiting(request.by, clock.now(request))
    ]


def address(kind: Kind, desk: str) -> str:
    """Give where one kind is worked with at a desk."""
    name, chosen = PLACES[kind]
    return reverse(name.replace("*", desk)) + chosen
