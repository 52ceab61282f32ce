"""Who sits in a forum, which groups are missing, and who comes to write things down."""

from __future__ import annotations

from datetime import timedelta

from samspel.forum import queries
from samspel.forum.models import Seat
from tests.cast import AGDER, KARI, KIRSTI, LARS, MONA, ROGALAND, SIGRUN, OfficeCast
from tests.stories import forum

AT = forum.CONVENED


def test_the_groups_of_the_mandate_that_have_no_seat_are_named(rogaland: OfficeCast) -> None:
    made = forum.established()
    assert queries.missing_groups(made, AT.date()) == ["kindergarten-authority"]
    Seat.objects.filter(person_id=KIRSTI.somebody).update(until=AT.date() - timedelta(days=1))
    assert queries.missing_groups(made, AT.date()) == ["ks", "kindergarten-authority"]
    made.schemes = ["decentralised"]
    assert queries.missing_groups(made, AT.date()) == ["ks"]
    assert queries.groups_basis(AT.date()) == "mandatet for samarbeidsforum"


def test_a_seat_is_for_the_time_it_is_held(rogaland: OfficeCast) -> None:
    made = forum.established()
    assert len(queries.seats_in(made, AT.date())) == 7
    assert len(queries.seats_in(made, forum.SEATED.date() - timedelta(days=1))) == 0
    assert str(queries.seat_of(LARS, made, AT).organisation) == "Lærarlaget Øving"  # type: ignore[union-attr]
    assert queries.seat_of(KARI, made, AT) is None
    everybody = queries.seats_by_id(Seat.objects.values_list("pk", flat=True))
    assert {one.person.name for one in everybody} >= {"Kirsti Dal", "Lars Lund"}


def test_the_forums_of_a_person_and_of_an_office(rogaland: OfficeCast) -> None:
    made = forum.established()
    assert list(queries.forums_of(MONA, AT)) == [made]
    assert list(queries.forums_of(MONA, forum.SEATED - timedelta(days=2))) == []
    assert list(queries.forums(ROGALAND.caseworker)) == [made]
    assert list(queries.forums(AGDER.caseworker)) == []
    assert [queries.records(by) for by in (SIGRUN, LARS, MONA)] == [True, True, False]
