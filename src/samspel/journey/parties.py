"""Everybody that a need is asked of or waits for: the owners of its network, its partners, its units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from samspel.actors.models import Network, NetworkQuestion, Organisation
from samspel.actors.networks import queries as networks
from samspel.flow import reminding
from samspel.kit.deadlines import oslo_day
from samspel.needs import membership, rows
from samspel.needs.models import Need, Partnership, UnitAssessment


class Kind(StrEnum):
    """What somebody is to a need."""

    MEMBER = "member"
    PARTNER = "partner"
    UNIT = "unit"


class Standing(StrEnum):
    """How far the answer of a party has come."""

    WAITS = "waits"
    AGAIN = "again"
    GIVEN = "given"
    DECLINED = "declined"


@dataclass(frozen=True)
class Party:
    """One that a need is asked of: who, how far its answer has come and since when, why it said no, when reminded."""

    kind: Kind
    name: str
    standing: Standing
    row_id: UUID
    since: datetime | None = None
    reason: str = ""
    reachable: bool = True
    reminded_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Tell whether something is waited for from it."""
        return self.standing in {Standing.WAITS, Standing.AGAIN}


def parties(need: Need, at: datetime) -> list[Party]:
    """Give everybody that a need is asked of, those that are waited for first within each kind."""
    found = [*members(need, at), *partners(need), *units(need)]
    told = reminding.told(one.row_id for one in found)
    whole = [with_journal(one, told.get(one.row_id, reminding.Told())) for one in found]
    order = list(Kind)
    return sorted(whole, key=lambda one: (order.index(one.kind), not one.waits))


def with_journal(one: Party, told: reminding.Told) -> Party:
    """Add to a party what the journal tells of it."""
    return replace(one, since=told.since or one.since, reminded_at=told.reminded_at)


def members(need: Need, at: datetime) -> Iterator[Party]:
    """Give the owners of a need's network: those that have consented, and those that are asked."""
    if need.owner.kind != Organisation.Kind.NETWORK:
        return
    there = {row.member_id: row for row in membership.members_of(need, oslo_day(at))}
    for row in there.values():
        yield Party(Kind.MEMBER, row.member.name, Standing.GIVEN, row.pk, row.consented_at)
    network = Network.objects.filter(organisation=need.owner).first()
    seen = set(there)
    for question in networks.questions(network) if network else ():
        standing = QUESTIONS.get(question.state)
        if question.what == NetworkQuestion.What.JOIN and standing and question.asked_id not in seen:
            seen.add(question.asked_id)
            when = question.answered_at or question.asked_at
            yield Party(Kind.MEMBER, question.asked.name, standing, question.pk, when, question.reason)


def partners(need: Need) -> Iterator[Party]:
    """Give the partners of a need that have not been let go."""
    for row in rows.partnerships(need.pk):
        if standing := PARTNERSHIPS.get(row.state):
            yield Party(Kind.PARTNER, row.partner.name, standing, row.pk, reason=row.declined_reason)


def units(need: Need) -> Iterator[Party]:
    """Give the units that have been asked for what they see."""
    for row in rows.unit_assessments(need.pk):
        answered = row.state == UnitAssessment.State.ANSWERED
        standing = Standing.GIVEN if answered else Standing.WAITS
        yield Party(Kind.UNIT, row.unit.name, standing, row.pk, row.answered_at, reachable=bool(row.email))


QUESTIONS = {
    NetworkQuestion.State.ASKED.value: Standing.WAITS,
    NetworkQuestion.State.DECLINED.value: Standing.DECLINED,
}
PARTNERSHIPS = {
    Partnership.State.INVITED.value: Standing.WAITS,
    Partnership.State.CHANGED.value: Standing.AGAIN,
    Partnership.State.CONFIRMED.value: Standing.GIVEN,
    Partnership.State.DECLINED.value: Standing.DECLINED,
}
