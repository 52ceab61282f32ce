"""Owners, networks, partners and the organisations in the forum; their units; who may act for whom."""

from samspel.actors.models.approaches import Approach
from samspel.actors.models.clients import ClientQuestion, SystemClient
from samspel.actors.models.networks import Membership, Network, NetworkQuestion
from samspel.actors.models.organisations import (
    Capacity,
    Organisation,
    OrganisationDetail,
    Ownership,
    Unit,
)
from samspel.actors.models.registers import OwnerQuestion, RegisterQuestion, RegisterRecord, RegisterRun
from samspel.actors.models.roles import GIVEN, Assignment, Assignments, Invitation, Place, Reach

__all__ = [
    "GIVEN",
    "Approach",
    "Assignment",
    "Assignments",
    "Capacity",
    "ClientQuestion",
    "Invitation",
    "Membership",
    "Network",
    "NetworkQuestion",
    "Organisation",
    "OrganisationDetail",
    "OwnerQuestion",
    "Ownership",
    "Place",
    "Reach",
    "RegisterQuestion",
    "RegisterRecord",
    "RegisterRun",
    "SystemClient",
    "Unit",
]
