"""Everybody that a need waits for: who has answered and since when, what is missing, and a reminder for the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspel.actors.networks import queries as networks
from samspel.actors.networks import transitions as network_acts
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.journey.parties import Kind, Party, Standing, parties
from samspel.kit.deadlines import oslo_day
from samspel.needs import links, queries, transitions
from samspel.needs.models import Need
from samspel.needs.rules import deadline
from samspel.needs.rules.guards import EDITORS
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.owner.partners import uuid_of
from samspel.web.owner.subject import acting_as

KINDS: dict[Kind, Promise] = {Kind.MEMBER: _("Eier i nettverket"), Kind.PARTNER: _("Partner"), Kind.UNIT: _("Enhet")}
STATES: dict[tuple[Kind, Standing], tuple[Promise, str]] = {
    (Kind.MEMBER, Standing.GIVEN): (_("Har samtykket"), "success"),
    (Kind.MEMBER, Standing.WAITS): (_("Ikke svart ennå"), "warning"),
    (Kind.MEMBER, Standing.DECLINED): (_("Sa nei"), "neutral"),
    (Kind.PARTNER, Standing.GIVEN): (_("Bekreftet"), "success"),
    (Kind.PARTNER, Standing.WAITS): (_("Ikke svart ennå"), "warning"),
    (Kind.PARTNER, Standing.AGAIN): (_("Bekreftelsen gjelder ikke lenger"), "warning"),
    (Kind.PARTNER, Standing.DECLINED): (_("Takket nei"), "danger"),
    (Kind.UNIT, Standing.GIVEN): (_("Har svart"), "success"),
    (Kind.UNIT, Standing.WAITS): (_("Ikke svart ennå"), "warning"),
}
LACKS: dict[tuple[Kind, Standing], Promise] = {
    (Kind.MEMBER, Standing.WAITS): _("Samtykke fra den som kan signere for eieren"),
    (Kind.PARTNER, Standing.WAITS): _("Bekreftelse av tiltaket, tidsplanen og pengene"),
    (Kind.PARTNER, Standing.AGAIN): _("Ny bekreftelse av det dere har endret"),
    (Kind.UNIT, Standing.WAITS): _("Svar på enhetens egen side"),
}


@dataclass(frozen=True)
class Row:
    """One party as the page shows it."""

    party: Party
    kind: Promise
    state: Promise
    color: str
    lacks: Promise | str
    may_remind: bool


def the_parties(request: Request, need_id: UUID) -> HttpResponse:
    """Show everybody that the need waits for; a POST reminds one of them."""
    by, at = acting_as(request), clock.now(request)
    need = queries.need_of(by, need_id)
    refusals: list[Refusal] = []
    if request.method == "POST":
        try:
            remind(need, request.POST.get("slag", ""), request.POST.get("row", ""), by=by, at=at)
            return redirect("owner-parties", need_id)
        except Refused as refused:
            refusals = refused.refusals
    rows = [row_of(one, need, by, at) for one in parties(need, at)]
    named = {
        "need": need,
        "rows": rows,
        "waiting": sum(row.party.waits for row in rows),
        "declined": [row.party.name for row in rows if row.party.standing == Standing.DECLINED],
        "last_day": deadline.last_day_for_partners(need, at) if any(waits_for_partner(row) for row in rows) else "",
        "refusals": refusals,
        "writes": by.role in EDITORS,
    }
    return render(request, "owner/parties.html", named, status=422 if refusals else 200)


def waits_for_partner(row: Row) -> bool:
    """Tell whether a row is a partner that has still to answer."""
    return row.party.kind == Kind.PARTNER and row.party.waits


def row_of(one: Party, need: Need, by: By, at: datetime) -> Row:
    """Give one row, with a reminder where one can be sent today."""
    state, color = STATES[one.kind, one.standing]
    reminded = one.reminded_at is not None and oslo_day(one.reminded_at) >= oslo_day(at)
    open_still = (
        not (need.bound_at or need.decided_at or need.was_not_sent(at)) if one.kind == Kind.PARTNER else need.is_written
    )
    may = one.waits and one.reachable and not reminded and open_still and by.role in EDITORS
    return Row(one, KINDS[one.kind], state, color, LACKS.get((one.kind, one.standing), ""), may)


def remind(need: Need, kind: str, row: str, *, by: By, at: datetime) -> None:
    """Remind one of the parties of a need; NotVisible for what is none of them."""
    find = FIND.get(kind)
    if find is None:
        raise NotVisible
    act, record = find(need, row)
    act(record, by=by, at=at)


def a_partner(need: Need, row: str) -> tuple[Callable[..., None], Any]:
    """Give the act and the partner it is about."""
    return transitions.remind_partner, queries.partner_of_need(need, uuid_of(row))


def a_unit(need: Need, row: str) -> tuple[Callable[..., None], Any]:
    """Give the act and the unit it is about."""
    return transitions.remind_unit, links.unit_assessment_of(need, uuid_of(row))


def a_member(need: Need, row: str) -> tuple[Callable[..., None], Any]:
    """Give the act and the question to an owner that it is about."""
    return network_acts.remind_owner, networks.question_for(need.owner_id, row)


FIND: dict[str, Callable[[Need, str], tuple[Callable[..., None], Any]]] = {
    Kind.PARTNER: a_partner, Kind.UNIT: a_unit, Kind.MEMBER: a_member,
}  # fmt: skip
