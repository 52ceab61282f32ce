"""Making known what a round needs around it: the office, organisations with their units, networks, people and roles."""

from __future__ import annotations

from datetime import datetime

from samspel.actors import transitions as actors
from samspel.actors.models import Unit
from samspel.actors.transitions import Given, Known, KnownMembership, KnownUnit
from samspel.rounds.document import Round
from samspel.rounds.loading.world import World
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

SYSTEM = By(None, None, None, Role.SYSTEM)


def office_of(document: Round) -> Office:
    """Give the office of a file, made when nobody has heard of it.

    One that is known is left as it is; one that only the registers told of hears from the file how it is reached.
    """
    told = document.office
    reached = {"email": told.email, "address": told.address, "phone": told.phone}
    first = {"name": told.name, "slug": told.slug, "written_form": told.written_form}
    known, _ = Office.objects.get_or_create(orgnr=told.orgnr, defaults=first | reached)
    if not known.email and not known.address and not known.phone:
        for name, value in reached.items():
            setattr(known, name, value)
        known.save(update_fields=list(reached))
    return known


def make_known(world: World, *, at: datetime) -> None:
    """Make known everybody and everything that the round names."""
    _organisations(world, at)
    for network in world.document.networks:
        known = Known(network.ref, network.name, "network", written_form=network.written_form)
        world.organisations[network.ref] = actors.register(known, [], office_id=world.office.pk, by=SYSTEM, at=at)
        # What has ended first, and whoever leads now last: no two lead at once, not even while the file is loaded.
        for member in sorted(network.members, key=lambda one: (not one.until, one.organisation == network.coordinator)):
            leads = member.organisation == network.coordinator and member.until is None
            actors.take_into_network(
                world.organisations[network.ref],
                world.organisations[member.organisation],
                KnownMembership(leads or member.coordinated, member.consented_at, member.since, member.until),
                office_id=world.office.pk,
                by=SYSTEM,
                at=at,
            )
    for person in world.document.people:
        found = actors.know_person(person.ref, person.name, person.email, office_id=world.office.pk, by=SYSTEM, at=at)
        world.people[person.ref] = found
        for role in person.roles:
            organisation = world.organisations[role.organisation].pk if role.organisation else None
            given = Given(found.pk, role.role, organisation, role.at_office, role.since, role.until)
            actors.give_role(given, office_id=world.office.pk, by=SYSTEM, at=at)


def _organisations(world: World, at: datetime) -> None:
    for one in world.document.organisations:
        known = Known(
            ref=one.key,
            name=one.name,
            kind=one.kind,
            orgnr=one.orgnr or "",
            written_form=one.written_form,
            kommune_number=one.kommune_number,
            synthetic=one.synthetic,
        )
        units = [KnownUnit(unit.orgnr, unit.name, unit.kind, unit.kommune_number) for unit in one.units]
        world.organisations[one.key] = actors.register(known, units, office_id=world.office.pk, by=SYSTEM, at=at)
    numbers = [unit.orgnr for one in world.document.organisations for unit in one.units]
    world.units = {unit.orgnr: unit for unit in Unit.objects.filter(orgnr__in=numbers)}
