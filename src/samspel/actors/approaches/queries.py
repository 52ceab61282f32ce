"""Approaches as the two that they are between may see them, and whom an owner may turn to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from samspel.actors import queries as actors
from samspel.actors.alphabet import alphabetical
from samspel.actors.models import Approach, Membership, Network, Organisation, Unit
from samspel.actors.queries import in_force
from samspel.flow.refusal import NotVisible
from samspel.tenancy.by import OWNER, By

Kind, What = Organisation.Kind, Approach.What
TALKERS = (Kind.UNIVERSITY, Kind.VOCATIONAL_COLLEGE, Kind.NATIONAL_CENTRE)
OWNERS = (Kind.KOMMUNE, Kind.FYLKESKOMMUNE, Kind.PRIVATE_OWNER)


@dataclass(frozen=True)
class Choice:
    """One that an owner may turn to, and for what."""

    what: str
    name: str
    asked_id: UUID
    network_id: UUID | None = None

    @property
    def key(self) -> str:
        """Name the choice in a form."""
        return f"{self.what}:{self.network_id or self.asked_id}"


def approaches_of(by: By) -> QuerySet[Approach]:
    """Give what somebody's organisation has asked of others and been asked by them; what waits for an answer first."""
    party = actors.party_of(by)
    found = Approach.objects.filter(Q(asking_id=party) | Q(asked_id=party))
    related = ("asking", "asked", "network__organisation")
    return found.select_related(*related).order_by(F("answered_at").desc(nulls_first=True), "-asked_at", "pk")


def approach_of(by: By, approach_id: UUID) -> Approach:
    """Give one approach to either of its two; NotVisible to everybody else."""
    found = approaches_of(by).filter(pk=approach_id).first()
    if found is None:
        raise NotVisible
    return found


def choices(by: By, day: date) -> list[Choice]:
    """Give everybody that an owner may turn to: partners of every kind, kommunar where it is, networks it is not in."""
    if by.role not in OWNER or by.organisation_id is None:
        raise NotVisible
    own = by.organisation_id
    if not Organisation.objects.filter(pk=own, kind__in=OWNERS).exists():
        return []
    talkers = [Choice(What.CONVERSATION, one.name, one.pk) for one in actors.of_kind(*TALKERS)]
    measures = [Choice(What.MEASURE, one.name, one.pk) for one in kommunar_of(own)]
    networks = [
        Choice(What.NETWORK, name, lead_id, network_id) for network_id, name, lead_id in networks_without(own, day)
    ]
    return [*talkers, *networks, *measures]


def kommunar_of(owner_id: UUID) -> QuerySet[Organisation]:
    """Give the kommunar that an owner lies in, or has units in, apart from itself."""
    numbers = Unit.objects.filter(owner_id=owner_id, closed_on=None).values("kommune_number")
    itself = Organisation.objects.filter(pk=owner_id).values("kommune_number")
    there = Q(kommune_number__in=numbers) | Q(kommune_number__in=itself)
    found = Organisation.objects.filter(there, kind=Kind.KOMMUNE, closed_on=None).exclude(pk=owner_id)
    return found.exclude(kommune_number="").order_by(alphabetical("name"))


def networks_without(owner_id: UUID, day: date) -> list[tuple[UUID, str, UUID]]:
    """Give the networks in gear at the owner's offices that it is not in, each with the owner that coordinates it.

    One whose own coordinator has not consented to it is nothing to join yet.
    """
    inside = Membership.objects.filter(in_force(day), member_id=owner_id).values("network_id")
    offices = actors.reached_offices(owner_id)
    found = Network.objects.filter(state=Network.State.ACTIVE, office_id__in=offices)
    found = found.exclude(organisation_id__in=inside)
    rows = dict(found.values_list("organisation_id", "pk"))
    leads = Membership.objects.filter(network_id__in=rows, coordinates=True, until=None, consented_at__isnull=False)
    leads = leads.select_related("network")
    return [
        (rows[one.network_id], one.network.name, one.member_id) for one in leads.order_by(alphabetical("network__name"))
    ]
