"""The office sets up a forum and gives people seats in it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from samspel.forum import queries, transitions
from samspel.forum.models import Seat, Tie
from samspel.tenancy.by import By
from tests.cast import (
    AGDER,
    LARS,
    MONA,
    ROGALAND,
    SIGRUN,
    SYSTEM,
    OfficeCast,
    id_of,
)
from tests.forum.acting import refused, seat
from tests.stories import casework, forum

AMIR, ANNA = ROGALAND.caseworker, ROGALAND.admin
AT, HELD, ADOPTED = forum.CONVENED, forum.HELD, forum.ADOPTED


def test_the_office_sets_up_a_forum_and_seats_its_members(rogaland: OfficeCast) -> None:
    made = forum.established()
    assert (made.name, made.schemes) == (
        "Samarbeidsforum i Rogaland",
        ["regional", "decentralised", "competence-boost"],
    )
    assert Seat.objects.filter(forum=made).count() == 7
    assert [one.votes for one in (seat(MONA), seat(LARS), seat(SIGRUN))] == [True, True, False]


def test_anybody_may_know_which_organisation_sits_for_which_group_while_it_does(rogaland: OfficeCast) -> None:
    forum.established()
    day = forum.SEATED.date()
    told = [(one.organisation_name, one.group, one.duty) for one in queries.published_seats("rogaland", day)]
    assert ("Fjordvik kommune", "public-owner", "member") in told
    assert ("", "office", "secretary") in told
    assert len(told) == 7
    assert [*queries.published_seats("rogaland", day - timedelta(days=1))] == []
    assert [*queries.published_seats("agder", day)] == []


@pytest.mark.parametrize("by", [AMIR, SIGRUN, MONA, AGDER.admin], ids=lambda by: by.role)
def test_only_the_offices_administrator_seats(rogaland: OfficeCast, by: By) -> None:
    made = forum.established()
    give = partial(
        transitions.seat, made, person_id=id_of("vidar"), organisation_id=id_of("vidda"), since=date(2023, 1, 1),
        group=Seat.Group.OTHER, by=by, at=AT,
    )  # fmt: skip
    assert refused(give) == ["wrong-role"]
    make = partial(transitions.establish, made.office, ref="x", name="X", schemes=["regional"], at=AT)
    assert refused(partial(make, by=by)) == ["wrong-role"]
    assert make(by=SYSTEM).ref == "x"


def test_nobody_is_seated_twice_from_one_day(rogaland: OfficeCast) -> None:
    made = forum.established()
    give = partial(
        transitions.seat, made, person_id=id_of("mona"), organisation_id=id_of("fjordvik"),
        since=forum.SEATED.date(), group=Seat.Group.KS, by=ANNA, at=AT,
    )  # fmt: skip
    assert refused(give) == ["forum_seat_once_per_person"]


def test_a_member_seated_after_the_call_is_tied_by_its_organisation_at_once(rogaland: OfficeCast) -> None:
    case = casework.ready()
    meeting = forum.convened([case])
    transitions.seat(
        meeting.forum, person_id=id_of("knut"), organisation_id=id_of("fjordvik"), group=Seat.Group.PUBLIC_OWNER,
        since=AT.date(), by=ANNA, at=AT,
    )  # fmt: skip
    found = Tie.objects.get(seat__person_id=id_of("knut"))
    assert (found.case, found.state, found.role, found.found) == (case, "claimed", "owner", True)
