"""Writing down what a round has around it: the office, and whom and what the round has named."""

from __future__ import annotations

from samspel.actors.models import Assignment, Membership, NetworkQuestion, Organisation, Unit
from samspel.rounds.document import asking
from samspel.rounds.dumping.source import Source
from samspel.tenancy.by import Role


def office(source: Source) -> asking.Office:
    """Give the office."""
    names = ("orgnr", "name", "slug", "written_form", "email", "address", "phone")
    return asking.Office(**{name: getattr(source.office, name) for name in names})


def networks(source: Source) -> tuple[asking.Network, ...]:
    """Give the networks that are named, and note their members as named too."""
    named = [pk for pk in source.used_organisations if source.organisations[pk].kind == Organisation.Kind.NETWORK]
    found = []
    for pk in sorted(named):
        members = list(Membership.objects.filter(network_id=pk).order_by("member__ref", "since"))
        asked = NetworkQuestion.objects.filter(network__organisation_id=pk, what="join", state="asked")
        leads = [member.member_id for member in members if member.coordinates and member.until is None]
        network = source.organisations[pk]
        waiting = set(asked.values_list("asked_id", flat=True)) - {
            member.member_id for member in members if not member.until
        }
        found.append(
            asking.Network(
                ref=network.ref,
                name=network.name,
                written_form="nn" if network.written_form == "nn" else "nb",
                coordinator=source.organisation(leads[0]) if leads else "",
                members=(
                    *(asking.NetworkMember(organisation=source.organisation(one)) for one in waiting),
                    *(member_of(source, member) for member in members),
                ),
            )
        )
    return tuple(found)


def member_of(source: Source, membership: Membership) -> asking.NetworkMember:
    """Give one period of an owner in a network; the day it began is said where it is not the day of its consent."""
    told = asking.NetworkMember(
        organisation=source.organisation(membership.member_id),
        consented_at=membership.consented_at,
        until=membership.until,
        coordinated=membership.coordinates and membership.until is not None,
    )
    said = membership.since if membership.consented_at and membership.since != told.begins else None
    return told.model_copy(update={"since": said})


def organisations(source: Source) -> tuple[asking.Organisation, ...]:
    """Give the organisations that are named, with the units that are."""
    units: dict[object, list[asking.Unit]] = {}
    for unit in Unit.objects.filter(pk__in=source.used_units):
        told = {name: getattr(unit, name) for name in ("orgnr", "name", "kind", "kommune_number")}
        units.setdefault(unit.owner_id, []).append(asking.Unit(**told))
    found = [source.organisations[pk] for pk in source.used_organisations]
    return tuple(
        asking.Organisation(
            orgnr=one.orgnr or None,
            ref=None if one.orgnr else one.ref,
            units=tuple(units.get(one.pk, ())),
            **{name: getattr(one, name) for name in ("name", "kind", "written_form", "kommune_number", "synthetic")},
        )
        for one in found
        if one.kind != Organisation.Kind.NETWORK
    )


def people(source: Source) -> tuple[asking.Person, ...]:
    """Give the people that are named, with their roles at this office and for organisations."""
    roles: dict[object, list[asking.PersonRole]] = {}
    rows = Assignment.objects.filter(person_id__in=source.used_people)
    for row in rows.filter(office=source.office) | rows.filter(office=None):
        role = asking.PersonRole(
            role=Role(row.role),
            organisation=source.organisations[row.organisation_id].ref if row.organisation_id else None,
            at_office=row.office_id is not None,
            since=row.since,
            until=row.until,
        )
        roles.setdefault(row.person_id, []).append(role)
    return tuple(
        asking.Person(ref=one.subject, name=one.name, email=one.email, roles=tuple(roles.get(one.pk, ())))
        for one in (source.people[pk] for pk in source.used_people)
    )
