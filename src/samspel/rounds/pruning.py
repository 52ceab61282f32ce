"""A round without what is not its own: surroundings that it does not use, and what the system makes by itself.

In a file with a call the organisations, units, networks, people and roles that nothing in it names are left out: they
belong to a register, not to the round. The system asks for reports as soon as an award is sent, so that it did is not
told either, and what a receiver has begun to write is not told before it is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from samspel.rounds.document import Round
from samspel.rounds.document.asking import Network, NetworkMember, Organisation, Person
from samspel.rounds.document.basis import Deed
from samspel.rounds.document.handling import Forum, Report
from samspel.rounds.reading import NAMES, walk
from samspel.tenancy.by import Role

SURROUNDINGS = {"organisations", "people", "networks"}
TOLD = ("spent_nok", "unspent_plan", "participants", "outcome", "results")
RoleOf = tuple[str | None, str, str | None]


def pruned(document: Round) -> Round:
    """Give a document without the surroundings that its round does not use."""
    if document.call is None:
        return document
    document = document.model_copy(update={"reports": tuple(reports(document))})
    names, roles = used(document)
    kept = {
        "attribution": "",
        "networks": tuple(with_periods(one) for one in document.networks if one.ref in names["organisations"]),
        "organisations": tuple(
            with_units(one, names["units"]) for one in document.organisations if one.key in names["organisations"]
        ),
        "people": tuple(with_roles(one, roles) for one in document.people if one.ref in names["people"]),
    }
    return document.model_copy(update=kept)


def reports(document: Round) -> Iterator[Report]:
    """Give the reports that somebody asked for or handed in, without what the system did."""
    for one in document.reports:
        left_out: dict[str, Any] = {}
        if one.requested is not None and one.requested.role == Role.SYSTEM:
            left_out["requested"] = None
        if one.submitted is None:
            left_out |= {name: Report.model_fields[name].default for name in TOLD}
        told = one.model_copy(update=left_out)
        if told.requested is not None or told.submitted is not None:
            yield told


def used(document: Round) -> tuple[dict[str, set[str]], set[RoleOf]]:
    """Give the names that the round uses, by the part they stand in, and the roles that its deeds were done in."""
    names: dict[str, set[str]] = {part: set() for part in set(NAMES.values())}
    roles: set[RoleOf] = set()
    for part in of_the_round(document):
        for _, field, value in walk(part):
            for name in value if isinstance(value, tuple) else (value,):
                if field in NAMES and isinstance(name, str):
                    names[NAMES[field]].add(name)
        roles |= {(deed.by, deed.role.value, deed.organisation) for deed in deeds(part)}
        if isinstance(part, Forum):
            roles |= {(seat.person, f"forum-{seat.duty}", seat.organisation) for seat in part.seats}
    for network in document.networks:
        if network.ref in names["organisations"]:
            names["organisations"] |= {network.coordinator, *(member.organisation for member in network.members)}
    names["organisations"] |= {one.key for one in document.organisations if has_unit(one, names["units"])}
    return names, roles


def of_the_round(document: Round) -> Iterator[BaseModel]:
    """Give the parts that are the round itself, with a wrapper's name kept for those that are lists."""
    for name in type(document).model_fields:
        value = getattr(document, name)
        if name not in SURROUNDINGS:
            yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, BaseModel))


def deeds(part: Any) -> Iterator[Deed]:  # noqa: ANN401  a part or whatever stands in one
    """Give every deed in a part, at any depth."""
    if isinstance(part, Deed):
        yield part
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from deeds(getattr(part, name))
    elif isinstance(part, tuple):
        for one in part:
            yield from deeds(one)


def has_unit(organisation: Organisation, units: set[str]) -> bool:
    """Tell whether one of an organisation's units is used."""
    return any(unit.orgnr in units for unit in organisation.units)


def with_units(organisation: Organisation, units: set[str]) -> Organisation:
    """Give an organisation with the units that are used."""
    kept = tuple(unit for unit in organisation.units if unit.orgnr in units)
    return organisation.model_copy(update={"units": kept})


def with_periods(network: Network) -> Network:
    """Give a network whose members' first days are said only where they are not the days of their consent."""
    return network.model_copy(update={"members": tuple(plainly(member) for member in network.members)})


def plainly(member: NetworkMember) -> NetworkMember:
    """Give a period without the first day that its consent tells of."""
    silent = member.model_copy(update={"since": None})
    return silent if member.since == silent.begins or member.consented_at is None else member


def with_roles(person: Person, roles: set[RoleOf]) -> Person:
    """Give a person with the roles that the person's deeds were done in."""
    kept = tuple(role for role in person.roles if (person.ref, role.role.value, role.organisation) in roles)
    return person.model_copy(update={"roles": kept})
