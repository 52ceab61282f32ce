"""Roles are given by whoever may, never to oneself; the last administrator stays, and an ended role is over at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from samspel.actors import queries
from samspel.actors.models import Assignment, Place
from samspel.actors.roles import giving
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refused
from samspel.people.models import IdentityLink, Person
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from tests.cast import KARI, KNUT, MONA, ROGALAND, UNNI, OfficeCast, id_of, staff
from tests.stories import invitations
from tests.stories.invitations import ALMA, FJORDVIK, HIV, OFFICE, SENT, TODAY

ANNA = ROGALAND.admin


def refused(act: Callable[[], object]) -> dict[str, str]:
    """The reasons why an act was refused, each with its basis."""
    with pytest.raises(Refused) as told, transaction.atomic():
        act()
    return {one.code: one.basis for one in told.value.refusals}


def of(by: By) -> Assignment:
    """The role that somebody acts in."""
    there = Assignment.objects.at(Place(by.organisation_id, by.office_id))
    return there.get(person_id=by.somebody, role=by.role, ended_at=None)


def roles_of(by: By, day: date = TODAY) -> set[str]:
    """What somebody may be on a day."""
    return {one.role for one in queries.assignments([by.somebody], day)}


@pytest.fixture
def rogaland(rogaland: OfficeCast) -> OfficeCast:
    invitations.administrators()
    return rogaland


@pytest.mark.parametrize(
    ("by", "role", "place", "code"),
    [
        (ALMA, Role.OWNER_SIGNER, FJORDVIK, ""),
        (ALMA, Role.PARTNER_READER, FJORDVIK, "wrong-role"),
        (ALMA, Role.OWNER_SIGNER, Place(id_of("utvik"), None), "wrong-role"),
        (ALMA, Role.CASEWORKER, OFFICE, "wrong-role"),
        (KARI, Role.OWNER_READER, FJORDVIK, "wrong-role"),
        (UNNI, Role.PARTNER_READER, HIV, "wrong-role"),
        (ANNA, Role.PAYER, OFFICE, ""),
        (ANNA, Role.PAYER, Place(None, id_of("agder")), "wrong-role"),
        (ANNA, Role.OWNER_SIGNER, FJORDVIK, "wrong-role"),
        (ANNA, Role.OWNER_ADMIN, FJORDVIK, "has-admin"),
        (ANNA, Role.OWNER_ADMIN, Place(id_of("utvik"), None), "other-office"),
        (ANNA, Role.NATIONAL_READER, OFFICE, "wrong-role"),
        (ROGALAND.decider, Role.CASEWORKER, OFFICE, "wrong-role"),
    ],
    ids=str,
)
def test_each_administrator_gives_the_roles_of_the_own_place_alone(
    rogaland: OfficeCast, by: By, role: Role, place: Place, code: str
) -> None:
    to = KNUT if place.organisation_id else ROGALAND.caseworker
    said = {one.code for one in giving.giving(to.somebody, role, place, by=by, at=SENT)} - {"unknown", "has-role"}
    assert said == ({code} if code else set())


def test_a_role_is_given_to_one_who_is_known_and_written_in_the_journal(rogaland: OfficeCast) -> None:
    until = TODAY + timedelta(days=10)
    made = giving.give(KNUT.somebody, Role.OWNER_SIGNER, FJORDVIK, since=TODAY, until=until, by=ALMA, at=SENT)
    assert made.given_by_id == ALMA.person_id
    assert roles_of(KNUT) == {"owner-editor", "owner-signer"}
    assert roles_of(KNUT, until + timedelta(days=1)) == {"owner-editor"}
    entry = Entry.objects.get(act="actors.give")
    assert (entry.person_id, entry.role, entry.record_id) == (ALMA.person_id, "owner-admin", made.pk)
    assert entry.facts["until"] == until.isoformat()
    for to, code in ((KNUT, "has-role"), (UNNI, "unknown")):
        told = refused(partial(giving.give, to.somebody, Role.OWNER_SIGNER, FJORDVIK, since=TODAY, by=ALMA, at=SENT))
        assert set(told) == {code}


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [(TODAY - timedelta(days=1), None, "since"), (TODAY + timedelta(days=2), TODAY + timedelta(days=1), "until")],
)
def test_a_period_that_is_over_or_backwards_is_refused(
    rogaland: OfficeCast, since: date, until: date | None, code: str
) -> None:
    told = refused(
        lambda: giving.give(KNUT.somebody, Role.OWNER_READER, FJORDVIK, since=since, until=until, by=ALMA, at=SENT)
    )
    assert set(told) == {code}


@pytest.mark.parametrize("role", [Role.DECIDER, Role.ATTESTANT, Role.PAYER, Role.CASEWORKER])
def test_nobody_gives_oneself_a_role_and_for_money_the_law_is_named(rogaland: OfficeCast, role: Role) -> None:
    told = refused(lambda: giving.give(ANNA.somebody, role, OFFICE, since=TODAY, by=ANNA, at=SENT))
    assert set(told) == {"oneself"}
    assert ("2.5.2" in told["oneself"]) == (role != Role.CASEWORKER)


def test_nobody_gives_oneself_a_role_by_another_login(rogaland: OfficeCast) -> None:
    amir = ROGALAND.caseworker
    invitations.told_of(ANNA.somebody, amir.somebody)
    told = refused(lambda: giving.give(amir.somebody, Role.PAYER, OFFICE, since=TODAY, by=ANNA, at=SENT))
    assert set(told) == {"oneself"}
    assert "oneself" in refused(lambda: giving.change_period(of(amir), until=TODAY, by=ANNA, at=SENT))
    IdentityLink.objects.update(number_digest="")
    giving.give(amir.somebody, Role.PAYER, OFFICE, since=TODAY, by=ANNA, at=SENT)


def test_nor_does_the_database_take_a_role_given_to_oneself(rogaland: OfficeCast) -> None:
    with pytest.raises(IntegrityError, match="actors_assignment_given_by_another"), transaction.atomic():
        Assignment.objects.create(
            person_id=ANNA.somebody, office_id=ANNA.office_id, role="payer", since=TODAY, given_by_id=ANNA.somebody
        )


def test_an_own_role_is_not_made_longer_and_anothers_is(rogaland: OfficeCast) -> None:
    later = TODAY + timedelta(days=100)
    assert "oneself" in refused(lambda: giving.change_period(of(ANNA), until=later, by=ANNA, at=SENT))
    giving.change_period(of(KNUT), until=later, by=ALMA, at=SENT)
    assert roles_of(KNUT, later + timedelta(days=1)) == set()
    giving.change_period(of(KNUT), until=None, by=ALMA, at=SENT)
    assert roles_of(KNUT, later + timedelta(days=1)) == {"owner-editor"}
    yesterday = TODAY - timedelta(days=1)
    assert set(refused(lambda: giving.change_period(of(KNUT), until=yesterday, by=ALMA, at=SENT))) == {"until"}


def test_an_ended_role_is_over_at_once_and_may_be_given_again_the_same_day(rogaland: OfficeCast) -> None:
    made = giving.give(KNUT.somebody, Role.OWNER_SIGNER, FJORDVIK, since=TODAY, by=ALMA, at=SENT)
    giving.end(made, by=ALMA, at=SENT)
    assert roles_of(KNUT) == {"owner-editor"}
    made.refresh_from_db()
    assert (made.until, made.ended_at) == (TODAY, SENT)
    assert set(refused(lambda: giving.end(made, by=ALMA, at=SENT))) == {"over"}
    giving.give(KNUT.somebody, Role.OWNER_SIGNER, FJORDVIK, since=TODAY, by=ALMA, at=SENT)
    assert roles_of(KNUT) == {"owner-editor", "owner-signer"}
    acts = list(Entry.objects.filter(record_id=made.pk).order_by("sequence").values_list("act", flat=True))
    assert acts == ["actors.give", "actors.end", "actors.give"]


def test_only_an_administrator_ends_and_not_ones_own(rogaland: OfficeCast) -> None:
    assert "wrong-role" in refused(lambda: giving.end(of(KNUT), by=KARI, at=SENT))
    assert "wrong-role" in refused(lambda: giving.end(of(KNUT), by=ANNA, at=SENT))
    assert "wrong-role" in refused(lambda: giving.end(of(MONA), by=ALMA, at=SENT))
    assert "oneself" in refused(lambda: giving.end(of(ALMA), by=ALMA, at=SENT))


@pytest.mark.parametrize("by", [ANNA, ALMA], ids=["office", "organisation"])
def test_the_last_administrator_stays_until_there_is_another(rogaland: OfficeCast, by: By) -> None:
    place = Place(by.organisation_id, by.office_id)
    other = KNUT if by == ALMA else ROGALAND.caseworker
    assert set(refused(lambda: giving.leave(of(by), by=by, at=SENT))) == {"last-admin"}
    soon = TODAY + timedelta(days=5)
    second = giving.give(other.somebody, by.role, place, since=TODAY, until=soon, by=by, at=SENT)
    acting = By(other.person_id, place.organisation_id, place.office_id, by.role)
    for act in (
        partial(giving.leave, of(by), by=by, at=SENT),
        partial(giving.end, of(by), by=acting, at=SENT),
        partial(giving.hand_over, of(by), acting.somebody, by=by, at=SENT),
        *(
            partial(giving.change_period, of(by), until=soon - timedelta(days=n), by=acting, at=SENT)
            for n in (-1, 0, 1)
        ),
    ):
        assert set(refused(act)) == {"last-admin"}
    giving.change_period(second, until=None, by=by, at=SENT)
    giving.change_period(of(by), until=soon, by=acting, at=SENT)
    assert set(refused(lambda: giving.leave(of(acting), by=acting, at=SENT))) == {"last-admin"}
    giving.leave(of(by), by=by, at=SENT)
    assert by.role not in roles_of(by)
    assert set(refused(lambda: giving.leave(of(acting), by=acting, at=SENT))) == {"last-admin"}


def test_an_administrator_who_may_not_log_in_counts_for_nobody(rogaland: OfficeCast) -> None:
    giving.give(KNUT.somebody, Role.OWNER_ADMIN, FJORDVIK, since=TODAY, by=ALMA, at=SENT)
    Person.objects.filter(pk=KNUT.somebody).update(is_active=False)
    assert set(refused(lambda: giving.leave(of(ALMA), by=ALMA, at=SENT))) == {"last-admin"}


def test_the_role_as_administrator_is_handed_over_in_one(rogaland: OfficeCast) -> None:
    assert set(refused(lambda: giving.hand_over(of(ALMA), UNNI.somebody, by=ALMA, at=SENT))) == {"unknown"}
    assert "oneself" in refused(lambda: giving.hand_over(of(ALMA), ALMA.somebody, by=ALMA, at=SENT))
    giving.hand_over(of(ALMA), KNUT.somebody, by=ALMA, at=SENT)
    assert roles_of(ALMA) == set()
    assert roles_of(KNUT) == {"owner-admin", "owner-editor"}
    assert list(Entry.objects.order_by("sequence").values_list("act", flat=True))[-2:] == [
        "actors.give", "actors.hand_over",
    ]  # fmt: skip


def test_what_is_not_ones_own_is_neither_left_nor_handed_over(rogaland: OfficeCast) -> None:
    with pytest.raises(NotVisible):
        giving.leave(of(KNUT), by=ALMA, at=SENT)
    with pytest.raises(NotVisible):
        giving.hand_over(of(KNUT), KARI.somebody, by=ALMA, at=SENT)
    giving.leave(of(KNUT), by=KNUT, at=SENT)
    assert roles_of(KNUT) == set()


def test_two_administrators_who_leave_at_once_do_not_leave_the_place_without(real_database: str) -> None:
    """Real threads: whoever comes second finds that the other has left."""
    second = staff("rogaland", "amir", Role.OFFICE_ADMIN)
    with transaction.atomic():
        invitations.given(second)
    said: list[set[str]] = []
    gate = threading.Barrier(2)

    def leave(by: By) -> None:
        gate.wait(10)
        try:
            with transaction.atomic(), offices([ROGALAND.office]):
                giving.leave(of(by), by=by, at=SENT)
            said.append(set())
        except Refused as refusal:
            said.append({one.code for one in refusal.refusals})
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=[by]) for by in (ANNA, second)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(map(sorted, said)) == [[], ["last-admin"]]
