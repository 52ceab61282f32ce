"""A line proposes amounts, a reason and criteria, within what is asked for."""

from __future__ import annotations

from functools import partial

from samspel.actors.models import Membership
from samspel.forum import transitions
from tests.cast import (
    KIRSTI,
    LARS,
    MONA,
    PETTER,
    ROGALAND,
    SIGRUN,
    OfficeCast,
    id_of,
)
from tests.forum.acting import first, refused, seat, seats, shares, tie
from tests.stories import casework, forum, needs

AMIR, ANNA = ROGALAND.caseworker, ROGALAND.admin
AT, HELD, ADOPTED = forum.CONVENED, forum.HELD, forum.ADOPTED


def test_a_line_gets_its_amounts_reason_and_criteria(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    line = first(meeting)
    wanted = {(id_of("fjordvik"), 2023): 250_000, (id_of("hiv"), 2023): 0}
    transitions.propose(line, shares=wanted, reason="Stort behov.", criteria=["collective"], by=SIGRUN, at=AT)
    assert shares(line) == {("Fjordvik kommune", 2023): 250_000}
    assert (line.reason, line.criteria) == ("Stort behov.", ["collective"])
    transitions.propose(line, by=LARS, at=AT)
    assert (shares(line), line.reason) == ({("Fjordvik kommune", 2023): 250_000}, "Stort behov.")
    transitions.propose(line, shares={}, reason="", by=LARS, at=AT)
    assert (shares(line), line.reason) == ({}, "")


def test_a_line_is_proposed_no_more_than_is_asked_for(rogaland: OfficeCast) -> None:
    line = first(forum.convened())
    for key, amount in (
        ((id_of("fjordvik"), 2023), 300_001),
        ((id_of("fjordvik"), 2023), -1),
        ((id_of("fjordvik"), 2024), 1),
        ((id_of("utvik"), 2023), 1),
    ):
        assert refused(partial(transitions.propose, line, shares={key: amount}, by=SIGRUN, at=AT)) == [
            "more-than-asked"
        ]


def test_what_a_proposal_may_not_be(rogaland: OfficeCast) -> None:
    line = first(forum.convened())
    propose = partial(transitions.propose, line, at=AT)
    assert refused(partial(propose, criteria=["cheap"], by=SIGRUN)) == ["criteria"]
    assert refused(partial(propose, reason="a\x00", by=SIGRUN)) == ["control-character"]
    for by in (MONA, PETTER, KIRSTI, AMIR, ROGALAND.decider):
        assert refused(partial(propose, reason="Ja.", by=by)) == (
            ["wrong-role", "VR24"] if by == MONA else ["wrong-role"]
        )


def test_whoever_is_tied_to_a_case_neither_proposes_nor_orders_nor_takes_out(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    one, two = forum.lines(meeting)
    transitions.declare_tie(seat(LARS), case=one.case, why="Sit i styret.", by=LARS, at=AT)
    assert refused(partial(transitions.propose, one, reason="Ja.", by=LARS, at=AT)) == ["VR24"]
    assert refused(partial(transitions.take_out, one, reason="Ja.", by=LARS, at=AT)) == ["VR24"]
    assert refused(partial(transitions.reorder, meeting, order=[two.pk, one.pk], by=LARS, at=AT)) == ["VR24"]
    transitions.propose(two, reason="Ja.", by=LARS, at=AT)
    transitions.decide_tie(tie(LARS, one.case), upheld=False, reason="Nei.", took_part=seats(KIRSTI), by=SIGRUN, at=AT)
    transitions.propose(one, reason="Ja.", by=LARS, at=AT)


def test_a_role_that_nobody_has_written_down_binds_all_the_same(rogaland: OfficeCast) -> None:
    meeting = forum.convened([casework.ready(needs.submitted(owner="vidda"))])
    Membership.objects.create(network_id=id_of("vidda"), member_id=id_of("laerarlaget"))
    assert refused(partial(transitions.propose, first(meeting), reason="Ja.", by=LARS, at=AT)) == ["VR24"]


def test_lines_are_put_in_a_new_order(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    one, two = forum.lines(meeting)
    transitions.reorder(meeting, order=[two.pk, one.pk], by=SIGRUN, at=AT)
    assert [line.pk for line in forum.lines(meeting)] == [two.pk, one.pk]
    for wrong in ([one.pk], [one.pk, one.pk], [one.pk, two.pk, id_of("more")]):
        assert refused(partial(transitions.reorder, meeting, order=wrong, by=SIGRUN, at=AT)) == ["order"]
    assert refused(partial(transitions.reorder, meeting, order=[one.pk, two.pk], by=KIRSTI, at=AT)) == ["wrong-role"]


def test_a_line_is_ranked_with_all_it_needs_in_one_go(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    one, two = forum.lines(meeting)
    transitions.rank(two, place=1, shares={}, reason="Mindre hast.", criteria=["collective"], by=SIGRUN, at=AT)
    assert [line.pk for line in forum.lines(meeting)] == [two.pk, one.pk]
    assert (first(meeting).reason, shares(two)) == ("Mindre hast.", {})
    transitions.rank(one, reason="Ja.", by=SIGRUN, at=AT)
    assert [line.rank for line in forum.lines(meeting)] == [1, 2]
