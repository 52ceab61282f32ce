"""Organisations, units, networks, people and roles become known once, and the journal hears of each change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from samspel.actors import queries, transitions
from samspel.actors.models import Assignment, Membership, Organisation
from samspel.actors.transitions import Given, Known, KnownUnit
from samspel.flow.models import Entry
from samspel.tenancy.by import Role
from tests.cast import ROGALAND, SYSTEM, OfficeCast

NOW = datetime(2023, 1, 2, 9, tzinfo=UTC)
BJORK = Known("210000070", "Bjørka barnehage SA", "private-owner", "210000070", synthetic=True)
UNIT = KnownUnit("310000086", "Bjørka barnehage", "kindergarten", "1101")


def acts() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("act", flat=True))


def test_an_organisation_is_registered_with_its_units_once(rogaland: OfficeCast) -> None:
    for _ in range(2):
        transitions.register(BJORK, [UNIT], office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    owner = queries.organisation("210000070")
    assert (owner.name, owner.kind, owner.synthetic) == ("Bjørka barnehage SA", "private-owner", True)
    assert [unit.orgnr for unit in queries.units_of(owner)] == ["310000086"]
    assert queries.reached_offices(owner.pk) == [ROGALAND.office]
    assert acts() == ["actors.register", "actors.register_unit"]


def test_a_change_in_the_register_is_written_down(rogaland: OfficeCast) -> None:
    transitions.register(BJORK, [], office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    renamed = Known(**{**BJORK.__dict__, "name": "Bjørka barnehage BA"})
    transitions.register(renamed, [], office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    assert Organisation.objects.get(ref="210000070").name == "Bjørka barnehage BA"
    assert Entry.objects.order_by("sequence").last().facts == {"changed": ["name"]}  # type: ignore[union-attr]


def test_a_unit_that_changes_owner_belongs_to_the_new_one(rogaland: OfficeCast) -> None:
    transitions.register(BJORK, [UNIT], office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    other = Known("210000089", "Granli", "private-owner", "210000089")
    transitions.register(other, [UNIT], office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    assert queries.unit("310000086").owner == queries.organisation("210000089")


def test_a_change_of_owner_ends_the_time_of_the_one_before(rogaland: OfficeCast) -> None:
    old = transitions.register(BJORK, [UNIT], office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    new = transitions.register(
        Known("210000089", "Granli", "private-owner", "210000089"), [], office_id=ROGALAND.office, by=SYSTEM, at=NOW
    )
    unit = queries.unit("310000086")
    for owner, since in ((old, date(2020, 8, 1)), (new, date(2023, 1, 1)), (new, date(2023, 1, 1))):
        transitions.change_owner(
            unit, owner, since=since, source="a letter", office_id=ROGALAND.office, by=SYSTEM, at=NOW
        )
    told = [(one.owner.name, one.since, one.until) for one in queries.ownerships(unit)]
    assert told == [
        ("Bjørka barnehage SA", date(2020, 8, 1), date(2022, 12, 31)),
        ("Granli", date(2023, 1, 1), None),
    ]
    assert queries.unit("310000086").owner == new
    with pytest.raises(ValueError, match="has an owner from 2023-01-01"):
        transitions.change_owner(
            unit, old, since=date(2022, 1, 1), source="a letter", office_id=ROGALAND.office, by=SYSTEM, at=NOW
        )


def test_a_network_has_members_and_one_that_leads(rogaland: OfficeCast) -> None:
    network = transitions.register(Known("nett", "Nettet", "network"), [], office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    member = transitions.register(BJORK, [UNIT], office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    for consented_at in (None, NOW):
        known = transitions.KnownMembership(coordinates=True, consented_at=consented_at)
        transitions.take_into_network(network, member, known, office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    assert Membership.objects.get(network=network).consented_at == NOW
    assert [unit.orgnr for unit in queries.units_of(network)] == ["310000086"]
    assert list(queries.networks_led_by(member.pk)) == [network]


def test_a_person_gets_a_role_and_an_end_to_it(rogaland: OfficeCast) -> None:
    person = transitions.know_person("ny", "Ny Person", "", office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    given = Given(person.pk, Role.CASEWORKER, None, at_office=True, since=date(2023, 1, 1))
    ended = Given(person.pk, Role.CASEWORKER, None, at_office=True, since=date(2023, 1, 1), until=date(2023, 6, 30))
    for role in (given, given, ended):
        transitions.give_role(role, office_id=ROGALAND.office, by=SYSTEM, at=NOW)
    assert Assignment.objects.get(person=person).until == date(2023, 6, 30)
    assert acts() == ["actors.know_person", "actors.give_role", "actors.give_role"]
    assert [row.role for row in queries.assignments([person.pk], date(2023, 6, 30))] == ["caseworker"]
    assert list(queries.assignments([person.pk], date(2023, 7, 1))) == []
