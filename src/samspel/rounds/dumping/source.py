"""What is stored of one round, and the journal that says who did what when; every name that is used is noted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from samspel.actors.models import Organisation, Unit
from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.needs.models import Need
from samspel.people.models import Person
from samspel.rounds.document.basis import Deed
from samspel.tenancy.by import Role
from samspel.tenancy.models import Office


@dataclass
class Source:
    """One call at one office, with its needs and the journal at hand."""

    office: Office
    call: Call
    used_people: set[UUID] = field(default_factory=set)
    used_organisations: set[UUID] = field(default_factory=set)
    used_units: set[UUID] = field(default_factory=set)

    @cached_property
    def entries(self) -> dict[tuple[UUID, str], list[Entry]]:
        """The office's entries by record and act, oldest first."""
        found: dict[tuple[UUID, str], list[Entry]] = defaultdict(list)
        for entry in Entry.objects.filter(office=self.office).order_by("sequence"):
            found[entry.record_id, entry.act].append(entry)
        return found

    @cached_property
    def people(self) -> dict[UUID, Person]:
        """Everybody, by id."""
        return {person.pk: person for person in Person.objects.all()}

    @cached_property
    def organisations(self) -> dict[UUID, Organisation]:
        """Every organisation, by id."""
        return {one.pk: one for one in Organisation.objects.all()}

    @cached_property
    def needs(self) -> dict[UUID, Need]:
        """The needs of the call, by id."""
        return {need.pk: need for need in Need.objects.filter(call=self.call).order_by("ref")}

    def person(self, person_id: UUID) -> str:
        """Give what the file calls a person."""
        self.used_people.add(person_id)
        return self.people[person_id].subject

    def organisation(self, organisation_id: UUID) -> str:
        """Give what the file calls an organisation."""
        self.used_organisations.add(organisation_id)
        return self.organisations[organisation_id].ref

    def unit(self, unit: Unit) -> str:
        """Give what the file calls a unit."""
        self.used_units.add(unit.pk)
        if unit.owner_id:
            self.used_organisations.add(unit.owner_id)
        return unit.orgnr

    def deed_of(self, entry: Entry) -> Deed:
        """Give the deed that an entry tells of."""
        return Deed(
            by=self.person(entry.person_id) if entry.person_id else None,
            role=Role(entry.role),
            organisation=self.organisation(entry.organisation_id) if entry.organisation_id else None,
            at=entry.at,
        )

    def all(self, record_id: UUID, *acts: str) -> list[Entry]:
        """Give the entries of some acts on a record, oldest first."""
        found = [entry for act in acts for entry in self.entries.get((record_id, act), ())]
        return sorted(found, key=lambda entry: entry.sequence)

    def first(self, record_id: UUID, *acts: str) -> Deed:
        """Give the first deed of some acts on a record; there is one for every record that an act has made."""
        return self.deed_of(self.all(record_id, *acts)[0])

    def last(self, record_id: UUID, *acts: str) -> Deed | None:
        """Give the last deed of some acts on a record, where there is one."""
        found = self.all(record_id, *acts)
        return self.deed_of(found[-1]) if found else None

    def last_if(self, holds: bool, record_id: UUID, *acts: str) -> Deed | None:
        """Give the last deed of some acts where what it brought about still holds."""
        return self.last(record_id, *acts) if holds else None

    def reason(self, record_id: UUID, act: str) -> str:
        """Give the reason that the last deed of an act on a record was done for."""
        found = self.all(record_id, act)
        return str(found[-1].facts.get("reason", "")) if found else ""
