"""How organisations, units, networks and roles come to be known to an office; each is written down in its journal.

They belong to no office themselves. Doing the same again changes nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from samspel.actors import details
from samspel.actors.models import (
    Assignment,
    Membership,
    Network,
    NetworkQuestion,
    Organisation,
    Ownership,
    Reach,
    Unit,
)
from samspel.flow import journal
from samspel.kit.deadlines import oslo_day
from samspel.kit.seeking import sought
from samspel.kit.sizes import ROWS
from samspel.people.models import Person
from samspel.tenancy.by import By, Role


@dataclass(frozen=True)
class Known:
    """What is known of an organisation, from a register or a file."""

    ref: str
    name: str
    kind: str
    orgnr: str = ""
    written_form: str = "nb"
    kommune_number: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class KnownUnit:
    """What is known of a unit."""

    orgnr: str
    name: str
    kind: str
    kommune_number: str = ""


def _put(act: str, model: type[Model], key: dict[str, object], rest: dict[str, object], **who: object) -> Model:
    """Make the row, or bring it up to date; the journal hears of it when anything changed."""
    by, at, office_id = who["by"], who["at"], who["office_id"]
    if not isinstance(by, By) or not isinstance(at, datetime) or not isinstance(office_id, UUID):
        raise TypeError("an act is told who, when and at which office")
    with transaction.atomic(savepoint=False):
        manager = model._default_manager
        row, new = manager.get_or_create(**key, defaults=rest)
        changed = sorted(name for name, value in rest.items() if not new and getattr(row, name) != value)
        if new or changed:
            for name in changed:
                setattr(row, name, rest[name])
            if changed:
                row.save()
            journal.write(act, row, by=by, at=at, office_id=office_id, facts={"changed": changed})
    return row


def register(known: Known, units: Iterable[KnownUnit], *, office_id: UUID, by: By, at: datetime) -> Organisation:
    """Know an organisation with its units, and that it takes part in the cases of an office."""
    who = {"by": by, "at": at, "office_id": office_id}
    rest: dict[str, object] = {name: getattr(known, name) for name in known.__dataclass_fields__ if name != "ref"}
    before = Organisation.objects.filter(ref=known.ref).first()
    changes = details.differences(before, rest) if before else []
    organisation = _put("actors.register", Organisation, {"ref": known.ref}, rest, **who)
    if not isinstance(organisation, Organisation):
        raise TypeError(organisation)
    details.write(changes, source=details.Source.FILE, since=oslo_day(at), at=at)
    if before is None:
        details.write_first([organisation], source=details.Source.FILE, at=at)
    Reach.objects.get_or_create(organisation=organisation, office_id=office_id)
    _register_units(organisation, units, office_id=office_id, by=by, at=at)
    return organisation


def _register_units(owner: Organisation, units: Iterable[KnownUnit], *, office_id: UUID, by: By, at: datetime) -> None:
    """Know the units of an owner: an owner may have hundreds, so that those nobody knew are made all at once.

    What is known already is not asked for one by one: the registers know most of what a file tells.
    """
    told = {unit.orgnr: {**_told(unit), "owner_id": owner.pk} for unit in units}
    known = {unit.orgnr: unit for unit in Unit.objects.filter(orgnr__in=told)}
    fresh = [Unit(**rest) for orgnr, rest in told.items() if orgnr not in known]
    Unit.objects.bulk_create(fresh, batch_size=ROWS)
    journal.write_all("actors.register_unit", fresh, by=by, at=at, office_id=office_id, facts={"changed": []})
    for orgnr, unit in known.items():
        rest = told[orgnr]
        if any(getattr(unit, name) != value for name, value in rest.items()):
            _put("actors.register_unit", Unit, {"orgnr": orgnr}, rest, by=by, at=at, office_id=office_id)


def change_owner(
    unit: Unit, owner: Organisation, *, since: date, source: str, office_id: UUID, by: By, at: datetime
) -> None:
    """Note that a unit has another owner from a day on; the one before owned it to the day before.

    ValueError for a day to come, and for one before the owner that is known: the past is not rewritten.
    """
    if since > oslo_day(at):
        raise ValueError(f"{since} has not come")
    with transaction.atomic():
        last = Ownership.objects.select_for_update().filter(unit=unit).order_by("-since").first()
        if last and last.owner_id == owner.pk and last.until is None:
            return
        if last and last.since >= since:
            raise ValueError(f"{unit.orgnr} has an owner from {last.since}")
        Ownership.objects.filter(unit=unit, until=None).update(until=since - timedelta(days=1))
        Ownership.objects.create(unit=unit, owner=owner, since=since, source=source)
        rest: dict[str, object] = {"owner_id": owner.pk}
        _put("actors.change_owner", Unit, {"orgnr": unit.orgnr}, rest, by=by, at=at, office_id=office_id)


def _told(unit: KnownUnit) -> dict[str, object]:
    return {**asdict(unit), "sought": sought(unit.name)}


@dataclass(frozen=True)
class KnownMembership:
    """What is known of an owner in a network: whether it leads or led it, since when, and when it consented."""

    coordinates: bool
    consented_at: datetime | None
    since: date | None = None
    until: date | None = None


def take_into_network(
    network: Organisation, member: Organisation, known: KnownMembership, *, office_id: UUID, by: By, at: datetime
) -> None:
    """Note that an owner is or was in a network; one that has not consented has been asked, and may answer."""
    row = know_network(network, office_id=office_id, by=by, at=at)
    if known.consented_at is None:
        key: dict[str, object] = {
            "network_id": row.pk, "asked_id": member.pk, "what": NetworkQuestion.What.JOIN,
            "state": NetworkQuestion.State.ASKED,
        }  # fmt: skip
        first: dict[str, object] = {"asked_at": at, "office_id": row.office_id}
        question, new = NetworkQuestion.objects.get_or_create(**key, defaults=first)
        if new:
            journal.write("actors.ask_owner", question, by=by, at=at, office_id=office_id)
        if not known.coordinates:
            return
    day = oslo_day(known.consented_at or at)
    period: dict[str, object] = {"network_id": network.pk, "member_id": member.pk, "since": known.since or day}
    rest: dict[str, object] = {
        "coordinates": known.coordinates, "consented_at": known.consented_at, "until": known.until,
    }  # fmt: skip
    silent = Membership.objects.filter(network=network, member=member, consented_at=None, until=None)
    silent.update(since=known.since or day)
    _put("actors.take_into_network", Membership, period, rest, by=by, at=at, office_id=office_id)


def know_network(organisation: Organisation, *, office_id: UUID, by: By, at: datetime) -> Network:
    """Know that owners work together as one at an office; one that is known stays where it is."""
    first: dict[str, object] = {"state": Network.State.ACTIVE, "formed_at": at, "office_id": office_id}
    network, new = Network.objects.get_or_create(organisation=organisation, defaults=first)
    if new:
        journal.write("actors.know_network", network, by=by, at=at, office_id=office_id)
    return network


def know_person(subject: str, name: str, email: str, *, office_id: UUID, by: By, at: datetime) -> Person:
    """Know somebody who may log in, by what the identity provider calls the person."""
    rest: dict[str, object] = {"name": name, "email": email}
    person = _put("actors.know_person", Person, {"subject": subject}, rest, by=by, at=at, office_id=office_id)
    if not isinstance(person, Person):
        raise TypeError(person)
    return person


@dataclass(frozen=True)
class Given:
    """A role given to a person: for an organisation, at an office, or for the one in the other's forum."""

    person_id: UUID
    role: Role
    organisation_id: UUID | None
    at_office: bool
    since: date
    until: date | None = None


def give_role(given: Given, *, office_id: UUID, by: By, at: datetime) -> None:
    """Give a person a role from a day on; given again with another end, the end is changed."""
    key: dict[str, object] = {
        "person_id": given.person_id,
        "role": given.role.value,
        "organisation_id": given.organisation_id,
        "office_id": office_id if given.at_office else None,
        "since": given.since,
    }
    _put("actors.give_role", Assignment, key, {"until": given.until}, by=by, at=at, office_id=office_id)
